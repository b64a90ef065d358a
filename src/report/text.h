// Cells as every format can carry them: valid UTF-8 without what XML forbids and printers choke on. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siaga::report {

/// Bytes that are no UTF-8 and characters that no text has become U+FFFD; control characters become blanks, line breaks
/// stay (as \n). Cut after `longest` bytes, between characters, with an ellipsis.
std::string clean(std::string_view text, std::size_t longest = 32'000);

/// "-12": a whole number that a spreadsheet keeps exactly, of at most 15 digits, written as people do.
bool is_whole_number(std::string_view text);
/// "-12", "3,5", "1.200".
bool is_number(std::string_view text);

}  // namespace siaga::report
