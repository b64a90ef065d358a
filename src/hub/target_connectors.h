// The connectors that applications are reached by when nobody but the team leader's order is there: what targets.h
// makes of an application's settings, in the words of the case clock. Owner: the hub. Thread: any; a connector is one
// worker's.
#pragma once

#include "hub/connector.h"
#include "hub/secret_box.h"
#include "hub/targets.h"
#include "store/database.h"

namespace siaga::hub {

/// `targets` outlives what this returns and all that it makes.
Connectors connectors_by(const Targets& targets);

/// The target of an application as it is configured now. Thread: that of the Database. Errors: not_found; those of
/// Targets::target; corrupt (its secret can't be opened). Throws StoreFailure.
base::Result<std::unique_ptr<connect::Target>> target_of(store::Database& database, const SecretBox& box,
                                                         const Targets& targets, const base::Id& application);

}  // namespace siaga::hub
