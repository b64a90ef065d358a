#include "store/words.h"

#include "store/failure.h"

#include <array>
#include <string>

namespace siaga::store {

namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> roles{"officer", "operator", "supervisor"};
constexpr std::array<std::string_view, 2> scopes{"own_unit", "all_units"};
constexpr std::array<std::string_view, 4> outcomes{"helped", "false_alarm", "drill", "other"};
constexpr std::array<std::string_view, 2> recording_states{"growing", "finished"};

template <class Enum, std::size_t N>
Enum value_of(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  throw StoreFailure(base::Fault::corrupt, "an unknown word in a table: " + std::string{word});
}

template <class Enum, std::size_t N>
std::string_view word_in(const std::array<std::string_view, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view word_of(domain::Role role) { return word_in(roles, role); }
std::string_view word_of(domain::Scope scope) { return word_in(scopes, scope); }
std::string_view word_of(domain::Outcome outcome) { return word_in(outcomes, outcome); }
std::string_view word_of(domain::RecordingState state) { return word_in(recording_states, state); }

domain::Role role_of(std::string_view word) { return value_of<domain::Role>(roles, word); }
domain::Scope scope_of(std::string_view word) { return value_of<domain::Scope>(scopes, word); }
domain::Outcome outcome_of(std::string_view word) { return value_of<domain::Outcome>(outcomes, word); }
domain::RecordingState recording_state_of(std::string_view word) {
  return value_of<domain::RecordingState>(recording_states, word);
}

}  // namespace siaga::store
