#include "domain/names.h"

#include <array>

namespace siaga::domain {

namespace {

template <class Value, std::size_t n>
using Names = std::array<std::pair<Value, std::string_view>, n>;

constexpr Names<Role, role_count> roles{{{Role::officer, "officer"},
                                         {Role::operator_, "operator"},
                                         {Role::supervisor, "supervisor"},
                                         {Role::coordinator, "coordinator"},
                                         {Role::team_leader, "team_leader"},
                                         {Role::support, "support"},
                                         {Role::document_control, "document_control"},
                                         {Role::numbering_officer, "numbering_officer"},
                                         {Role::unit_operator, "unit_operator"},
                                         {Role::unit_admin, "unit_admin"},
                                         {Role::head_of_unit, "head_of_unit"},
                                         {Role::owner, "owner"},
                                         {Role::auditor, "auditor"},
                                         {Role::system_administrator, "system_administrator"}}};
constexpr Names<Action, action_count> actions{{{Action::raise_sos, "raise_sos"},
                                               {Action::read_own_sos, "read_own_sos"},
                                               {Action::follow_feed, "follow_feed"},
                                               {Action::read_sos, "read_sos"},
                                               {Action::watch_recording, "watch_recording"},
                                               {Action::handle_sos, "handle_sos"},
                                               {Action::take_over_sos, "take_over_sos"},
                                               {Action::mute_console, "mute_console"},
                                               {Action::confirm_loss, "confirm_loss"},
                                               {Action::read_people, "read_people"},
                                               {Action::manage_people, "manage_people"},
                                               {Action::grant_roles, "grant_roles"},
                                               {Action::manage_units, "manage_units"},
                                               {Action::end_sessions, "end_sessions"},
                                               {Action::read_user_ids, "read_user_ids"},
                                               {Action::record_cases, "record_cases"},
                                               {Action::deactivate_user_ids, "deactivate_user_ids"},
                                               {Action::confirm_user_ids, "confirm_user_ids"},
                                               {Action::keep_logbook, "keep_logbook"},
                                               {Action::manage_applications, "manage_applications"},
                                               {Action::export_journal, "export_journal"},
                                               {Action::read_accounts, "read_accounts"},
                                               {Action::manage_policy, "manage_policy"},
                                               {Action::send_letters, "send_letters"}}};
constexpr Names<Outcome, 4> outcomes{{{Outcome::helped, "helped"},
                                      {Outcome::false_alarm, "false_alarm"},
                                      {Outcome::drill, "drill"},
                                      {Outcome::other, "other"}}};
constexpr Names<RecordingState, 2> recording_states{
    {{RecordingState::growing, "growing"}, {RecordingState::finished, "finished"}}};

template <class Value, std::size_t n>
std::string_view find_name(const Names<Value, n>& names, Value value) {
  for (const auto& [candidate, name] : names)
    if (candidate == value) return name;
  return {};
}

template <class Value, std::size_t n>
std::optional<Value> find_value(const Names<Value, n>& names, std::string_view wanted) {
  for (const auto& [value, name] : names)
    if (name == wanted) return value;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Role role) { return find_name(roles, role); }
std::string_view name_of(Action action) { return find_name(actions, action); }
std::string_view name_of(Outcome outcome) { return find_name(outcomes, outcome); }
std::string_view name_of(RecordingState state) { return find_name(recording_states, state); }
std::optional<Role> role(std::string_view name) { return find_value(roles, name); }
std::optional<Action> action(std::string_view name) { return find_value(actions, name); }
std::optional<Outcome> outcome(std::string_view name) { return find_value(outcomes, name); }
std::optional<RecordingState> recording_state(std::string_view name) { return find_value(recording_states, name); }

}  // namespace siaga::domain
