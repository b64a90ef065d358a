#include "ui/user_id/case_rights.h"

#include "ui/user_id/case_words.h"

namespace siaga::ui {

using domain::Action;
using domain::CaseKind;
using domain::CaseState;

bool may_act(CaseAct act, const protocol::UserIdCaseView& view, const CaseHand& hand, base::Instant now) {
  const auto& one = view.one;
  const bool replacing = one.kind == CaseKind::replace;
  const bool is_requested = one.state == CaseState::requested;
  const bool leads = hand.may(Action::deactivate_user_ids);
  const bool records = hand.may(Action::record_cases);
  switch (act) {
    case CaseAct::deactivate:
    case CaseAct::record_attempt: return leads && is_requested && !one.attempt_begun_at && !view.waits;
    case CaseAct::order_for_end: return leads && is_requested && !one.attempt_begun_at && is_early(view, now);
    case CaseAct::try_now:  // by hand there is nothing to wait for
      return !is_by_hand(view) && leads && is_requested && one.failures > 0 && !one.attempt_begun_at && !view.waits;
    case CaseAct::take_order_back: return leads && is_requested && one.order && !one.attempt_begun_at;
    case CaseAct::confirm_look:
      return hand.may(Action::confirm_user_ids) && one.state == CaseState::carried_out && is_looked_at(view) &&
             one.done_by != hand.person;
    case CaseAct::ask_leader: return records && one.state == CaseState::received;
    case CaseAct::hand_over: return records && replacing && one.state == CaseState::confirmed;
    case CaseAct::document: return records && one.state == (replacing ? CaseState::handed_over : CaseState::confirmed);
    case CaseAct::reopen:
      return hand.may(Action::confirm_user_ids) && !replacing && !view.user_id.user_name.empty() &&  // not disposed of
             (one.state == CaseState::confirmed || one.state == CaseState::documented);
    case CaseAct::show_password: return leads && view.password_for == hand.person;
    case CaseAct::attach_letter: return records && !replacing && !one.letter && !one.is_closed();
    case CaseAct::withdraw:
      return records && (one.state == CaseState::received || is_requested) && !one.attempt_begun_at;
  }
  return false;
}

bool hears_of(const std::string& warning, const protocol::UserIdCaseView* view, const CaseHand& hand) {
  const auto known = domain::case_warning(warning);
  const bool looks = hand.may(Action::confirm_user_ids);
  const auto one = view ? view->one : domain::UserIdCase{};
  if (known && domain::is_for_second_person(one, *known)) return looks && one.done_by != hand.person;
  return hand.may(Action::deactivate_user_ids) || (looks && known && domain::is_for_coordinator(*known));
}

console::UserIdClient::Show list_of(CaseState state) {
  using enum CaseState;
  using Show = console::UserIdClient::Show;
  switch (state) {
    case received:
    case requested: return Show::action;
    case carried_out:
    case confirmed:
    case handed_over: return Show::running;
    case documented:
    case withdrawn: return Show::done;
  }
  return Show::action;
}

}  // namespace siaga::ui
