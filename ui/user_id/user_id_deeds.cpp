// What is done in the view of user IDs: orders, forms, keys. What is shown there is user_id_view.cpp's.
#include "ui/text.h"
#include "ui/user_id/case_words.h"
#include "ui/user_id/user_id_view.h"
#include "ui/widgets/next_pane.h"

#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {

using protocol::UserIdCaseView;

CaseHand UserIdView::hand() const {
  const auto& session = desk_.model.session();
  return {session ? session->person.id : base::Id{}, [this](domain::Action action) { return desk_.model.may(action); }};
}

std::vector<UserIdCaseView> UserIdView::selected_for(CaseAct act) const {
  std::vector<UserIdCaseView> views;
  for (const auto& id : list_->selected())
    if (const auto* view = list_->find(id); view && may_act(act, *view, hand(), desk_.model.hub_now()))
      views.push_back(*view);
  return views;
}

void UserIdView::deactivate() {
  if (batch_.is_running()) return desk_.complain(tr("Orders are being sent. Wait, or stop with Esc."));
  // Enter pressed sooner after a row came under the selection was meant for something else.
  if (std::chrono::steady_clock::now() - chosen_at_ < std::chrono::milliseconds{300}) return;
  auto views = selected_for(CaseAct::deactivate);
  if (views.empty()) return desk_.complain(tr("Select a case that was requested from the team leader."));
  std::vector<UserIdCaseView> by_hand, by_hub;
  for (auto& view : views) (is_by_hand(view) ? by_hand : by_hub).push_back(std::move(view));
  if (by_hub.empty()) return begin_outcome(About::attempt, std::move(by_hand));
  if (!by_hand.empty())
    desk_.say(tr_n("{} is done by hand: do it in the application, then record it ({}).",
                   "{} are done by hand: do it in the application, then record it ({}).", by_hand.size(),
                   by_hand.size(), cap_of(Command::record_attempt)));
  const auto now = desk_.model.hub_now();
  const auto early = std::ranges::find_if(by_hub, [now](const auto& view) { return is_early(view, now); });
  if (early == by_hub.end()) return order(by_hub, domain::When::now, false);
  const auto question = tr("The last working day of {} ends {}. Deactivate now all the same?", early->user_id.agent,
                           end_words(*early->one.ends_at, now, early->one.zone));
  const bool all = std::ranges::all_of(by_hub, [now](const auto& view) { return is_early(view, now); });
  early_ = std::move(by_hub);
  orders_->ask_early(question, all);
}

void UserIdView::order_at_end() {
  if (batch_.is_running()) return desk_.complain(tr("Orders are being sent. Wait, or stop with Esc."));
  const auto views = selected_for(CaseAct::order_for_end);
  if (views.empty())
    return desk_.complain(tr("Select a case whose last working day isn't over; the others are done now (Enter)."));
  order(views, domain::When::end_of_last_day, false);
}

void UserIdView::order(const std::vector<UserIdCaseView>& views, domain::When when, bool early) {
  std::vector<base::Id> ids;
  for (const auto& view : views) ids.push_back(view.one.id);
  auto& client = desk_.link.user_ids();
  batch_.begin(std::move(ids), [&client, when, early](const base::Id& one, CaseBatch::Answer answer) {
    client.order(one, when, early, std::move(answer));
  });
  list_->SetFocus();
}

void UserIdView::answered(const base::Id& one, const base::Result<void>& kept) {
  list_->set_note(one, kept ? tr("order kept") : tr("refused"));
  if (!kept) return refuse(one, kept.error());
  list_->set_note(one, "");
}

/// Who was first is said by name, so the case is looked at again.
void UserIdView::refuse(const base::Id& one, const base::Error& error) {
  desk_.link.user_ids().fetch_case(
      one, [self = wxWeakRef<UserIdView>(this), one, error](base::Result<UserIdCaseView> fresh) {
        if (!self || !self->desk_.model.session()) return;
        const auto now = self->desk_.model.hub_now();
        const auto words = case_sentence(error, fresh ? &*fresh : nullptr, now);
        const auto* view = self->list_->find(one);
        self->list_->set_note(one, words);
        self->desk_.complain(view ? view->user_id.user_name + ": " + words : words);
        self->refresh();
      });
}

