// A wrong password or code for somebody who is known, and any for a closed account, is an event: they and their
// administrators see it. What is none, and why: src/ARCHITECTURE.md, "Where the issues' words were left".
// Thread: any.
#pragma once

#include "hub/core.h"

#include <string>

namespace siaga::hub {

/// Journals session.refused; nobody waits for it. `console`: where it was typed.
void journal_refusal(Core& core, const domain::Person& person, const std::string& console);

}  // namespace siaga::hub
