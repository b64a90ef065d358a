// Enumerations as the tables store them: by their names of domain/names.h, so that a row can be read without this
// program.
// Thread: any. Errors: reading throws StoreFailure(corrupt) for a name that isn't known.
#pragma once

#include "domain/recording.h"
#include "domain/role.h"
#include "domain/second_factor.h"
#include "domain/sos.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::store {

std::string_view word_of(domain::Role role);
std::string_view word_of(domain::Outcome outcome);
std::string_view word_of(domain::RecordingState state);
std::string_view word_of(domain::SecondFactor state);

/// Ids for `instr(?, hex(column))`: an array can't be bound. Nothing stays nothing.
std::optional<std::string> listed(const std::optional<std::vector<base::Id>>& ids);

domain::Role role_of(std::string_view word);
domain::Outcome outcome_of(std::string_view word);
domain::RecordingState recording_state_of(std::string_view word);
domain::SecondFactor second_factor_of(std::string_view word);

}  // namespace siaga::store
