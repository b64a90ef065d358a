// What a person may do with a case now, as far as a console knows: its buttons and keys mirror it, the hub decides.
// Pure. Thread: any.
#pragma once

#include "domain/role.h"
#include "protocol/user_id.h"

#include <functional>

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

}  // namespace siaga::ui
