// How an event changes what the desk sees of one SOS: the same fold for the feed and for tests.
// The hub has decided already; nothing is judged here. Pure. Thread: any.
#pragma once

#include "console/model.h"

namespace siaga::console {

/// From a snapshot, a page of history or one SOS in full. Without timeline it is marked incomplete.
Matter matter_of(const protocol::SosView& view);

/// From sos.raised: the event carries all that the alarm said.
Matter matter_of_raised(const protocol::Event& event);

/// Changes state, owner and recordings by an event of this SOS; kinds that change none of these are ignored.
/// The timeline isn't touched.
void fold(Matter& matter, const protocol::Event& event);

/// Adds an event in its place; false when this seq is there already.
bool add_to_timeline(Matter& matter, const protocol::Event& event);

/// The version `version` among the people that the event carries; nothing when the hub left it out.
const domain::Person* person_of(const protocol::Event& event, const std::optional<base::Id>& version);

}  // namespace siaga::console
