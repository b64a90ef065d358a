// Why the hub has ended a session, as the next person at the console reads it: what happened, and what to do.
// Thread: UI; pure but for the language.
#pragma once

#include "base/result.h"

#include <string>

namespace siaga::ui {

/// `why`: model.session_end(), or what a saved sign-in was answered.
std::string session_end_words(const base::Error& why);

}  // namespace siaga::ui
