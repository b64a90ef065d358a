#include "hub/printable.h"

#include <boost/nowide/utf/utf.hpp>

namespace siaga::hub {

namespace utf = boost::nowide::utf;

namespace {

bool is_shown(utf::code_point point) {
  const bool controls = point < 0x20 || (point >= 0x7f && point < 0xa0);
  const bool turns = point == 0x061c || point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
                     (point >= 0x2066 && point <= 0x2069);
  const bool breaks_line = point == 0x2028 || point == 0x2029;
  return !controls && !turns && !breaks_line;
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
  using Bytes = utf::utf_traits<char>;
  std::string out;
  const auto* const end = text.data() + text.size();
  for (const auto* at = text.data(); at != end;) {
    const auto* const begin = at;
    const auto point = Bytes::decode(at, end);
    const bool whole = utf::is_valid_codepoint(point);
    if (!whole) at = begin + 1;
    const std::string_view shown = whole && is_shown(point) ? std::string_view{begin, at} : "?";
    if (out.size() + shown.size() > longest) break;
    out += shown;
  }
  return out;
}

}  // namespace siaga::hub
