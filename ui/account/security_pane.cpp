#include "ui/account/security_pane.h"

#include "ui/format.h"
#include "ui/keys.h"
#include "ui/sign_in/password_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <array>

namespace siaga::ui {
namespace {

constexpr int field_width = 240;
/// Minutes; a setting between them, from the file, shows as the next shorter one.
constexpr std::array pauses{1, 5, 10, 15, 30, 60, 120};

void wipe(std::initializer_list<wxTextCtrl*> fields) {
  for (auto* field : fields) field->Clear();
}

}  // namespace

SecurityPane::SecurityPane(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  forms_ = make_forms();
  enrolment_ = new EnrolmentPanel(this, desk, EnrolmentPanel::Place::account);
  enrolment_->on_say = [this](const std::string& text, bool bad) {
    if (!text.empty()) desk_.notice.emit(text, bad);
    Layout();
  };
  enrolment_->on_leave = [this] { leave_enrolment(); };
  enrolment_->on_kept = [this] {
    show_enrolment(false);
    desk_.say(tr("Kept. Signing in asks for a code from now on."));
    on_changed();
  };
  enrolment_->Hide();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(forms_, 1, wxEXPAND);
  all->Add(enrolment_, 0, wxEXPAND);
  SetSizer(all);
}

wxScrolledWindow* SecurityPane::make_forms() {
  auto* forms =
      new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL | wxNO_BORDER);
  forms->SetScrollRate(0, gap);
  const auto colour = [this, forms] { forms->SetBackgroundColour(theme().colour("bg")); };
  colour();
  on_theme_ = theme().changed.connect(colour);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(forms, tr("PASSWORD"), {"caps"}), 0, wxBOTTOM, 6);
  all->Add(make_password(*forms), 0, wxEXPAND | wxBOTTOM, 2 * gap);
  all->Add(new Label(forms, tr("SECOND FACTOR"), {"caps"}), 0, wxBOTTOM, 6);
  all->Add(make_factor(*forms), 0, wxEXPAND | wxBOTTOM, 2 * gap);
  all->Add(new Label(forms, tr("SCREEN LOCK"), {"caps"}), 0, wxBOTTOM, 6);
  all->Add(make_lock(*forms), 0);
  forms->SetSizer(all);
  forms->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { arrange(); });
  });
  return forms;
}

/// Words and fields go on in the next line where there is no room.
void SecurityPane::arrange() {
  for (auto* words : {factor_state_, lock_words_}) words->wrap_to(forms_->GetClientSize().x);
  forms_->FitInside();
  forms_->Layout();
}

wxSizer* SecurityPane::make_password(wxWindow& parent) {
  const auto entered = [this] { change_password(); };
  auto* fields = new wxWrapSizer(wxHORIZONTAL, 0);
  const auto field = [&](const std::string& caption) {
    auto* column = new wxBoxSizer(wxVERTICAL);
    auto* made = add_password_field(parent, *column, caption, entered);
    made->SetMinSize(wxSize(native::by_text(parent, field_width), -1));
    fields->Add(column, 0, wxRIGHT | wxBOTTOM, 8);
    return made;
  };
  old_ = field(tr("Present password"));
  new_ = field(tr("New password, 10 characters or more"));
  again_ = field(tr("New password once more"));
  change_ = new KeyButton(&parent, theme(), "tall", {.text = tr("Change the password")}, entered);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(fields, 0, wxEXPAND);
  all->Add(new Label(&parent, tr("Everywhere else you are signed out then."), {"dim", "small"}), 0, wxBOTTOM, 8);
  all->Add(change_);
  return all;
}

