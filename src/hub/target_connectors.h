// The connectors that applications are reached by when nobody but the team leader's order is there: what targets.h makes
// of an application's settings, in the words of the case clock.
// Owner: the hub. Thread: any; a connector is one worker's.
#pragma once

#include "hub/connector.h"
#include "hub/targets.h"

namespace siaga::hub {

/// `targets` outlives what this returns and all that it makes.
Connectors connectors_by(const Targets& targets);

}  // namespace siaga::hub
