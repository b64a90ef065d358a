#include "ui/widgets/banner.h"

#include "ui/accessibility.h"

#include <wx/sizer.h>

namespace siaga::ui {

Banner::Banner(wxWindow* parent, Theme& theme, Tone tone)
    : Surface(parent, theme, {.fill = tone == Tone::danger ? "danger" : "amber_soft"}) {
  const char* words = tone == Tone::danger ? "on-danger" : "on-amber";
  head_ = new Label(this, "", {words, "head", "digits"});
  running_ = new Label(this, "", {words, "clock"});
  running_->Hide();
  rest_ = new Label(this, "", {words, "digits"});
  row_ = new wxBoxSizer(wxHORIZONTAL);
  row_->Add(head_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 16);
  row_->Add(running_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 16);
  row_->Add(rest_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 16);
  auto* tall = new wxBoxSizer(wxVERTICAL);
  tall->Add(row_, 1, wxEXPAND | wxTOP | wxBOTTOM, 6);
  SetSizer(tall);
  SetMinSize(wxSize(-1, 44));
  set_accessible_role(*this, AccessibleRole::banner);
  Hide();
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { layout_again(); });
  });
}

KeyButton& Banner::offer(KeyButton::Content content, std::function<void()> pressed) {
  auto* button = new KeyButton(this, theme(), "on-bar", std::move(content), std::move(pressed));
  row_->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
  return *button;
}

void Banner::say(const std::string& head, const std::string& rest, const std::string& running) {
  set_accessible_name(*this, head + " " + rest);
  if (IsShown() && head == head_->text() && rest == rest_->text() && running == running_->text()) return;
  head_->set(head);
  running_->set(running);
  running_->Show(!running.empty());
  rest_->set(rest);
  if (!IsShown()) {
    Show();
    GetParent()->Layout();
  }
  layout_again();
}

void Banner::hush() {
  if (!IsShown()) return;
  Hide();
  GetParent()->Layout();
}

void Banner::layout_again() {
  if (!IsShown()) return;
  int used = head_->GetBestSize().x + 16 * 3;
  if (running_->IsShown()) used += running_->GetBestSize().x + 16;
  for (auto* item : row_->GetChildren())
    if (auto* button = dynamic_cast<KeyButton*>(item->GetWindow()); button && button->IsShown())
      used += button->GetBestSize().x + 12;
  rest_->wrap_to(GetClientSize().x - used);
  const int wanted = std::max(44, rest_->GetBestSize().y + 16);
  if (wanted != GetMinSize().y) {
    SetMinSize(wxSize(-1, wanted));
    GetParent()->Layout();
  }
  Layout();
}

}  // namespace siaga::ui
