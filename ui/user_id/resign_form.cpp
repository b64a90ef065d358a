#include "ui/user_id/resign_form.h"

#include "ui/directory/role_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <tuple>

namespace siaga::ui {

ResignForm::ResignForm(wxWindow* parent, Desk& desk, console::LetterFiles& files) : CaseForm(parent, desk) {
  who_ = new UserIdPicker(this, desk, tr("Whose user ID"));
  who_->on_chosen = [this] { show_deadline(); };
  add(who_);
  unlisted_ = new UnlistedFields(this, desk, [this] { submit(); });
  unlisted_->on_fault = [this](const std::string& why) { complain(why); };
  unlisted_->on_unit = [this] { show_deadline(); };
  add(unlisted_);
  other_way_ = new KeyButton(this, theme(), "flat", {.text = ""}, [this] {
    be_unlisted(!unlisted_->IsShown());
    focus_first();
  });
  add(other_way_);
  std::tie(letter_date_, last_day_) = add_two_lines(tr("Letter's date"), tr("Last working day"), 10);
  for (auto* field : {letter_date_, last_day_}) field->SetHint(wx(tr("e.g. 31-12-2026")));
  last_day_->Bind(wxEVT_TEXT, [this](wxCommandEvent& event) {
    event.Skip();
    show_deadline();
  });
  file_ = new FileField(this, desk, files, tr("Letter (may follow later)"));
  add(file_);
  // Two lines from the start: nothing moves while somebody types.
  deadline_ = new Label(this, "", {"strong", "digits"}, wxST_NO_AUTORESIZE);
  deadline_->keep_room_for("24:00\n24:00");
  add(deadline_);
  set_head(tr("Record a resignation"), "");
  set_primary(tr("Record and request"));
  add_second(tr("Only record"), [this] { send(false); });
}

void ResignForm::begin() {
  wish_ = {};
  wish_.id = desk().link.user_ids().new_id();
  who_->clear();
  unlisted_->clear();
  be_unlisted(false);
  letter_date_->ChangeValue("");
  last_day_->ChangeValue("");
  file_->clear();
  end_sending();
  show_deadline();
}

void ResignForm::focus_first() {
  if (unlisted_->IsShown())
    unlisted_->focus();
  else
    who_->focus();
}

void ResignForm::be_unlisted(bool unlisted) {
  if (unlisted) unlisted_->begin(who_->searched());
  who_->Show(!unlisted);
  unlisted_->Show(unlisted);
  other_way_->set(
      {.text = unlisted ? tr("Search in the logbook instead") : tr("Not in the list: record a new user ID")});
  show_deadline();
  Layout();
}

bool ResignForm::is_typed() const {
  return who_->is_typed() || (unlisted_->IsShown() && unlisted_->is_typed()) || !letter_date_->IsEmpty() ||
         !last_day_->IsEmpty() || !file_->is_empty();
}

void ResignForm::show_deadline() {
  const auto day = written_day(words_of(*last_day_));
  if (!day) return deadline_->set(tr("The deadline is 24 hours after the end of the last working day.") + "\n");
  const auto now = desk().model.hub_now();
  const auto unit = unlisted_->IsShown() ? unlisted_->unit() : who_->chosen() ? who_->chosen()->unit : base::Id{};
  const auto zone = desk().model.zone_of(unit);
  const auto deadline = domain::deadline_of(*day, zone);
  auto words = tr("Deadline: {}", end_words(deadline, now, zone)) + "\n";
  words += deadline < now ? tr("it has passed: {}", left_words(deadline - now))
                          : tr("{} from now", left_words(deadline - now));
  deadline_->set(words);
}

std::optional<base::Day> ResignForm::day_in(const wxTextCtrl& field, const std::string& complaint) {
  auto day = written_day(words_of(field));
  if (!day) complain(complaint);
  return day;
}

void ResignForm::send(bool request) {
  if (!begin_sending()) return;
  wish_.last_day = day_in(*last_day_, tr("Write the last working day like 31-12-2026."));
  if (!wish_.last_day) return last_day_->SetFocus();
  wish_.letter_date.reset();
  if (!letter_date_->IsEmpty()) {
    wish_.letter_date = day_in(*letter_date_, tr("Write the letter's date like 31-12-2026, or leave it empty."));
    if (!wish_.letter_date) return letter_date_->SetFocus();
  }
  if (!know_who(request)) return;
  send_letter(request);
}

bool ResignForm::refuse_day(wxTextCtrl& field, const std::string& member) {
  field.SetFocus();
  complain(case_sentence({base::Fault::invalid, "before the hire", member}, nullptr, desk().model.hub_now()));
  return false;
}

bool ResignForm::know_who(bool request) {
  if (!unlisted_->IsShown()) {
    if (who_->chosen()) return true;
    who_->focus();
    complain(tr("Choose the user ID: type a few letters, then choose from the list."));
    return false;
  }
  auto said = unlisted_->said();
  if (!said) return false;
  // What is listed stays listed: the hub would refuse the rest of it.
  if (said->hired_on && *wish_.last_day < *said->hired_on) return refuse_day(*last_day_, "last_day");
  if (said->hired_on && wish_.letter_date && *wish_.letter_date < *said->hired_on)
    return refuse_day(*letter_date_, "letter_date");
  desk().link.user_ids().list_user_id(
      *said, [self = wxWeakRef<ResignForm>(this), mine = turn(), request, said = *said](base::Result<void> kept) {
        if (!self || mine != self->turn()) return;
        if (!kept) return self->complain(case_sentence(kept.error(), nullptr, self->desk().model.hub_now()));
        self->be_unlisted(false);  // it is in the list from here on, whatever becomes of the rest
        self->who_->choose(said);
        self->send_letter(request);
      });
  return false;
}

void ResignForm::send_letter(bool request) {
  wish_.user_id = who_->chosen()->id;
  file_->send(
      [self = wxWeakRef<ResignForm>(this), mine = turn(), request](base::Result<std::optional<base::Id>> letter) {
        if (!self || mine != self->turn()) return;
        if (letter) return self->record(*letter, request);
        if (letter.error().fault == base::Fault::not_found)
          return self->complain(tr("The letter's file isn't there. Nothing was recorded."));
        self->complain(case_sentence(letter.error(), nullptr, self->desk().model.hub_now()));
      });
}

void ResignForm::record(std::optional<base::Id> letter, bool request) {
  protocol::PutCase wish;
  wish.kind = domain::CaseKind::deactivate;
  wish_.letter = letter;
  wish.deactivation = wish_;
  auto& client = desk().link.user_ids();
  client.record(wish_.id, wish, [self = wxWeakRef<ResignForm>(this), mine = turn(), request](base::Result<void> kept) {
    if (!self || mine != self->turn()) return;
    if (!kept || !request) return self->finished(kept);
    self->desk().link.user_ids().request(self->wish_.id, [self, mine](base::Result<void> asked) {
      if (self && mine == self->turn()) self->finished(asked);
    });
  });
}

void ResignForm::finished(base::Result<void> kept) {
  if (!kept) return complain(case_sentence(kept.error(), nullptr, desk().model.hub_now()));
  desk().say(tr("Recorded: {}.", who_->chosen() ? who_->chosen()->user_name : ""));
  leave(true, wish_.id);
}

}  // namespace siaga::ui
