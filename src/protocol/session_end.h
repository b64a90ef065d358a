// Why a session is over: `field` of the 401 that its token then gets, and the reason of the feed's close (4401).
// An append-only list. Values; no thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace siaga::protocol {

enum class SessionEnd {
  ended,             ///< signed out: here, from another session of its person's, or by an administrator
  expired,           ///< as old as its person's roles let it become
  idle,              ///< not used for too long
  password_changed,  ///< its person's password was set anew
};

inline constexpr std::array<std::string_view, 4> session_end_names{"session_ended", "session_expired", "session_idle",
                                                                   "password_changed"};

constexpr std::string_view name_of(SessionEnd end) { return session_end_names.at(static_cast<std::size_t>(end)); }

/// Nothing for another name: a hub that doesn't say, or a newer one.
constexpr std::optional<SessionEnd> session_end(std::string_view name) {
  for (std::size_t i = 0; i < session_end_names.size(); ++i)
    if (session_end_names.at(i) == name) return static_cast<SessionEnd>(i);
  return std::nullopt;
}

}  // namespace siaga::protocol
