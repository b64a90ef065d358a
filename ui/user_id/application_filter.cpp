#include "ui/user_id/application_filter.h"

#include "ui/accessibility.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {
constexpr int filter_width = 170;
}

ApplicationFilter::ApplicationFilter(wxWindow* parent, Desk& desk) : wxChoice(parent, wxID_ANY), desk_(desk) {
  Append(wx(tr("All applications")));
  SetSelection(0);
  SetMinSize(wxSize(native::by_text(*this, filter_width), -1));
  set_accessible_name(*this, tr("Cases of which application"));
  set_accessible_hint(*this, tr("Key: {}", cap_of(Command::next_application)));
  SetToolTip(wx(tr("Key: {}", cap_of(Command::next_application))));
  Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { take(GetSelection()); });
  Hide();
}

void ApplicationFilter::begin() {
  const auto& session = desk_.model.session();
  if (!session || session->person.id == whose_) return;
  whose_ = session->person.id;
  chosen_.reset();
  offer({});
}

void ApplicationFilter::fetch() {
  if (!desk_.model.may(domain::Action::read_user_ids)) return;
  desk_.link.applications().fetch([self = wxWeakRef<ApplicationFilter>(this),
                                   mine = whose_](base::Result<std::vector<protocol::ApplicationView>> views) {
    if (self && views && mine == self->whose_) self->offer(*views);  // without them there is nothing to choose
  });
}

void ApplicationFilter::offer(const std::vector<protocol::ApplicationView>& views) {
  Clear();
  applications_.clear();
  Append(wx(tr("All applications")));
  for (const auto& view : views) {
    applications_.push_back(view.application.id);
    Append(wx(view.application.name));
  }
  mark_chosen();
  if (chosen_ && GetSelection() == 0) take(0);
  show_there(is_there_);
}

void ApplicationFilter::mark_chosen() {
  const auto at = chosen_ ? std::ranges::find(applications_, *chosen_) : applications_.end();
  SetSelection(at == applications_.end() ? 0 : static_cast<int>(at - applications_.begin()) + 1);
}

void ApplicationFilter::put_back(const std::optional<base::Id>& application) {
  chosen_ = application;
  mark_chosen();
  if (GetSelection() == 0) chosen_.reset();
}

void ApplicationFilter::show_there(bool shown) {
  is_there_ = shown;
  const bool shows = shown && applications_.size() > 1;
  if (IsShown() == shows) return;
  Show(shows);
  GetParent()->Layout();
}

std::string ApplicationFilter::name() const { return chosen_ ? utf8(GetStringSelection()) : std::string{}; }

void ApplicationFilter::next() {
  if (applications_.size() < 2) return;
  const auto at = (GetSelection() + 1) % static_cast<int>(GetCount());
  SetSelection(at);
  take(at);
}

void ApplicationFilter::take(int at) {
  const auto chosen = at > 0 ? std::optional{applications_[static_cast<std::size_t>(at - 1)]} : std::nullopt;
  if (std::exchange(chosen_, chosen) != chosen) on_chosen();
}

}  // namespace siaga::ui
