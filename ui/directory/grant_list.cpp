#include "ui/directory/grant_list.h"

#include "base/zone.h"
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
  all->Add(none_, 0, wxBOTTOM, 12);
  all->Add(grants_, 1, wxEXPAND | wxBOTTOM, 12);
  all->Add(buttons_, 0);
  all->Add(line_, 0, wxEXPAND);
  SetSizer(all);
}

wxSizer* GrantList::make_line() {
  auto* what = new wxBoxSizer(wxHORIZONTAL);
  auto* when = new wxBoxSizer(wxHORIZONTAL);
  const auto column = [](wxBoxSizer& row, int share) {
    auto* made = new wxBoxSizer(wxVERTICAL);
    row.Add(made, share, wxALIGN_BOTTOM | wxRIGHT, 8);
    return made;
  };
  role_ = add_choice_field(*line_, *column(*what, 2), tr("Role to give"));
  role_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { choose_role(); });
  const auto entered = [this] { give(); };
  unit_ = add_choice_field(*line_, *column(*what, 3), tr("Where it counts"));
  deputy_ = add_text_field(*line_, *column(*what, 3), tr("Deputy for (e-mail or NRP, may stay empty)"), 254, entered);
  from_ = add_text_field(*line_, *column(*when, 2), tr("First day (empty: from now on)"), 10, entered);
  until_ = add_text_field(*line_, *column(*when, 2), tr("Last day (may stay empty)"), 10, entered);
  for (auto* day : {from_, until_}) day->SetHint(wx(tr("e.g. 31-12-2026")));
  send_ = new KeyButton(line_, theme(), "primary tall", {.text = tr("Give"), .key = "Enter"}, [this] { give(); });
  auto* leave = new KeyButton(line_, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { leave_line(); });
  when->Add(send_, 0, wxALIGN_BOTTOM | wxRIGHT, 8);
  when->Add(leave, 0, wxALIGN_BOTTOM);
  auto* both = new wxBoxSizer(wxVERTICAL);
  both->Add(what, 0, wxEXPAND | wxBOTTOM, 8);
  both->Add(when, 0, wxEXPAND);
  return both;
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
  show_rights();
  look_up_names();
  Layout();
}

std::string GrantList::cell(std::size_t row, std::size_t column) const {
  if (row >= shown_.grants.size()) return {};
  const auto& grant = shown_.grants[row];
  if (column == 0) return role_name(grant.role);
  if (column == 1) return office_.tree.name_of(grant.unit);
  const auto held = held_words(grant, desk_.model.hub_now(), desk_.model.zone_of(grant.unit));
  if (!grant.deputy_for) return held;
  const auto name = names_.find(*grant.deputy_for);
  return held + " · " + tr("deputy for {}", name == names_.end() || name->second.empty() ? "…" : name->second);
}

