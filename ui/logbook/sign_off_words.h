// What is said of the periods that document control has signed off (R39): each with who, when and what the hub signed
// then, and which days come next. Pure but for the language. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_steps.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

/// "1 Okt 2026 – 31 Okt 2026"
std::string period_words(base::Day from, base::Day to);
/// One for each, in their order.
std::vector<CaseStep> sign_off_steps(const std::vector<protocol::SignOffView>& views);
/// The day after the last that was signed off, to the end of its month, and never after `today`; without one, the month
/// before `today`'s. Nothing: all is signed off, up to today.
std::optional<std::pair<base::Day, base::Day>> next_period(const std::vector<protocol::SignOffView>& views,
                                                           base::Day today);

}  // namespace siaga::ui
