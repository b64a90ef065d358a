// A hub's answer, read by HttpClient: however its bytes are cut, one meaning.
#include "in_memory/exchange.h"
#include "property.h"

using namespace siaga;

namespace {

void check_same(const base::Result<net::Response>& one, const base::Result<net::Response>& other) {
  fuzz::must(one.has_value() == other.has_value(), "one answer is understood or not");
  if (!one) return;
  fuzz::must(one->status == other->status && one->headers == other->headers && one->body == other->body,
             "one answer has one meaning");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes{fuzz::text_of(data, size)};
  const auto whole = fuzz::ask({bytes});
  check_same(whole, fuzz::ask({bytes, fuzz::piece_of(size)}));
  if (!whole) return 0;
  fuzz::must(whole->body.size() <= fuzz::longest_answer, "an answer keeps its limit");
  return 0;
}
