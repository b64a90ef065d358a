#include "domain/user_id.h"

#include "domain/directory.h"

#include <algorithm>
#include <array>

namespace siaga::domain {

using base::fail;
using base::Fault;

namespace {

constexpr std::array<std::string_view, 3> connector_names{"manual", "scim", "command"};
constexpr std::array<std::string_view, 4> user_id_states{"planned", "active", "inactive", "dropped"};
constexpr std::size_t longest_line = 120 * 4;  // bytes of 120 characters

template <class Value, std::size_t count>
std::optional<Value> find_among(const std::array<std::string_view, count>& among, std::string_view name) {
  const auto found = std::ranges::find(among, name);
  if (found == among.end()) return std::nullopt;
  return static_cast<Value>(found - among.begin());
}

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}
bool is_name(std::string_view text) { return !text.empty() && text.size() <= longest_line && is_printable(text); }

}  // namespace

std::string_view name_of(ConnectorKind kind) { return connector_names[static_cast<std::size_t>(kind)]; }
std::optional<ConnectorKind> connector_kind(std::string_view name) {
  return find_among<ConnectorKind>(connector_names, name);
}
std::string_view name_of(UserIdState state) { return user_id_states[static_cast<std::size_t>(state)]; }
std::optional<UserIdState> user_id_state(std::string_view name) {
  return find_among<UserIdState>(user_id_states, name);
}

base::Result<void> check_user_id(const UserId& user_id, NameOrigin origin) {
  const auto& name = user_id.user_name;
  const bool spaced = origin == NameOrigin::existing ? name != tidy_name(name) : name.find(' ') != std::string::npos;
  if (!is_name(name) || spaced)
    return fail(Fault::invalid, "a user ID has a name of at most 120 characters without blanks", "user_name");
  if (!is_name(user_id.agent)) return fail(Fault::invalid, "the agent has a name of 1 to 120 characters", "agent");
  if (!user_id.email.empty() && !is_address(user_id.email)) return fail(Fault::invalid, "this is no e-mail", "email");
  if (user_id.team.size() > longest_line || !is_printable(user_id.team))
    return fail(Fault::invalid, "a team's name has at most 120 characters", "team");
  return {};
}

base::Result<void> check_application(const Application& application) {
  if (!is_name(application.name))
    return fail(Fault::invalid, "an application has a name of 1 to 120 characters", "name");
  // R36 ends a day after the last working day: a later target would be none.
  constexpr std::chrono::minutes most{longest_target};
  if (application.target && (*application.target < -most || *application.target > most))
    return fail(Fault::invalid, "a target lies within a day of the last working day's end", "target_minutes");
  if (application.settings.size() > longest_settings)
    return fail(Fault::invalid, "the connector's settings are too long", "settings");
  return {};
}

}  // namespace siaga::domain
