#include "protocol/names.h"

#include <array>

namespace siaga::protocol {

namespace {

template <class Value, std::size_t n>
using Names = std::array<std::pair<Value, std::string_view>, n>;

constexpr Names<domain::Role, 3> roles{{{domain::Role::officer, "officer"},
                                        {domain::Role::operator_, "operator"},
                                        {domain::Role::supervisor, "supervisor"}}};
constexpr Names<domain::Scope, 2> scopes{
    {{domain::Scope::own_unit, "own_unit"}, {domain::Scope::all_units, "all_units"}}};
constexpr Names<domain::Outcome, 4> outcomes{{{domain::Outcome::helped, "helped"},
                                              {domain::Outcome::false_alarm, "false_alarm"},
                                              {domain::Outcome::drill, "drill"},
                                              {domain::Outcome::other, "other"}}};
constexpr Names<domain::RecordingState, 2> recording_states{
    {{domain::RecordingState::growing, "growing"}, {domain::RecordingState::finished, "finished"}}};

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

std::string_view name_of(domain::Role role) { return find_name(roles, role); }
std::string_view name_of(domain::Scope scope) { return find_name(scopes, scope); }
std::string_view name_of(domain::Outcome outcome) { return find_name(outcomes, outcome); }
std::string_view name_of(domain::RecordingState state) { return find_name(recording_states, state); }
std::optional<domain::Role> role(std::string_view name) { return find_value(roles, name); }
std::optional<domain::Scope> scope(std::string_view name) { return find_value(scopes, name); }
std::optional<domain::Outcome> outcome(std::string_view name) { return find_value(outcomes, name); }
std::optional<domain::RecordingState> recording_state(std::string_view name) {
  return find_value(recording_states, name);
}

}  // namespace siaga::protocol
