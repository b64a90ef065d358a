// Boxes of an MP4 written by hand: ISO/IEC 14496-12 §4.2. Pure.
#pragma once

#include "support/big_endian.h"

#include <string>
#include <string_view>

namespace siaga::test {

/// `kind`: four characters.
inline std::string box(std::string_view kind, const std::string& content) {
  return big_endian(content.size() + 8, 4) + std::string(kind) + content;
}

}  // namespace siaga::test
