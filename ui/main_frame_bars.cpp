// The bars across the main window: what a person must know whatever view they are in.
#include "base/zone.h"
#include "ui/certificate_words.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/main_frame.h"
#include "ui/sign_in/session_limit_words.h"
#include "ui/text.h"
#include "ui/user_id/case_rights.h"
#include "ui/user_id/case_steps.h"
#include "ui/user_id/case_words.h"

#include <wx/weakref.h>

namespace siaga::ui {

using State = console::LinkStatus::State;

std::string MainFrame::dead_link_words() const {
  const auto& link = desk_.model.link();
  std::string since;
  const auto from = link.broken_since ? link.broken_since : link.last_heartbeat;
  if (from)
    since = tr("since {}, for {}.", base::clock_time_with_zone(*from, desk_.zone()),
               base::short_duration(desk_.clock.now() - *from));
  if (!may_see(Command::queue))
    return since + " " +
           tr("What you see may be out of date, and nothing can be changed. It connects again by itself.");
  return since + " " +
         tr("New alarms do NOT reach this console now. It connects again by itself and fetches what it missed. Until "
            "then "
            "take alarms by radio and telephone.");
}

void MainFrame::show_bars() {
  if (!desk_.model.session()) return;
  const auto& link = desk_.model.link();
  if (link.state == State::refused) {
    const bool is_pinned = link.pinned_fingerprint && !link.pinned_fingerprint->empty();
    dead_link_->say(tr("HUB REFUSED"),
                    is_pinned ? tr("It shows another certificate than the known one. Sign out (Ctrl+Shift+Q) to see "
                                   "both fingerprints, and call the administrator.")
                              : tr("It shows a certificate that the authority hasn't given it, or whose last day is "
                                   "over. Sign out (Ctrl+Shift+Q) and call the administrator."));
  } else if (link.state == State::broken || link.state == State::stale) {
    dead_link_->say(tr("LINK CUT"), dead_link_words());
  } else {
    dead_link_->hush();
  }
  quiet_->Show(alarm_ && alarm_->dead_link_sounds());
  if (const auto& losses = desk_.model.losses(); !losses.empty())
    loss_->say(
        losses.front().first == losses.front().last
            ? tr("PERHAPS LOST #{}", grouped(losses.front().first))
            : tr("PERHAPS LOST #{}–#{}", grouped(losses.front().first), grouped(losses.front().last)),
        tr("The hub doesn't know events that this console may have seen: its database was restored or exchanged. "
           "Compare with your notes, then confirm."));
  else
    loss_->hush();
  if (link.storage_full)
    storage_->say(tr("THE HUB'S STORAGE IS FULL"),
                  tr("Alarms still arrive, videos don't. Call the administrator now."));
  else
    storage_->hush();
  show_certificate();
  show_session_limit();
  show_new_role();
}

/// It stays until the role counts.
void MainFrame::show_new_role() {
  const auto& session = *desk_.model.session();
  if (session.waiting.empty()) return new_role_->hush();
  set_up_factor_->Show(!session.has_factor);
  sign_in_again_->Show(session.has_factor);
  new_role_->say(tr("A NEW ROLE WAITS FOR A SECOND FACTOR"), waiting_words(session.waiting, session.has_factor));
}

void MainFrame::show_session_limit() {
  const auto warning = session_limit_warning(desk_.model.session()->expires_at, desk_.model.hub_now(), desk_.zone(),
                                             may_see(Command::queue));
  if (warning)
    session_limit_->say(warning->head, warning->rest);
  else
    session_limit_->hush();
}

void MainFrame::show_certificate() {
  const auto& expires_at = desk_.model.link().certificate_expires_at;
  const auto warning =
      expires_at ? certificate_warning(*expires_at, desk_.model.hub_now(), desk_.zone()) : std::nullopt;
  auto* other = warning && warning->urgent ? certificate_soon_ : certificate_now_;
  other->hush();
  auto* bar = warning && warning->urgent ? certificate_now_ : certificate_soon_;
  if (warning)
    bar->say(warning->head, warning->rest);
  else
    bar->hush();
}

/// For whoever must close it. It stays until they have gone to the findings.
void MainFrame::show_used(const std::string& when) {
  if (!desk_.model.may(domain::Action::deactivate_user_ids)) return;
  const auto keys = cap_of(Command::user_ids) + ", " + cap_of(Command::show_findings);
  used_->say(tr("A USER ID WAS USED AFTER THE LAST WORKING DAY"),
             when.empty() ? tr("The findings ({}) say which one, and what can be done.", keys)
                          : tr("Last used {}. The findings ({}) say which one, and what can be done.", when, keys));
}

/// To the team leaders, and the last ones to the coordinators too; what somebody did, to those who may look at it, and
/// not to who did it. It stays until they have gone to the queue.
void MainFrame::show_due(const console::DeadlineWarning& told) {
  const bool looks = desk_.model.may(domain::Action::confirm_user_ids);
  if (!looks && !desk_.model.may(domain::Action::deactivate_user_ids)) return;
  desk_.link.user_ids().fetch_case(
      told.one, [self = wxWeakRef<MainFrame>(this), told](const base::Result<protocol::UserIdCaseView>& view) {
        if (self && self->desk_.model.session()) self->show_due(told, view ? &*view : nullptr);
      });
}

void MainFrame::show_due(const console::DeadlineWarning& told, const protocol::UserIdCaseView* view) {
  const CaseHand hand{desk_.model.session()->person.id,
                      [this](domain::Action action) { return desk_.model.may(action); }};
  if (!hears_of(told.name, view, hand)) return;
  due_case_ = told.one;
  due_in_ = list_of(view ? view->one.state : domain::CaseState::requested);
  due_->say(warning_words(told.name), due_words(view, cap_of(Command::user_ids)));
}

}  // namespace siaga::ui
