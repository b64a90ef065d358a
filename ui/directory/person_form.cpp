#include "ui/directory/person_form.h"

#include "domain/person_move.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <algorithm>
#include <tuple>

namespace siaga::ui {
namespace {
constexpr int photo_side = 44;
}

PersonForm::PersonForm(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  head_ = new Label(this, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  auto* grid = new wxFlexGridSizer(2, 12, 16);
  grid->AddGrowableCol(0, 1);
  grid->AddGrowableCol(1, 1);
  const auto entered = [this] { save(); };
  name_ = add_text_field(*this, *grid, tr("Name"), 120, entered);
  post_ = add_text_field(*this, *grid, tr("Post"), 120, entered);
  nrp_ = add_text_field(*this, *grid, tr("NRP"), 18, entered);
  email_ = add_text_field(*this, *grid, tr("E-mail"), 254, entered);
  phone_ = add_text_field(*this, *grid, tr("Phone"), 32, entered);
  unit_ = add_choice_field(*this, *grid, tr("Unit"));
  unit_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { show_roles_left(); });
  first_password_ = new Label(
      this,
      tr("They set their first password themselves: at sign-in, with a code that comes to this e-mail or that you make "
         "under “Their account” and tell them."),
      {"dim"});
  roles_left_ = new Label(this, "", {"warn"});
  fault_ = new Label(this, "", {"bad"});
  save_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Save"), .key = cap_of(Command::save)}, entered);
  photo_ = new Photo(this, desk, photo_side);
  // They wrap to the room that there is, and don't ask for more: the list beside it keeps its width.
  for (auto* words : {first_password_, roles_left_, fault_}) words->SetMinSize(wxSize(1, -1));
  auto* top = new wxBoxSizer(wxHORIZONTAL);
  top->Add(photo_, 0, wxRIGHT, 12);
  top->Add(head_, 1, wxALIGN_CENTRE_VERTICAL);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(top, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(grid, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(first_password_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(roles_left_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(fault_, 0, wxEXPAND | wxBOTTOM, 12);
  all->Add(save_, 0);
  SetSizer(all);
  Bind(wxEVT_TEXT, [this](wxCommandEvent& event) {
    event.Skip();
    if (!fault_->text().empty()) fault_->set(" ");  // keeps its line: no button moves under a hand
  });
}

void PersonForm::show(const protocol::PersonView& view) {
  is_new_ = false;
  shown_ = view.person;
  grants_ = view.grants;
  fill();
}

void PersonForm::begin_new() {
  is_new_ = true;
  shown_ = {};
  grants_.clear();
  // The id stays for every try: a retry adds nobody twice.
  shown_.id = desk_.link.directory().new_id();
  if (desk_.model.session()) shown_.unit = desk_.model.session()->person.unit;
  fill();
  focus_first();
}

void PersonForm::fill() {
  photo_->show_of(is_new_ || shown_.id.is_nil() ? std::nullopt : std::optional(shown_.id));
  head_->set(is_new_ ? tr("New person") : shown_.name);
  name_->ChangeValue(wx(shown_.name));
  post_->ChangeValue(wx(shown_.post));
  nrp_->ChangeValue(wx(shown_.nrp));
  email_->ChangeValue(wx(shown_.email));
  phone_->ChangeValue(wx(shown_.phone));
  units_.clear();
  unit_->Clear();
  for (const auto& branch : office_.tree.branches()) {
    const bool theirs = branch.unit.id == shown_.unit && !is_new_;
    if (!theirs && !office_.mine.may(domain::Action::manage_people, branch.unit.id)) continue;
    units_.push_back(branch.unit.id);
    unit_->Append(wx(UnitTree::indented(branch)));
  }
  const auto at = std::ranges::find(units_, shown_.unit);
  if (at != units_.end())
    unit_->SetSelection(static_cast<int>(at - units_.begin()));
  else if (!units_.empty() && is_new_)
    unit_->SetSelection(0);
  if (is_new_ && unit_->GetSelection() >= 0) shown_.unit = units_[static_cast<std::size_t>(unit_->GetSelection())];
  const bool may = is_new_ || office_.mine.may(domain::Action::manage_people, shown_.unit);
  for (auto* field : {name_, post_, nrp_, email_, phone_}) field->SetEditable(may);
  unit_->Enable(may);
  save_->Show(may);
  say_fault("");
  show_roles_left();
}

void PersonForm::show_roles_left() {
  const auto unit = written().unit;
  const auto left = is_new_ || unit == shown_.unit
                        ? domain::MovedRoles{}
                        : domain::move_roles(grants_, shown_.unit, unit, desk_.model.hub_now());
  std::string roles;
  for (const auto& grant : left.ended) roles += (roles.empty() ? "" : ", ") + role_name(grant.role);
  roles_left_->set(roles.empty() ? std::string{} : roles_left_words(roles, office_.tree.name_of(shown_.unit)));
  roles_left_->Show(!roles.empty());
  roles_left_->wrap_to(GetClientSize().x);
  first_password_->Show(is_new_);
  first_password_->wrap_to(GetClientSize().x);
  Layout();
  GetParent()->Layout();
}

void PersonForm::say_fault(const std::string& why) {
  fault_->set(why);
  fault_->Show(!why.empty());
  fault_->wrap_to(GetClientSize().x * 9 / 10);  // wx measures without the sheet's font
  Layout();
  GetParent()->Layout();
}

domain::Person PersonForm::written() const {
  auto person = shown_;
  person.name = words_of(*name_);
  person.post = words_of(*post_);
  person.nrp = words_of(*nrp_);
  person.email = words_of(*email_);
  person.phone = words_of(*phone_);
  if (unit_->GetSelection() >= 0) person.unit = units_[static_cast<std::size_t>(unit_->GetSelection())];
  return person;
}

bool PersonForm::is_typed() const {
  const auto said = [](const domain::Person& p) { return std::tie(p.unit, p.name, p.nrp, p.email, p.phone, p.post); };
  const auto now = written();
  return said(now) != said(shown_);
}

void PersonForm::discard() { fill(); }

void PersonForm::save() {
  if (!save_->IsShown() || !save_->IsEnabled() || shown_.id.is_nil()) return;
  save_->Disable();
  desk_.link.directory().save_person(written(),
                                     [self = wxWeakRef<PersonForm>(this)](base::Result<protocol::PersonView> kept) {
                                       if (!self) return;
                                       self->save_->Enable();
                                       if (!kept) {
                                         self->say_fault(sentence(kept.error()));
                                         return self->desk_.complain(sentence(kept.error()));
                                       }
                                       if (kept->person.id == self->shown_.id) self->show(*kept);
                                       self->desk_.say(tr("Saved: {}.", kept->person.name));
                                       self->on_saved(*kept);
                                     });
}

}  // namespace siaga::ui
