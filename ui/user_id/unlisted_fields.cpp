#include "ui/user_id/unlisted_fields.h"

#include "ui/directory/role_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/field.h"

#include <wx/sizer.h>

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace siaga::ui {

UnlistedFields::UnlistedFields(wxWindow* parent, Desk& desk, std::function<void()> entered)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  const auto add_pair = [&](const std::string& first, int longest, const std::string& second, int other) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* one = add_text_field(*this, *row, first, longest, entered);
    row->AddSpacer(8);
    auto* two = add_text_field(*this, *row, second, other, entered);
    all->Add(row, 0, wxEXPAND | wxBOTTOM, 12);
    return std::pair{one, two};
  };
  std::tie(agent_, user_name_) = add_pair(tr("Agent's name"), 120, tr("User ID"), 120);
  std::tie(email_, team_) = add_pair(tr("E-mail"), 254, tr("Team"), 120);
  application_ = new ApplicationField(this, desk);
  application_->on_fault = [this](const std::string& why) { on_fault(why); };
  application_->on_chosen = [this] { on_unit(); };
  auto* last = new wxBoxSizer(wxHORIZONTAL);
  last->Add(application_, 1);
  last->AddSpacer(8);
  hired_ = add_text_field(*this, *last, tr("Started work (may stay empty)"), 10, entered);
  hired_->SetHint(wx(tr("e.g. 31-12-2026")));
  all->Add(last, 0, wxEXPAND);
  SetSizer(all);
}

void UnlistedFields::begin(const std::string& searched) {
  clear();
  auto* field = searched.find_first_of(".@_") == std::string::npos ? agent_ : user_name_;
  field->ChangeValue(wx(searched));
  application_->fetch();
}

void UnlistedFields::clear() {
  last_ = {};
  for (auto* field : {agent_, email_, user_name_, team_, hired_}) field->ChangeValue("");
}

bool UnlistedFields::is_typed() const {
  return std::ranges::any_of(std::initializer_list{agent_, email_, user_name_, team_, hired_},
                             [](const auto* field) { return !field->IsEmpty(); });
}

std::optional<domain::UserId> UnlistedFields::said() {
  const auto lacks = [this](wxTextCtrl* field, const std::string& why) {
    field->SetFocus();
    on_fault(why);
    return std::nullopt;
  };
  const auto application = application_->chosen();
  if (!application) {
    on_fault(tr("There is no application yet. The system administrator adds it."));
    return std::nullopt;
  }
  if (words_of(*agent_).empty()) return lacks(agent_, tr("The agent's name is needed, at most 120 characters."));
  if (words_of(*user_name_).empty())
    return lacks(user_name_, tr("A user ID of 1 to 120 characters without blanks is needed."));
  const auto hired = written_day(words_of(*hired_));
  if (!hired && !hired_->IsEmpty()) return lacks(hired_, hired_words());
  domain::UserId made;
  made.application = application->id;
  made.unit = unit();
  made.agent = words_of(*agent_);
  made.user_name = words_of(*user_name_);
  made.email = words_of(*email_);
  made.team = words_of(*team_);
  made.hired_on = hired;
  const auto all = [](const domain::UserId& one) {
    return std::tie(one.application, one.unit, one.agent, one.user_name, one.email, one.team, one.hired_on);
  };
  made.id = all(made) == all(last_) ? last_.id : desk_.link.user_ids().new_id();
  last_ = made;
  return made;
}

base::Id UnlistedFields::unit() const {
  const auto application = application_->chosen();
  return desk_.model.unit_for(application.value_or(domain::Application{}));
}

}  // namespace siaga::ui