void GrantList::look_up_names() {
  for (const auto& grant : shown_.grants) {
    if (!grant.deputy_for || !names_.emplace(*grant.deputy_for, "").second) continue;
    desk_.link.directory().fetch_person(*grant.deputy_for, [self = wxWeakRef<GrantList>(this), id = *grant.deputy_for](
                                                               base::Result<protocol::PersonView> view) {
      if (!self) return;
      self->names_[id] = view ? view->person.name : tr("somebody of another unit");
      for (std::size_t row = 0; row < self->shown_.grants.size(); ++row)
        if (self->shown_.grants[row].deputy_for == id) self->grants_->row_changed(row);
    });
  }
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
  for (auto* field : {from_, until_, deputy_}) field->Clear();
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

void GrantList::show_rights() {
  if (!line_->IsShown()) GetSizer()->Show(buttons_, desk_.model.may(domain::Action::grant_roles), true);
  show_end();
  Layout();
}

bool GrantList::leave_line() {
  if (!line_->IsShown()) return false;
  line_->Hide();
  show_rights();
  give_->SetFocus();
  return true;
}

std::function<void(base::Result<void>)> GrantList::done_saying(const std::string& success, bool leaves) {
  return [self = wxWeakRef<GrantList>(this), person = shown_.person.id, success, leaves](base::Result<void> kept) {
    if (!self) return;
    self->send_->Enable();
    if (!kept && kept.error().field.starts_with("deputy_"))
      return self->complain_at(*self->deputy_, sentence(kept.error()));
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    if (leaves && person == self->shown_.person.id) self->leave_line();
    self->desk_.say(success);
    self->on_changed(person);
  };
}

void GrantList::complain_at(wxTextCtrl& field, const std::string& why) {
  desk_.complain(why);
  field.SetFocus();
}

std::optional<domain::Grant> GrantList::written() {
  domain::Grant grant;
  grant.id = next_;
  grant.person = shown_.person.id;
  grant.role = roles_.at(static_cast<std::size_t>(role_->GetSelection()));
  grant.unit = units_.at(static_cast<std::size_t>(unit_->GetSelection()));
  const auto zone = desk_.model.zone_of(grant.unit);
  const auto now = desk_.model.hub_now();
  if (const auto first = words_of(*from_); !first.empty()) {
    const auto day = written_day(first);
    const auto end = end_of_day(first, zone);
    if (!end || *end <= now) {
      complain_at(*from_, tr("The first day is today or one to come, written like 31-12-2026, or nothing."));
      return std::nullopt;
    }
    if (const auto begin = base::midnight(*day, zone); begin > now) grant.from = begin;
  }
  if (const auto last = words_of(*until_); !last.empty()) {
    grant.until = end_of_day(last, zone);
    if (!grant.until || *grant.until <= std::max(now, grant.from)) {
      complain_at(*until_, tr("The last day is a day to come, written like 31-12-2026, or nothing."));
      return std::nullopt;
    }
  }
  return grant;
}

void GrantList::give() {
  if (!send_->IsEnabled() || unit_->GetSelection() < 0) return;
  const auto grant = written();
  if (!grant) return;
  send_->Disable();
  if (words_of(*deputy_).empty()) return send(*grant);
  find_absent(*grant);
}

void GrantList::find_absent(domain::Grant grant) {
  const auto wanted = words_of(*deputy_);
  desk_.link.directory().fetch_people(
      wanted, std::nullopt,
      [self = wxWeakRef<GrantList>(this), grant, wanted](base::Result<protocol::PeoplePage> page) mutable {
        if (!self || self->next_ != grant.id) return;
        self->send_->Enable();
        if (!page) return self->desk_.complain(sentence(page.error()));
        const auto exactly = std::ranges::find_if(page->items, [&](const auto& view) {
          return view.person.nrp == wanted || wx(view.person.email).IsSameAs(wx(wanted), false);
        });
        const bool only = page->items.size() == 1;
        if (exactly == page->items.end() && !only)
          return self->complain_at(*self->deputy_, page->items.empty()
                                                       ? tr("There is nobody with {}.", wanted)
                                                       : tr("Several people have {}: write an e-mail or NRP.", wanted));
        const auto& absent = only ? page->items.front().person : exactly->person;
        if (absent.id == grant.person) return self->complain_at(*self->deputy_, tr("Nobody is their own deputy."));
        grant.deputy_for = absent.id;
        self->names_[absent.id] = absent.name;
        self->send_->Disable();
        self->send(grant);
      });
}

void GrantList::send(const domain::Grant& grant) {
  const auto role = role_name(grant.role);
  const auto later = grant.from > desk_.model.hub_now();
  const auto day = later ? day_words(grant.from, desk_.model.zone_of(grant.unit)) : std::string{};
  desk_.link.directory().give(grant, done_saying(later ? tr("{} will be {} from {}.", shown_.person.name, role, day)
                                                       : tr("{} is {} now.", shown_.person.name, role),
                                                 true));
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
