// A reader of HTTP requests with bad habits, each of which some proxy or server had when requests were smuggled past
// it. Written without regard to src/net: it is what that is judged by. Thread: pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::fuzz {

// Bits of `habits`.
enum Habit : unsigned {
  length_wins = 1,       ///< Content-Length counts where Transfer-Encoding is there too
  last_length = 2,       ///< of two lengths the second counts
  bare_line_feeds = 4,   ///< LF alone ends a line
  folded_lines = 8,      ///< a line that begins with a space continues the one before
  blanks_in_names = 16,  ///< "Content-Length : 4" is a length
  all_habits = 32,
};

struct LaxMessage {
  std::string target;
  std::string body;
  std::size_t end = 0;  ///< where the next message begins
};

/// The message that `bytes` begin with; none when it isn't whole.
std::optional<LaxMessage> read_laxly(std::string_view bytes, unsigned habits);

}  // namespace siaga::fuzz
