#include "ui/user_id/application_field.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/widgets/field.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>

namespace siaga::ui {

ApplicationField::ApplicationField(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  auto* box = new wxBoxSizer(wxVERTICAL);
  choice_ = add_choice_field(*this, *box, tr("Application"));
  choice_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { on_chosen(); });
  SetSizer(box);
}

void ApplicationField::fetch() {
  desk_.link.applications().fetch(
      [self = wxWeakRef<ApplicationField>(this)](base::Result<std::vector<protocol::ApplicationView>> views) {
        if (!self) return;
        if (!views) return self->on_fault(tr("The applications aren't known: {}", sentence(views.error())));
        self->show(*views);
      });
}

void ApplicationField::show(const std::vector<protocol::ApplicationView>& views) {
  const auto before = chosen();
  applications_.clear();
  choice_->Clear();
  for (const auto& view : views) {
    choice_->Append(wx(view.application.name));
    applications_.push_back(view.application);
  }
  const auto same =
      before ? std::ranges::find(applications_, before->id, &domain::Application::id) : applications_.begin();
  if (!applications_.empty())
    choice_->SetSelection(same == applications_.end() ? 0 : static_cast<int>(same - applications_.begin()));
  on_chosen();
}

std::optional<domain::Application> ApplicationField::chosen() const {
  const auto at = choice_->GetSelection();
  if (at < 0) return std::nullopt;
  return applications_[static_cast<std::size_t>(at)];
}

}  // namespace siaga::ui
