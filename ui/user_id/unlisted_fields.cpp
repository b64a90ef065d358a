#include "ui/user_id/unlisted_fields.h"

#include "ui/text.h"
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
  all->Add(application_, 0, wxEXPAND);
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
  for (auto* field : {agent_, email_, user_name_, team_}) field->ChangeValue("");
}

bool UnlistedFields::is_typed() const {
  return std::ranges::any_of(std::initializer_list{agent_, email_, user_name_, team_},
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
  domain::UserId made;
  made.application = application->id;
  made.unit = desk_.model.session()->person.unit;
  made.agent = words_of(*agent_);
  made.user_name = words_of(*user_name_);
  made.email = words_of(*email_);
  made.team = words_of(*team_);
  const auto all = [](const domain::UserId& one) {
    return std::tie(one.application, one.unit, one.agent, one.user_name, one.email, one.team);
  };
  made.id = all(made) == all(last_) ? last_.id : desk_.link.user_ids().new_id();
  last_ = made;
  return made;
}

}  // namespace siaga::ui
