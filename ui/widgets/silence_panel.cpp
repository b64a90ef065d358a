#include "ui/widgets/silence_panel.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <array>

namespace siaga::ui {
namespace {
constexpr std::array lengths{5, 15, 30};
}

SilencePanel::SilencePanel(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line", .edge_bottom = true}), desk_(desk) {
  question_ = new Label(this, tr("Silence the alarm on this console"), {"strong"});
  minutes_ = new wxChoice(this, wxID_ANY);
  for (const int length : lengths) minutes_->Append(wx(tr("{} minutes", length)));
  minutes_->SetSelection(0);
  set_accessible_name(*minutes_, tr("How long"));
  reason_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*reason_);
  reason_->SetHint(wx(tr("Reason; it stands in the journal")));
  reason_->SetMaxLength(domain::longest_text / 4);
  set_accessible_name(*reason_, tr("Reason for silencing"));
  reason_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { submit(); });
  send_ = new KeyButton(this, desk.theme, "danger", {.text = tr("Silence"), .key = "Enter"}, [this] { submit(); });
  lift_ = new KeyButton(this, desk.theme, "primary", {.text = tr("Sound again"), .key = cap_of(Command::sound_again)},
                        [this] { lift(); });
  auto* leave_button = new KeyButton(this, desk.theme, "", {.text = tr("Cancel"), .key = "Esc"}, [this] { leave(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(question_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 16);
  row->Add(minutes_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(new Label(this, tr("Reason")), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(reason_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(send_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(lift_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(leave_button, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(row, 1, wxEXPAND | wxTOP | wxBOTTOM, 8);
  SetSizer(all);
  Hide();
}

void SilencePanel::open() {
  lift_->Show(desk_.model.mute().has_value());
  send_->Enable();
  Show();
  GetParent()->Layout();
  Layout();
  reason_->SetFocus();
}

bool SilencePanel::leave() {
  if (!IsShown()) return false;
  Hide();
  reason_->Clear();
  GetParent()->Layout();
  on_left();
  return true;
}

/// After an answer, which may come while something else has the keyboard.
void SilencePanel::close() {
  if (!IsShown()) return;
  auto* focus = wxWindow::FindFocus();
  if (IsShownOnScreen() && (!focus || IsDescendant(focus))) {
    leave();
    return;
  }
  Hide();
  reason_->Clear();
  GetParent()->Layout();
}

void SilencePanel::lift() {
  if (!desk_.model.mute()) return desk_.say(tr("The alarm isn't silenced."));
  desk_.link.unmute([self = wxWeakRef<SilencePanel>(this)](base::Result<protocol::Receipt> kept) {
    if (!self) return;
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    self->close();
    self->desk_.say(tr("The alarm sounds again."));
  });
}

void SilencePanel::submit() {
  const auto reason = utf8(reason_->GetValue().Trim().Trim(false));
  if (reason.empty()) {
    desk_.complain(tr("Silencing needs a reason."));
    reason_->SetFocus();
    return;
  }
  send_->Disable();
  const std::chrono::minutes length{lengths.at(static_cast<std::size_t>(minutes_->GetSelection()))};
  desk_.link.mute(length, reason, [self = wxWeakRef<SilencePanel>(this)](base::Result<protocol::Receipt> kept) {
    if (!self) return;
    self->send_->Enable();
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    self->close();
    self->desk_.say(tr("Silenced on this console. A new alarm still shows itself in red."));
  });
}

}  // namespace siaga::ui
