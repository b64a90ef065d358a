// What stands in the way of believing a hub: an authority's file that can't be used, said so that a person can put it
// right. Thread: UI; pure but for the language.
#pragma once

#include "base/result.h"

#include <string>

namespace siaga::ui {

/// The hub isn't the one that is believed, or what it is believed by can't be used: a matter for the card that refuses.
bool is_about_trust(const base::Error& error);

/// `error`: of console/authorities.h; `file`: as the reader knows it.
std::string authority_sentence(const base::Error& error, const std::string& file);

}  // namespace siaga::ui
