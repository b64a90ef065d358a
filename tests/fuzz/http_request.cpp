// Request framing: what the server's session takes for a request must have no other reading. It is compared with
// readers of laxer habits (lax_http.h), as proxies in front of a hub have them, and with itself when the same bytes
// arrive in small pieces.
#include "in_memory/exchange.h"
#include "lax_http.h"
#include "property.h"

using namespace siaga;

namespace {

void check_pieces(const fuzz::Served& whole, const std::string& bytes, std::size_t at_once) {
  const auto pieces = fuzz::serve({bytes, at_once});
  fuzz::must(pieces.requests.size() == whole.requests.size(), "arriving in pieces makes no other requests");
  for (std::size_t i = 0; i < whole.requests.size(); ++i) {
    const auto& one = pieces.requests[i];
    const auto& other = whole.requests[i];
    fuzz::must(one.target == other.target && one.headers == other.headers && one.body == other.body,
               "a request in pieces is the same request");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes{fuzz::text_of(data, size)};
  const auto served = fuzz::serve({bytes});
  fuzz::must(served.requests.empty() || !served.answers.empty() || !served.requests.front().body,
             "a whole request is answered");
  std::string_view rest = bytes;
  for (const auto& request : served.requests) {
    if (!request.body) break;  // broken off or ignored: nothing behind it may be read as a request
    std::optional<std::size_t> end;
    for (unsigned habits = 0; habits < fuzz::all_habits; ++habits) {
      const auto message = fuzz::read_laxly(rest, habits);
      fuzz::must(message.has_value(), "what is taken is whole to everybody");
      fuzz::must(message->target == request.target, "everybody reads the same target");
      fuzz::must(message->body == *request.body, "everybody reads the same body");
      fuzz::must(!end || *end == message->end, "everybody sees the same end");
      end = message->end;
    }
    rest.remove_prefix(*end);
  }
  check_pieces(served, bytes, fuzz::piece_of(size));
  return 0;
}
