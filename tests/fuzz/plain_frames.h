// WebSocket frames read by RFC 6455 alone, all bytes at once: what src/net's reading is judged by. Thread: pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::fuzz {

struct PlainTalk {
  std::vector<std::string> messages;  ///< whole texts
  std::vector<std::string> pings;
  std::vector<std::string> pongs;
  /// The close code that the reader must send: 1002, 1003 (binary), 1007, 1009 (over the limit), or the peer's own
  /// when it said goodbye (1000 when it gave none). 0 when the bytes end before.
  std::uint16_t code = 0;
  bool goodbye = false;             ///< the peer's own close frame
  bool text_breaks_at_end = false;  ///< 1007, seen in the last three bytes: a reader may not have looked yet
  std::size_t read = 0;             ///< bytes up to the end of the last whole frame
};

/// `masked`: a client's frames, which must be; a server's must not be.
PlainTalk read_plainly(std::string_view bytes, bool masked, std::size_t longest_message);

}  // namespace siaga::fuzz
