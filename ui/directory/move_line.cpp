#include "ui/directory/move_line.h"

#include "base/zone.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {

MoveLine::MoveLine(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  planned_ = new Label(this, "", {"warn"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  open_ = new KeyButton(this, theme(), "", {.text = tr("Move to another unit…")}, [this] { open(); });
  drop_ = new KeyButton(this, theme(), "", {.text = tr("Drop the move")}, [this] { drop(); });
  fields_ = new Surface(this, theme(), {.fill = "bg"});
  fields_->SetSizer(make_fields());
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(planned_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(drop_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(row, 0, wxEXPAND);
  all->Add(open_, 0);
  all->Add(fields_, 0, wxEXPAND);
  SetSizer(all);
  fields_->Hide();  // the rest stays, hidden with the whole: wx asks once whether the keyboard may come in here
}

wxSizer* MoveLine::make_fields() {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  const auto column = [row](int share) {
    auto* made = new wxBoxSizer(wxVERTICAL);
    row->Add(made, share, wxALIGN_BOTTOM | wxRIGHT, 8);
    return made;
  };
  unit_ = add_choice_field(*fields_, *column(3), tr("Moves to"));
  day_ = add_text_field(*fields_, *column(2), tr("First day there"), 10, [this] { plan(); });
  day_->SetHint(wx(tr("e.g. 31-12-2026")));
  send_ = new KeyButton(fields_, theme(), "primary tall", {.text = tr("Plan"), .key = "Enter"}, [this] { plan(); });
  auto* cancel = new KeyButton(fields_, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { leave(); });
  row->Add(send_, 0, wxALIGN_BOTTOM | wxRIGHT, 8);
  row->Add(cancel, 0, wxALIGN_BOTTOM);
  hint_ =
      new Label(fields_, tr("Roles for the old unit end then; an officer's role goes along. What was, stays there."),
                {"dim", "small"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(row, 0, wxEXPAND);
  all->Add(hint_, 0, wxEXPAND | wxTOP, 4);
  return all;
}

void MoveLine::arrange() {
  const bool waits = !shown_.moves.empty();
  const bool may = office_.mine.may(domain::Action::manage_people, shown_.person.unit);
  const bool had_keyboard = open_->HasFocus() || drop_->HasFocus();
  planned_->Show(waits);
  drop_->Show(waits && may);
  open_->Show(!waits && may && !fields_->IsShown());
  if (waits || !may) fields_->Hide();
  Layout();
  GetParent()->Layout();
  // A button that goes takes the keyboard with it.
  if (had_keyboard && drop_->IsShown())
    drop_->SetFocus();
  else if (had_keyboard && open_->IsShown())
    open_->SetFocus();
}

void MoveLine::show(const protocol::PersonView& view) {
  if (view.person.id != shown_.person.id) fields_->Hide();
  shown_ = view;
  if (!shown_.moves.empty()) {
    const auto& move = shown_.moves.front();
    const auto day = day_words(move.at, desk_.model.zone_of(move.unit));
    planned_->set(tr("Moves to {} on {}.", office_.tree.name_of(move.unit), day));
  }
  arrange();
}

void MoveLine::open() {
  units_.clear();
  unit_->Clear();
  for (const auto& branch : office_.tree.branches()) {
    if (branch.unit.id == shown_.person.unit || !office_.mine.may(domain::Action::manage_people, branch.unit.id))
      continue;
    units_.push_back(branch.unit.id);
    unit_->Append(wx(UnitTree::indented(branch)));
  }
  if (units_.empty()) return desk_.complain(tr("There is no other unit that you administer."));
  unit_->SetSelection(0);
  day_->Clear();
  next_ = desk_.link.directory().new_id();
  send_->Enable();
  fields_->Show();
  arrange();
  unit_->SetFocus();
}

bool MoveLine::leave() {
  if (!fields_->IsShown()) return false;
  fields_->Hide();
  arrange();
  open_->SetFocus();
  return true;
}

std::function<void(base::Result<void>)> MoveLine::done_saying(const std::string& success) {
  return [self = wxWeakRef<MoveLine>(this), person = shown_.person.id, success](base::Result<void> kept) {
    if (!self) return;
    self->send_->Enable();
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    if (person == self->shown_.person.id) self->leave();
    self->desk_.say(success);
    self->on_changed(person);
  };
}

void MoveLine::plan() {
  if (!send_->IsEnabled() || unit_->GetSelection() < 0) return;
  const auto unit = units_.at(static_cast<std::size_t>(unit_->GetSelection()));
  const auto day = written_day(words_of(*day_));
  const auto zone = desk_.model.zone_of(unit);
  if (!day || base::midnight(*day, zone) <= desk_.model.hub_now()) {
    desk_.complain(tr("The first day there is a day to come, written like 31-12-2026."));
    return day_->SetFocus();
  }
  send_->Disable();
  const auto words = day_words(base::midnight(*day, zone), zone);
  desk_.link.directory().plan_move(
      {next_, shown_.person.id, unit, *day},
      done_saying(tr("Planned: {} moves to {} on {}.", shown_.person.name, office_.tree.name_of(unit), words)));
}

void MoveLine::drop() {
  if (shown_.moves.empty()) return;
  desk_.link.directory().drop_move(shown_.moves.front().id, done_saying(tr("Dropped: {} stays.", shown_.person.name)));
}

}  // namespace siaga::ui
