// Why the hub takes no such password, as whoever chose it reads it. Thread: UI; pure but for the language.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>

namespace siaga::ui {

/// What a console refuses by itself; the hub has the last word.
inline constexpr std::size_t fewest_password_characters = 10;
std::string password_too_short();

/// The reason alone: what came of it is said by who asked. Nothing when the error isn't about a new password.
std::optional<std::string> refused_password(const base::Error& error);

}  // namespace siaga::ui
