#include "ui/directory/policy_pane.h"

#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>

#include <algorithm>

namespace siaga::ui {
namespace {

using Kind = domain::FactorPolicy::Kind;
/// In the order of the choice.
constexpr std::array kinds{Kind::standard, Kind::everybody, Kind::named, Kind::nobody};
constexpr int widest_policy_words = 760;
constexpr int choice_width = 440;
constexpr int own_password_width = 240;
constexpr int roles_a_line = 3;

}  // namespace

PolicyPane::PolicyPane(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  words_ = new Label(
      this,
      tr("Roles of which it is asked count only where it was shown. Who has none yet goes on with their other roles, "
         "or "
         "sets it up when they sign in. Alarms are raised without it. A change counts at once, stands in the journal, "
         "and the other administrators are told by mail."));
  auto* choice = new wxBoxSizer(wxVERTICAL);
  who_ = add_choice_field(*this, *choice, tr("Of whom a second factor is asked"));
  for (const auto& text : {tr("Who decides about alarms, accounts and rights (standard)"), tr("Everybody"),
                           tr("Who holds one of these roles"), tr("Nobody")})
    who_->Append(wx(text));
  who_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { arrange(); });
  choice->SetMinSize(wxSize(native::by_text(*this, choice_width), -1));
  auto* roles = make_roles();
  auto* password = new wxBoxSizer(wxVERTICAL);
  password_ = add_password_field(*this, *password, tr("Your password"), [this] { save(); });
  password_->SetMinSize(wxSize(native::by_text(*this, own_password_width), -1));
  save_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Save"), .key = cap_of(Command::save)},
                        [this] { save(); });
  proof_ = new wxBoxSizer(wxVERTICAL);
  proof_->Add(password, 0, wxBOTTOM, 12);
  proof_->Add(save_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(words_, 0, wxEXPAND | wxALL, gap);
  for (auto* part : {static_cast<wxSizer*>(choice), roles, proof_}) all->Add(part, 0, wxLEFT | wxRIGHT | wxBOTTOM, gap);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    words_->wrap_to(std::min(GetClientSize().x - 2 * gap, native::by_text(*this, widest_policy_words)));
    event.Skip();
  });
  show({});
}

wxSizer* PolicyPane::make_roles() {
  auto* grid = new wxFlexGridSizer(roles_a_line, 8, 2 * gap);
  for (std::size_t at = 0; at < boxes_.size(); ++at) {
    boxes_[at] = new wxCheckBox(this, wxID_ANY, wx(role_name(static_cast<domain::Role>(at))));
    boxes_[at]->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { arrange(); });
    grid->Add(boxes_[at]);
  }
  return grid;
}

bool PolicyPane::may_change() const {
  return desk_.model.may(domain::Action::manage_policy) && !office_.mine.units(domain::Action::manage_policy);
}

void PolicyPane::open() {
  desk_.link.directory().fetch_factor_policy(
      [self = wxWeakRef<PolicyPane>(this)](base::Result<protocol::SecondFactorPolicy> view) {
        if (!self || !self->desk_.model.session()) return;
        if (!view) return self->desk_.complain(sentence(view.error()));
        if (self->known_ && !(self->chosen() == self->shown_)) return;
        self->known_ = true;
        self->show(view->policy);
        if (self->may_change() && self->IsShownOnScreen()) self->who_->SetFocus();
      });
}

void PolicyPane::forget() {
  known_ = false;
  password_->Clear();
  show({});
}

void PolicyPane::show(const domain::FactorPolicy& policy) {
  who_->SetSelection(static_cast<int>(std::ranges::find(kinds, policy.kind) - kinds.begin()));
  for (std::size_t at = 0; at < boxes_.size(); ++at) boxes_[at]->SetValue(policy.asks(static_cast<domain::Role>(at)));
  shown_ = chosen();  // roles in the order of the boxes
  arrange();
}

void PolicyPane::arrange() {
  const bool may = known_ && may_change();
  const auto now = chosen();
  const bool is_named = now.kind == Kind::named;
  for (std::size_t at = 0; at < boxes_.size(); ++at) {
    if (!is_named) boxes_[at]->SetValue(now.asks(static_cast<domain::Role>(at)));
    boxes_[at]->Enable(may && is_named);
  }
  who_->Enable(may);
  GetSizer()->Show(proof_, may, true);
  save_->Enable(may && !(now == shown_) && !(is_named && now.roles.empty()));
  Layout();
  // Tab passes by what couldn't be chosen when its parent's order was settled, here and above: it is settled anew.
  save_->MoveAfterInTabOrder(password_);
  if (auto* before = GetPrevSibling()) MoveAfterInTabOrder(before);
}

domain::FactorPolicy PolicyPane::chosen() const {
  domain::FactorPolicy policy{kinds.at(static_cast<std::size_t>(std::max(0, who_->GetSelection()))), {}};
  if (policy.kind != Kind::named) return policy;
  for (std::size_t at = 0; at < boxes_.size(); ++at)
    if (boxes_[at]->GetValue()) policy.roles.push_back(static_cast<domain::Role>(at));
  return policy;
}

bool PolicyPane::perform(Command command) {
  if (command != Command::save) return false;
  save();
  return true;
}

bool PolicyPane::cancel() {
  if (chosen() == shown_ && password_->IsEmpty()) return false;
  password_->Clear();
  show(domain::FactorPolicy{shown_});
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

void PolicyPane::save() {
  if (!save_->IsShown() || !save_->IsEnabled()) return;
  if (password_->IsEmpty()) {
    desk_.complain(tr("Enter your password first."));
    return password_->SetFocus();
  }
  save_->Disable();
  const protocol::PutSecondFactorPolicy wish{chosen(), utf8(password_->GetValue())};
  password_->Clear();
  desk_.link.directory().put_factor_policy(
      wish, [self = wxWeakRef<PolicyPane>(this), policy = wish.policy](base::Result<void> kept) {
        if (!self) return;
        if (kept) {
          self->show(policy);
          return self->desk_.say(tr("Saved. It counts at once."));
        }
        self->arrange();
        self->desk_.complain(sentence(kept.error()));
      });
}

}  // namespace siaga::ui
