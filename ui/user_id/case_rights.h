// What a person may do with a case now, as far as a console knows: its buttons and keys mirror it, the hub decides.
// Pure. Thread: any.
#pragma once

#include "console/user_id_client.h"
#include "domain/role.h"
#include "protocol/user_id.h"

#include <functional>
#include <string>

namespace siaga::ui {

/// One act on a case.
enum class CaseAct {
  deactivate,      ///< order it now; by hand: record what was done
  order_for_end,   ///< of the last working day
  record_attempt,  ///< by hand
  try_now,
  take_order_back,
  confirm_look,
  ask_leader,
  hand_over,
  document,
  withdraw,
  reopen,
  show_password,
  attach_letter,  ///< that was to follow
};

struct CaseHand {
  base::Id person;
  std::function<bool(domain::Action)> may;
};
bool may_act(CaseAct act, const protocol::UserIdCaseView& view, const CaseHand& hand, base::Instant now);

/// Whether a warning is shown to them: to team leaders, when it is grave to coordinators too; what somebody did, to
/// those who may look at it, and not to who did it. `warning`: its name; `view`: null while it isn't known.
/// Where nobody else may look, who did it gets a mail alone.
bool hears_of(const std::string& warning, const protocol::UserIdCaseView* view, const CaseHand& hand);

/// In which of the queue's lists a case stands.
console::UserIdClient::Show list_of(domain::CaseState state);

}  // namespace siaga::ui
