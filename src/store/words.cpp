#include "store/words.h"

#include "domain/names.h"
#include "store/failure.h"

#include <optional>
#include <string>

namespace siaga::store {

namespace {

template <class Value>
Value known(std::optional<Value> value, std::string_view word) {
  if (!value) throw StoreFailure(base::Fault::corrupt, "an unknown word in a table: " + std::string{word});
  return *value;
}

}  // namespace

std::string_view word_of(domain::Role role) { return domain::name_of(role); }
std::string_view word_of(domain::Outcome outcome) { return domain::name_of(outcome); }
std::string_view word_of(domain::RecordingState state) { return domain::name_of(state); }
std::string_view word_of(domain::SecondFactor state) { return domain::name_of(state); }

std::optional<std::string> listed(const std::optional<std::vector<base::Id>>& units) {
  if (!units) return std::nullopt;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string list;
  for (const auto& unit : *units) {
    for (const auto byte : unit.bytes) {
      list += digits[byte >> 4];
      list += digits[byte & 15];
    }
    list += ',';
  }
  return list;
}

domain::Role role_of(std::string_view word) { return known(domain::role(word), word); }
domain::Outcome outcome_of(std::string_view word) { return known(domain::outcome(word), word); }
domain::RecordingState recording_state_of(std::string_view word) { return known(domain::recording_state(word), word); }
domain::SecondFactor second_factor_of(std::string_view word) { return known(domain::second_factor(word), word); }

}  // namespace siaga::store