wxSizer* SecurityPane::make_factor(wxWindow& parent) {
  factor_state_ = new Label(&parent, "");
  const auto entered = [this] {
    if (!has_factor_) set_up_factor();
  };
  factor_fields_ = new wxWrapSizer(wxHORIZONTAL, 0);
  auto* password = new wxBoxSizer(wxVERTICAL);
  factor_password_ = add_password_field(parent, *password, tr("Password"), entered);
  code_column_ = new wxBoxSizer(wxVERTICAL);
  factor_code_ = add_text_field(parent, *code_column_, tr("Code from the app, or a recovery code"), 64, entered);
  for (auto* each : {factor_password_, factor_code_})
    each->SetMinSize(wxSize(native::by_text(parent, field_width), -1));
  factor_fields_->Add(password, 0, wxRIGHT | wxBOTTOM, 8);
  factor_fields_->Add(code_column_, 0, wxBOTTOM, 8);
  set_up_ = new KeyButton(&parent, theme(), "tall", {.text = tr("Set it up…")}, [this] { set_up_factor(); });
  renew_ = new KeyButton(&parent, theme(), "tall", {.text = tr("New recovery codes")}, [this] { renew_codes(); });
  remove_ = new KeyButton(&parent, theme(), "tall", {.text = tr("Remove it")}, [this] { remove_factor(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  for (auto* each : {set_up_, renew_, remove_}) buttons->Add(each, 0, wxRIGHT, 8);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(factor_state_, 0, wxBOTTOM, 8);
  all->Add(factor_fields_, 0, wxEXPAND);
  all->Add(buttons);
  return all;
}

wxSizer* SecurityPane::make_lock(wxWindow& parent) {
  auto* column = new wxBoxSizer(wxVERTICAL);
  pause_ = add_choice_field(parent, *column, tr("Without a key or the pointer it locks after"));
  for (const int minutes : pauses) {
    const auto count = static_cast<std::uint64_t>(minutes);
    pause_->Append(wx(tr_n("{} minute", "{} minutes", count, minutes)));
  }
  const auto set = std::ranges::upper_bound(pauses, desk_.settings.lock_after.count());
  pause_->SetSelection(std::max(0, static_cast<int>(set - pauses.begin()) - 1));
  pause_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { choose_pause(); });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(column, 0, wxBOTTOM, 8);
  lock_words_ = new Label(&parent,
                          tr("{} locks it at once. Alarms still sound and show themselves; acting needs your password.",
                             cap_of(Command::lock)),
                          {"dim", "small"});
  all->Add(lock_words_);
  return all;
}

void SecurityPane::show(const protocol::ProfileView& profile) {
  has_factor_ = profile.second_factor;
  factor_state_->set(
      has_factor_ ? tr_n("Signing in asks for a code. {} recovery code is left.",
                         "Signing in asks for a code. {} recovery codes are left.", profile.recovery_codes,
                         profile.recovery_codes)
                  : tr("Signing in takes the password alone. With a second factor it takes your phone as well."));
  set_up_->Show(!has_factor_);
  renew_->Show(has_factor_);
  remove_->Show(has_factor_);
  factor_fields_->Show(code_column_, has_factor_, true);
  arrange();
}

void SecurityPane::forget() {
  wipe({old_, new_, again_, factor_password_, factor_code_});
  show_enrolment(false);
}

bool SecurityPane::cancel() {
  if (enrolment_->IsShown()) {
    if (enrolment_->may_leave()) leave_enrolment();
    return true;
  }
  const auto fields = {old_, new_, again_, factor_password_, factor_code_};
  if (std::ranges::all_of(fields, [](auto* field) { return field->IsEmpty(); })) return false;
  wipe(fields);
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

void SecurityPane::failed(const base::Error& error) {
  if (error.field == "password" && error.fault == base::Fault::forbidden)
    return desk_.complain(tr("The password is wrong. Nothing was changed."));
  if (error.field == "code")
    return desk_.complain(tr("The code is wrong, too old, or was used before. Nothing was changed."));
  if (const auto why = refused_password(error)) {
    desk_.complain(tr("{} Nothing was changed: choose another one.", *why));
    return new_->SetFocus();
  }
  desk_.complain(sentence(error));
}

void SecurityPane::change_password() {
  if (!change_->IsEnabled()) return;
  if (old_->IsEmpty() || new_->IsEmpty()) return desk_.complain(tr("Enter the present password and a new one."));
  if (new_->GetValue() != again_->GetValue()) {
    desk_.complain(tr("The two passwords differ."));
    return again_->SetFocus();
  }
  change_->Disable();
  desk_.link.account().change_password(utf8(old_->GetValue()), utf8(new_->GetValue()),
                                       [self = wxWeakRef<SecurityPane>(this)](base::Result<void> kept) {
                                         if (!self) return;
                                         self->change_->Enable();
                                         if (!kept) return self->failed(kept.error());
                                         wipe({self->old_, self->new_, self->again_});
                                         self->desk_.say(tr("Changed. Everywhere else you are signed out now."));
                                         self->on_changed();
                                       });
}

bool SecurityPane::wants_factor_fields(bool code) {
  if (factor_password_->IsEmpty()) {
    desk_.complain(tr("Enter your password first."));
    factor_password_->SetFocus();
    return true;
  }
  if (!code || !factor_code_->IsEmpty()) return false;
  desk_.complain(tr("The code is needed, too."));
  factor_code_->SetFocus();
  return true;
}

void SecurityPane::show_enrolment(bool on) {
  forms_->Show(!on);
  enrolment_->Show(on);
  Layout();
}

void SecurityPane::leave_enrolment() {
  show_enrolment(false);
  desk_.say(tr("Not saved: everything is as it was."));
  factor_password_->SetFocus();
}

void SecurityPane::set_up_factor() {
  if (wants_factor_fields(false)) return;
  desk_.link.account().begin_second_factor(
      utf8(factor_password_->GetValue()),
      [self = wxWeakRef<SecurityPane>(this)](base::Result<protocol::SecondFactorOffer> offer) {
        if (!self) return;
        if (!offer) return self->failed(offer.error());
        wipe({self->factor_password_});
        self->show_enrolment(true);
        self->enrolment_->show_offer(*offer);
        self->Layout();
      });
}

void SecurityPane::renew_codes() {
  if (wants_factor_fields(true)) return;
  desk_.link.account().renew_recovery_codes(
      utf8(factor_password_->GetValue()), utf8(factor_code_->GetValue()),
      [self = wxWeakRef<SecurityPane>(this)](base::Result<protocol::RecoveryCodes> codes) {
        if (!self) return;
        if (!codes) return self->failed(codes.error());
        wipe({self->factor_password_, self->factor_code_});
        self->show_enrolment(true);
        self->enrolment_->show_paper(std::move(codes->codes));
        self->Layout();
      });
}

void SecurityPane::remove_factor() {
  if (wants_factor_fields(true)) return;
  desk_.link.account().remove_second_factor(
      utf8(factor_password_->GetValue()), utf8(factor_code_->GetValue()),
      [self = wxWeakRef<SecurityPane>(this)](base::Result<void> removed) {
        if (!self) return;
        if (!removed) return self->failed(removed.error());
        wipe({self->factor_password_, self->factor_code_});
        self->desk_.say(tr("Removed: signing in takes the password alone from now on, unless your role needs both."));
        self->on_changed();
      });
}

void SecurityPane::choose_pause() {
  const auto at = pause_->GetSelection();
  if (at < 0) return;
  desk_.settings.lock_after = std::chrono::minutes{pauses.at(static_cast<std::size_t>(at))};
  desk_.save_settings();
  desk_.say(tr("Saved for this console."));
}

}  // namespace siaga::ui
