// Stable names of enumerations on the wire and in the store. Append only. Thread: any.
#pragma once

#include "domain/person.h"
#include "domain/recording.h"
#include "domain/sos.h"

#include <optional>
#include <string_view>

namespace siaga::protocol {

std::string_view name_of(domain::Role role);             // officer, operator, supervisor
std::string_view name_of(domain::Scope scope);           // own_unit, all_units
std::string_view name_of(domain::Outcome outcome);       // helped, false_alarm, drill, other
std::string_view name_of(domain::RecordingState state);  // growing, finished
std::optional<domain::Role> role(std::string_view name);
std::optional<domain::Scope> scope(std::string_view name);
std::optional<domain::Outcome> outcome(std::string_view name);
std::optional<domain::RecordingState> recording_state(std::string_view name);

}  // namespace siaga::protocol
