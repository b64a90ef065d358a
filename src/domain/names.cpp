#include "domain/names.h"

#include <array>

namespace siaga::domain {

namespace {

template <class Value, std::size_t n>
using Names = std::array<std::pair<Value, std::string_view>, n>;

constexpr Names<Role, 3> roles{
    {{Role::officer, "officer"}, {Role::operator_, "operator"}, {Role::supervisor, "supervisor"}}};
constexpr Names<Scope, 2> scopes{{{Scope::own_unit, "own_unit"}, {Scope::all_units, "all_units"}}};
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
std::string_view name_of(Scope scope) { return find_name(scopes, scope); }
std::string_view name_of(Outcome outcome) { return find_name(outcomes, outcome); }
std::string_view name_of(RecordingState state) { return find_name(recording_states, state); }
std::optional<Role> role(std::string_view name) { return find_value(roles, name); }
std::optional<Scope> scope(std::string_view name) { return find_value(scopes, name); }
std::optional<Outcome> outcome(std::string_view name) { return find_value(outcomes, name); }
std::optional<RecordingState> recording_state(std::string_view name) { return find_value(recording_states, name); }

}  // namespace siaga::domain
