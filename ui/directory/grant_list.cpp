#include "ui/directory/grant_list.h"

#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {

GrantList::GrantList(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  none_ = new Label(this, tr("No role yet: without one nobody can do or see anything."), {"dim"});
  grants_ = new Table(this, tr("Roles"), {{tr("Role"), 190, false}, {tr("Where"), 0, false}, {tr("When"), 270, false}},
                      1, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  grants_->on_selected = [this](std::size_t) { show_end(); };
  give_ = new KeyButton(this, theme(), "tall", {.text = tr("Give a role…"), .key = cap_of(Command::give_role)},
                        [this] { open_line(); });
  end_ = new KeyButton(this, theme(), "tall", {.text = tr("End this role"), .key = cap_of(Command::end_one)},
                       [this] { end_chosen(); });
  buttons_ = new wxBoxSizer(wxHORIZONTAL);
  buttons_->Add(give_, 0, wxRIGHT, 8);
  buttons_->Add(end_, 0);
  line_ = new Surface(this, theme(), {.fill = "bg"});
  line_->SetSizer(make_line());
  line_->Hide();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(this, tr("ROLES"), {"caps"}), 0, wxBOTTOM, 6);
  all->Add(none_, 0, wxBOTTOM, 12);
  all->Add(grants_, 1, wxEXPAND | wxBOTTOM, 12);
  all->Add(buttons_, 0);
  all->Add(line_, 0, wxEXPAND);
  SetSizer(all);
}

wxSizer* GrantList::make_line() {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  const auto column = [row](int share) {
    auto* made = new wxBoxSizer(wxVERTICAL);
    row->Add(made, share, wxALIGN_BOTTOM | wxRIGHT, 8);
    return made;
  };
  role_ = add_choice_field(*line_, *column(2), tr("Role to give"));
  role_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { choose_role(); });
  unit_ = add_choice_field(*line_, *column(3), tr("Where it counts"));
  until_ = add_text_field(*line_, *column(2), tr("Last day (may stay empty)"), 10, [this] { give(); });
  until_->SetHint(wx(tr("31-12-2026")));
  send_ = new KeyButton(line_, theme(), "primary tall", {.text = tr("Give"), .key = "Enter"}, [this] { give(); });
  auto* leave = new KeyButton(line_, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { leave_line(); });
  row->Add(send_, 0, wxALIGN_BOTTOM | wxRIGHT, 8);
  row->Add(leave, 0, wxALIGN_BOTTOM);
  return row;
}

void GrantList::show(const protocol::PersonView& view) {
  if (view.person.id != shown_.person.id) leave_line();
  shown_ = view;
  // Those that count first, the newest before.
  const auto now = desk_.model.hub_now();
  std::ranges::sort(shown_.grants, [now](const domain::Grant& one, const domain::Grant& other) {
    const bool over = one.until && *one.until <= now, others = other.until && *other.until <= now;
    return over != others ? others : one.from > other.from;
  });
  grants_->show(shown_.grants.size());
  grants_->Show(!shown_.grants.empty());
  none_->Show(shown_.grants.empty());
  show_end();
  Layout();
}

std::string GrantList::cell(std::size_t row, std::size_t column) const {
  if (row >= shown_.grants.size()) return {};
  const auto& grant = shown_.grants[row];
  if (column == 0) return role_name(grant.role);
  if (column == 1) return office_.tree.name_of(grant.unit);
  return held_words(grant, desk_.model.hub_now(), desk_.model.zone_of(grant.unit));
}

void GrantList::show_end() {
  const auto row = grants_->selected();
  const auto now = desk_.model.hub_now();
  const auto* grant = row ? &shown_.grants[*row] : nullptr;
  end_->Enable(grant && !(grant->until && *grant->until <= now) && office_.mine.may_grant(grant->role, grant->unit));
}

void GrantList::open_line() {
  if (shown_.person.id.is_nil()) return desk_.complain(tr("Choose a person first."));
  roles_.clear();
  role_->Clear();
  for (std::size_t at = 0; at < domain::role_count; ++at) {
    const auto role = static_cast<domain::Role>(at);
    const auto& all = office_.tree.units();
    const bool anywhere = office_.mine.may_grant(role, base::Id{}) || std::ranges::any_of(all, [&](const auto& unit) {
                            return office_.mine.may_grant(role, unit.id);
                          });
    if (!anywhere) continue;
    roles_.push_back(role);
    role_->Append(wx(role_name(role)));
  }
  if (roles_.empty()) return desk_.complain(tr("There is no role that you may give."));
  role_->SetSelection(0);
  choose_role();
  until_->Clear();
  next_ = desk_.link.directory().new_id();
  send_->Enable();
  GetSizer()->Hide(buttons_, true);
  line_->Show();
  Layout();
  role_->SetFocus();
}

void GrantList::choose_role() {
  const auto role = roles_.at(static_cast<std::size_t>(std::max(0, role_->GetSelection())));
  units_.clear();
  unit_->Clear();
  for (const auto& branch : office_.tree.branches()) {
    if (!office_.mine.may_grant(role, branch.unit.id)) continue;
    units_.push_back(branch.unit.id);
    unit_->Append(wx(UnitTree::indented(branch)));
  }
  if (office_.mine.may_grant(role, base::Id{})) {
    units_.push_back(base::Id{});
    unit_->Append(wx(tr("The whole organisation")));
  }
  const auto own = std::ranges::find(units_, shown_.person.unit);
  unit_->SetSelection(own == units_.end() ? 0 : static_cast<int>(own - units_.begin()));
}

bool GrantList::leave_line() {
  if (!line_->IsShown()) return false;
  line_->Hide();
  GetSizer()->Show(buttons_, true, true);
  Layout();
  give_->SetFocus();
  return true;
}

std::function<void(base::Result<void>)> GrantList::done_saying(const std::string& success, bool leaves) {
  return [self = wxWeakRef<GrantList>(this), person = shown_.person.id, success, leaves](base::Result<void> kept) {
    if (!self) return;
    self->send_->Enable();
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    if (leaves && person == self->shown_.person.id) self->leave_line();
    self->desk_.say(success);
    self->on_changed(person);
  };
}

void GrantList::give() {
  if (!send_->IsEnabled() || unit_->GetSelection() < 0) return;
  domain::Grant grant;
  grant.id = next_;
  grant.person = shown_.person.id;
  grant.role = roles_.at(static_cast<std::size_t>(role_->GetSelection()));
  grant.unit = units_.at(static_cast<std::size_t>(unit_->GetSelection()));
  if (const auto written = words_of(*until_); !written.empty()) {
    grant.until = end_of_day(written, desk_.model.zone_of(grant.unit));
    if (!grant.until || *grant.until <= desk_.model.hub_now()) {
      desk_.complain(tr("The last day is a day to come, written like 31-12-2026, or nothing."));
      return until_->SetFocus();
    }
  }
  send_->Disable();
  desk_.link.directory().give(grant, done_saying(tr("{} is {} now.", shown_.person.name, role_name(grant.role)), true));
}

void GrantList::end_chosen() {
  const auto row = grants_->selected();
  if (!row) return desk_.complain(tr("Choose a role in the list first."));
  const auto& grant = shown_.grants[*row];
  const auto role = role_name(grant.role);
  desk_.link.directory().end_grant(grant.id,
                                   done_saying(tr("Ended: {} is no longer {}.", shown_.person.name, role), false));
}

}  // namespace siaga::ui
