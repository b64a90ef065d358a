#include "report/text.h"

#include <algorithm>
#include <cstdint>

namespace siaga::report {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t length_by(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

/// RFC 3629: no surrogates, nothing twice, nothing beyond U+10FFFF; and neither U+FFFE nor U+FFFF (XML 1.0 §2.2).
bool is_character(std::string_view bytes) {
  std::uint32_t code = static_cast<unsigned char>(bytes[0]) & (0xFFu >> (bytes.size() + 1));
  for (const char c : bytes.substr(1)) {
    if (!goes_on(c)) return false;
    code = code << 6 | (static_cast<unsigned char>(c) & 0x3F);
  }
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const bool too_short = (bytes.size() == 3 && code < 0x800) || (bytes.size() == 4 && code < 0x10000);
  return !surrogate && !too_short && code <= 0x10FFFF && code != 0xFFFE && code != 0xFFFF;
}

}  // namespace

std::string clean(std::string_view text, std::size_t longest) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_by(static_cast<unsigned char>(text[at]));
    const bool good =
        length == 1 || (length > 1 && at + length <= text.size() && is_character(text.substr(at, length)));
    auto piece = good ? text.substr(at, length) : replacement;
    const auto first = static_cast<unsigned char>(piece[0]);
    if ((first < ' ' && first != '\n') || first == 0x7F) piece = " ";
    if (result.size() + piece.size() > longest) return result += ellipsis;
    if (!(text[at] == '\r' && text.substr(at).starts_with("\r\n"))) result += piece;
    at += good ? length : 1;
  }
  return result;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool plain = text == "0" || !text.starts_with('0');
  return !text.empty() && text.size() <= 15 && plain && std::ranges::all_of(text, is_digit);
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool ends_well = !text.empty() && is_digit(text.front()) && is_digit(text.back());
  return ends_well && std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

}  // namespace siaga::report
