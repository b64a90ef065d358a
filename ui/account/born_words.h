// A date of birth as people write it, and as it is kept: "30-06-1985" and "1985-06-30". Pure. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace siaga::ui {

/// "1985-06-30" of "30-06-1985", "30/06/1985", "30.06.1985" or "1985-06-30"; empty of nothing. Nothing: no date.
std::optional<std::string> born_of(std::string_view written);
/// "30-06-1985" of "1985-06-30"; anything else as it stands.
std::string born_words(std::string_view kept);

}  // namespace siaga::ui
