// Stable names of enumerations, the same on the wire (protocol/) and in the tables (store/): written down once, here.
// Append only: a name is never changed or reused. Thread: any; constants.
#pragma once

#include "domain/recording.h"
#include "domain/role.h"
#include "domain/sos.h"

#include <optional>
#include <string_view>

namespace siaga::domain {

std::string_view name_of(Role role);             // officer, operator, supervisor …
std::string_view name_of(Action action);         // raise_sos, handle_sos …
std::string_view name_of(Outcome outcome);       // helped, false_alarm, drill, other
std::string_view name_of(RecordingState state);  // growing, finished

/// Nothing for a name that is none of these, as a newer program may write it.
std::optional<Role> role(std::string_view name);
std::optional<Action> action(std::string_view name);
std::optional<Outcome> outcome(std::string_view name);
std::optional<RecordingState> recording_state(std::string_view name);

}  // namespace siaga::domain
