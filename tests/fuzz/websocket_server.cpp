// A client's frames as the server's WebSocket reads them, whole and in pieces.
#include "talk_check.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string frames{fuzz::text_of(data, size)};
  fuzz::check_talk(fuzz::serve_websocket({frames}), frames, true);
  fuzz::check_talk(fuzz::serve_websocket({frames, fuzz::piece_of(size)}), frames, true);
  return 0;
}
