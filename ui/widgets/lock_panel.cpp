#include "ui/widgets/lock_panel.h"

#include "ui/accessibility.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/field.h"

#include <wx/sizer.h>

namespace siaga::ui {
namespace {
constexpr int password_width = 240;
}

LockPanel::LockPanel(wxWindow* parent, Desk& desk, std::function<void()> sign_out)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line_strong", .edge_top = true}), desk_(desk) {
  head_ = new Label(this, "", {"head"}, wxST_ELLIPSIZE_END);
  words_ = new Label(this, "", {"dim"});
  auto* field = new wxBoxSizer(wxVERTICAL);
  password_ = add_password_field(*this, *field, tr("Password"), [this] { submit(); });
  password_->SetMinSize(wxSize(native::by_text(*this, password_width), -1));
  open_ = new KeyButton(this, desk.theme, "primary tall", {.text = tr("Open the screen"), .key = "Enter"},
                        [this] { submit(); });
  auto* leave = new KeyButton(this, desk.theme, "tall", {.text = tr("Sign out"), .key = cap_of(Command::sign_out)},
                              std::move(sign_out));
  auto* words = new wxBoxSizer(wxVERTICAL);
  words->Add(head_, 0, wxEXPAND | wxBOTTOM, 4);
  words->Add(words_, 0, wxEXPAND);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(words, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 16);
  row->Add(field, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(open_, 0, wxALIGN_BOTTOM | wxRIGHT, 8);
  row->Add(leave, 0, wxALIGN_BOTTOM | wxRIGHT, 16);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(row, 1, wxEXPAND | wxTOP | wxBOTTOM, 12);
  SetSizer(all);
  set_accessible_role(*this, AccessibleRole::banner);
  taken_ = field->CalcMin().x + open_->GetBestSize().x + leave->GetBestSize().x + 8 + 8 + 3 * 16;
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { fit_words(); });
  });
  Hide();
}

void LockPanel::show(const std::string& words, bool asking) {
  const auto& session = desk_.model.session();
  head_->set(tr("The screen is locked. {} is signed in.", session ? session->person.name : ""));
  words_->mark("bad", !words.empty() && !asking);
  words_->mark("dim", words.empty() || asking);
  words_->set(words.empty() ? tr("Alarms go on: they sound and stand here. To act, type the password.") : words);
  set_accessible_name(*this, head_->text() + " " + words_->text());
  open_->Enable(!asking);
  if (!words.empty() && !asking) password_->SelectAll();
  if (!IsShown()) {
    password_->Clear();
    Show();
    GetParent()->Layout();
  }
  fit_words();
}

void LockPanel::fit_words() {
  const auto before = GetBestSize().y;
  words_->wrap_to(GetClientSize().x - taken_);
  if (GetBestSize().y != before) GetParent()->Layout();
  Layout();
}

void LockPanel::hide() {
  password_->Clear();
  if (!IsShown()) return;
  Hide();
  GetParent()->Layout();
}

void LockPanel::take_keyboard() { password_->SetFocus(); }

void LockPanel::submit() {
  if (open_->IsEnabled()) on_password(utf8(password_->GetValue()));
}

}  // namespace siaga::ui