void UserIdView::send(const base::Id& one, const std::string& said, const CaseBatch::Deed& deed) {
  if (!on_their_way_.emplace(one, false).second) return desk_.say(tr("What you did before is on its way to the hub."));
  deed(one, [self = wxWeakRef<UserIdView>(this), one, said](const base::Result<void>& kept) {
    if (!self) return;
    const auto sent = self->on_their_way_.find(one);
    if (sent != self->on_their_way_.end()) sent->second = true;
    if (!kept) return self->refuse(one, kept.error());
    self->list_->set_note(one, "");
    self->desk_.say(said);
    self->refresh();
  });
}

void UserIdView::act_on_chosen(Command command) {
  const auto& view = details_->shown();
  if (!view) return desk_.complain(tr("Choose a case first."));
  const auto now = desk_.model.hub_now();
  const auto act = command == Command::ask_leader        ? CaseAct::ask_leader
                   : command == Command::hand_over       ? CaseAct::hand_over
                   : command == Command::document        ? CaseAct::document
                   : command == Command::take_order_back ? CaseAct::take_order_back
                   : command == Command::try_now         ? CaseAct::try_now
                   : command == Command::confirm_look    ? CaseAct::confirm_look
                   : command == Command::reopen          ? CaseAct::reopen
                   : command == Command::show_password   ? CaseAct::show_password
                   : command == Command::attach_letter   ? CaseAct::attach_letter
                                                         : CaseAct::withdraw;
  if (!may_act(act, *view, hand(), now))
    return desk_.complain(tr("This isn't to be done now, or not by you: {}.", status_words(*view, now)));
  auto& client = desk_.link.user_ids();
  const auto one = view->one.id;
  const auto name = view->user_id.user_name;
  switch (act) {
    case CaseAct::ask_leader:
      return send(one, tr("Requested from the team leader: {}.", name),
                  [&client](const base::Id& id, CaseBatch::Answer answer) { client.request(id, std::move(answer)); });
    case CaseAct::hand_over:
      return send(one, tr("Handed over: {}.", name),
                  [&client](const base::Id& id, CaseBatch::Answer answer) { client.hand_over(id, std::move(answer)); });
    case CaseAct::document:
      return send(one, tr("The logbook is up to date: {}.", name),
                  [&client](const base::Id& id, CaseBatch::Answer answer) { client.document(id, std::move(answer)); });
    case CaseAct::take_order_back:
      return send(
          one, tr("The order was taken back: {}.", name),
          [&client](const base::Id& id, CaseBatch::Answer answer) { client.take_order_back(id, std::move(answer)); });
    case CaseAct::try_now: return order({*view}, domain::When::now, view->one.order && view->one.order->early);
    case CaseAct::confirm_look: return begin_outcome(About::look, {*view});
    case CaseAct::reopen: return begin_outcome(About::reopening, {*view});
    case CaseAct::show_password: return details_->show_password();
    case CaseAct::attach_letter: return begin_letter(*view);
    default: return begin_outcome(About::withdrawal, {*view});
  }
}

bool UserIdView::open_form(CaseForm& form) {
  if (!may_leave()) return false;
  if (page_ != Page::cases) show_page(Page::cases);
  if (form_) {
    form_->give_up();
    form_->Hide();
  }
  details_->Hide();
  form_ = &form;
  show_primary();
  form.Show();
  Layout();
  return true;
}

/// One primary action in the window: the form's, while one is open.
void UserIdView::show_primary() {
  record_->mark("primary", form_ == nullptr);
  orders_->be_primary(form_ == nullptr);
}

void UserIdView::begin_outcome(About about, std::vector<UserIdCaseView> cases) {
  const auto kind = cases.front().one.kind;
  const bool alike = std::ranges::all_of(cases, [kind](const auto& view) { return view.one.kind == kind; });
  if (!alike) return desk_.complain(tr("Select deactivations or replacements, not both: their results differ."));
  if (!open_form(*outcome_)) return;
  outcome_->begin(about, std::move(cases));
  outcome_->focus_first();
}

