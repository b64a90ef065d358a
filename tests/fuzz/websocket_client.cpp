// A hub's answer to the upgrade and its frames, as the client's WebSocket reads them, whole and in pieces.
#include "talk_check.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes{fuzz::text_of(data, size)};
  const auto whole = fuzz::open_websocket({bytes});
  const auto pieces = fuzz::open_websocket({bytes, fuzz::piece_of(size)});
  fuzz::must(whole.end.has_value() == pieces.end.has_value(), "an answer in pieces is the same answer");
  if (!whole.end) return 0;
  const auto head = bytes.find("\r\n\r\n");
  fuzz::must(bytes.starts_with("HTTP/1.1 101") && head != std::string::npos, "only 101 opens a WebSocket");
  fuzz::check_talk(whole, std::string_view(bytes).substr(head + 4), false);
  fuzz::check_talk(pieces, std::string_view(bytes).substr(head + 4), false);
  return 0;
}
