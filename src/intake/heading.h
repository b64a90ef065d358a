// What people write above the columns of their tables, so that it can be looked up. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace siaga::intake {

/// Lower case; what is neither letter nor digit is a blank, except that e-mail is one word: "No. HP" is "no hp".
std::string heading_word(std::string_view cell);

}  // namespace siaga::intake