void UserIdView::begin_letter(const UserIdCaseView& view) {
  if (!open_form(*letter_)) return;
  letter_->begin(view);
  letter_->focus_first();
}

void UserIdView::leave_form(bool kept, const base::Id& one) {
  if (!form_) return;
  const bool records = form_ == resign_ || form_ == replacement_;
  form_->give_up();
  form_->Hide();
  form_ = nullptr;
  show_primary();
  details_->Show(page_ == Page::cases);
  Layout();
  if (!desk_.model.session()) return;
  if (kept && records)
    look_for(one, Sort::action, false);
  else if (kept)
    refresh();
  focus_first();
}

bool UserIdView::perform_form(Command command) {
  switch (command) {
    case Command::record_letter:
      if (!desk_.model.may(domain::Action::record_cases)) return true;
      if (form_ == resign_) return resign_->focus_first(), true;
      if (!open_form(*resign_)) return true;
      resign_->begin();
      resign_->focus_first();
      return true;
    case Command::record_replacement:
      if (!desk_.model.may(domain::Action::record_cases)) return true;
      if (form_ == replacement_) return replacement_->focus_first(), true;
      if (!open_form(*replacement_)) return true;
      replacement_->begin();
      replacement_->focus_first();
      return true;
    case Command::save:
      if (form_) form_->submit();
      return true;
    default: return false;
  }
}

bool UserIdView::perform(Command command) {
  if (perform_page(command) || perform_form(command)) return true;
  switch (command) {
    case Command::show_action: choose(Sort::action, query_.kind); return true;
    case Command::show_running: choose(Sort::running, query_.kind); return true;
    case Command::show_done: choose(Sort::done, query_.kind); return true;
    case Command::next_kind:
      choose(query_.show, !query_.kind                                  ? std::optional(domain::CaseKind::deactivate)
                          : query_.kind == domain::CaseKind::deactivate ? std::optional(domain::CaseKind::replace)
                                                                        : std::nullopt);
      return true;
    case Command::next_application:
      if (page_ == Page::cases) application_->next();
      return true;
    case Command::next_pane: next_pane(); return true;
    case Command::open_letter: details_->open_letter(); return true;
    default: break;
  }
  // While a form or another page is open the keys of the list would act on what can't be seen.
  if (form_ || page_ != Page::cases) return command != Command::silence;
  switch (command) {
    case Command::deactivate:
      if (desk_.model.may(domain::Action::deactivate_user_ids)) deactivate();
      return true;
    case Command::deactivate_at_end:
      if (desk_.model.may(domain::Action::deactivate_user_ids)) order_at_end();
      return true;
    case Command::try_now:
      if (details_->shown() && !is_by_hand(*details_->shown())) return act_on_chosen(command), true;
      return perform(Command::record_attempt);
    case Command::record_attempt: {
      auto views = selected_for(CaseAct::record_attempt);
      if (views.empty())
        desk_.complain(tr("Select a case that was requested from the team leader."));
      else
        begin_outcome(About::attempt, std::move(views));
      return true;
    }
    case Command::ask_leader:
    case Command::hand_over:
    case Command::document:
    case Command::take_order_back:
    case Command::confirm_look:
    case Command::reopen:
    case Command::show_password:
    case Command::attach_letter:
    case Command::withdraw: act_on_chosen(command); return true;
    default: return false;
  }
}

bool UserIdView::cancel() {
  if (leave_page()) return true;
  if (form_) {
    if (form_->must_stay()) return true;
    const bool typed = form_->is_typed();
    leave_form(false, {});
    if (typed) desk_.say(tr("Not sent: everything is as it was."));
    return true;
  }
  if (orders_->is_asking()) {
    early_.clear();
    orders_->show_progress("");
    selection_changed();
    list_->SetFocus();
    return true;
  }
  if (batch_.is_running()) {
    batch_.stop();
    desk_.say(tr("Stopped: what was sent stays, the rest wasn't sent."));
    return true;
  }
  return false;
}

void UserIdView::next_pane() {
  const Pane form{form_, [this] { form_->focus_first(); }};
  enter_next_pane({{list_}, {empty_}, form_ ? form : Pane{details_}});
}

}  // namespace siaga::ui
