// The timeline of a case: what was done, by whom and when, what failed and why, and what comes next. Each step has a
// sign and says the same in words. Pure but for the language. Thread: UI.
#pragma once

#include "protocol/user_id.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

struct CaseStep {
  enum class Sign {
    done,    ///< ✔
    failed,  ///< ✖
    told,    ///< •: nobody had to do it
    next,    ///< ●: this is awaited now
    open,    ///< ○: comes later
  };
  Sign sign = Sign::open;
  std::string text;
  std::string detail{};  ///< who, or why; may be empty
  std::optional<base::Instant> at{};

  friend bool operator==(const CaseStep&, const CaseStep&) = default;
};
const char* sign_of(CaseStep::Sign sign);

/// What a warning of a deadline says, by its name.
std::string warning_words(const std::string& name);
/// What the bar says below that. `view`: null while the case isn't known. `keys`: to the queue.
std::string due_words(const protocol::UserIdCaseView* view, const std::string& keys);
/// Whoever acted, as the event names them or `people` does: a person, or the hub, perhaps under somebody's order.
std::string actor_of(const protocol::Event& event, const protocol::UserIdCaseView& view);
/// What an event about a case says; nothing for one that isn't a step of a case.
std::optional<CaseStep> step_of(const protocol::Event& event, const protocol::UserIdCaseView& view);

/// From the case in full, oldest first; what comes next and later at the end.
std::vector<CaseStep> steps_of(const protocol::UserIdCaseView& view, base::Instant now);

}  // namespace siaga::ui
