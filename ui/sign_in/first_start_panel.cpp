#include "ui/sign_in/first_start_panel.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/sign_in/authority_words.h"
#include "ui/sign_in/password_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>

#include <array>

namespace siaga::ui {
namespace {

constexpr int welcome_width = 424;

struct Zone {
  const char* iana;
  const char* shown;  ///< names of zones and towns: the same in every language
};
constexpr std::array zones{Zone{"Asia/Jakarta", "WIB (Jakarta)"}, Zone{"Asia/Makassar", "WITA (Makassar)"},
                           Zone{"Asia/Jayapura", "WIT (Jayapura)"}};

std::string typed(const wxTextCtrl& field) { return utf8(field.GetValue().Trim().Trim(false)); }

}  // namespace

FirstStartPanel::FirstStartPanel(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface"}), desk_(desk) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  auto* words = new Label(this, tr("This hub knows nobody yet. Make its first administrator: the code stands where the "
                                   "hub was started, and in the file first-start-code of its data folder."));
  words->wrap_to(native::by_text(*this, welcome_width));
  all->Add(words, 0, wxBOTTOM, middle_gap);
  auto* row = new wxFlexGridSizer(2, 0, middle_gap);
  row->AddGrowableCol(0, 1);
  row->AddGrowableCol(1, 1);
  code_ = add_field(*row, tr("Code"));
  name_ = add_field(*row, tr("Your name"));
  email_ = add_field(*row, tr("E-mail"));
  nrp_ = add_field(*row, tr("NRP"));
  password_ = add_field(*row, tr("Password of 10 characters or more"), wxTE_PASSWORD);
  again_ = add_field(*row, tr("The same password again"), wxTE_PASSWORD);
  unit_ = add_field(*row, tr("Name of your unit"));
  add_zone(*row);
  all->Add(row, 0, wxEXPAND);
  send_ = new KeyButton(this, desk.theme, "primary tall", {.text = tr("Make the administrator"), .key = "Enter"},
                        [this] { submit(); });
  leave_ = new KeyButton(this, desk.theme, "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { on_leave(""); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(send_, 0, wxRIGHT, 8);
  buttons->Add(leave_);
  all->Add(buttons, 0, wxTOP, 8);
  SetSizer(all);
  Hide();
}

wxTextCtrl* FirstStartPanel::add_field(wxSizer& place, const std::string& caption, long style) {
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(new Label(this, caption, {"small", "dim"}, wxST_ELLIPSIZE_END), 0, wxEXPAND | wxBOTTOM, 4);
  auto* field = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | style);
  native::fit_height(*field);
  set_accessible_name(*field, caption);
  field->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { submit(); });
  column->Add(field, 0, wxEXPAND | wxBOTTOM, middle_gap);
  place.Add(column, 1, wxEXPAND);
  return field;
}

void FirstStartPanel::add_zone(wxSizer& place) {
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(new Label(this, tr("Its time zone"), {"small", "dim"}), 0, wxBOTTOM, 4);
  zone_ = new wxChoice(this, wxID_ANY);
  for (const auto& zone : zones) zone_->Append(wxString::FromUTF8(zone.shown));
  zone_->SetSelection(0);
  set_accessible_name(*zone_, tr("Its time zone"));
  column->Add(zone_, 0, wxEXPAND | wxBOTTOM, middle_gap);
  place.Add(column, 1, wxEXPAND);
}

void FirstStartPanel::open(const console::Link::Hub& hub) {
  hub_ = hub;
  send_->Enable();
  Show();
  code_->SetFocus();
}

protocol::FirstStart FirstStartPanel::wished() const {
  protocol::FirstStart wish;
  wish.code = typed(*code_);
  wish.name = typed(*name_);
  wish.email = typed(*email_);
  wish.nrp = typed(*nrp_);
  wish.password = utf8(password_->GetValue());
  wish.unit_name = typed(*unit_);
  wish.unit_zone = zones.at(static_cast<std::size_t>(zone_->GetSelection())).iana;
  return wish;
}

void FirstStartPanel::mend(wxTextCtrl& field, const std::string& what) {
  on_say(what, true);
  field.SetFocus();
}

bool FirstStartPanel::complain_of_blanks() {
  if (typed(*code_).empty()) return mend(*code_, tr("The code is needed.")), true;
  if (typed(*name_).empty()) return mend(*name_, tr("Your name is needed.")), true;
  if (typed(*email_).empty() && typed(*nrp_).empty())
    return mend(*email_, tr("E-mail or NRP is needed: with it you sign in.")), true;
  if (password_->IsEmpty()) return mend(*password_, tr("A password is needed.")), true;
  if (password_->GetValue() != again_->GetValue()) return mend(*again_, tr("The two passwords differ.")), true;
  if (typed(*unit_).empty()) return mend(*unit_, tr("The name of your unit is needed.")), true;
  return false;
}

void FirstStartPanel::submit() {
  if (!send_->IsEnabled() || complain_of_blanks()) return;
  const auto wish = wished();
  on_say(tr("Making the first administrator of {}…", hub_.address), false);
  send_->Disable();
  desk_.link.first_start(hub_, wish, [self = wxWeakRef<FirstStartPanel>(this), wish](base::Result<void> done) {
    if (!self) return;
    self->send_->Enable();
    if (done) self->wipe_passwords();
    if (!self->IsShown()) return;  // it was left meanwhile: what is typed elsewhere isn't disturbed
    if (!done) return self->failed(done.error());
    self->on_made(wish.email.empty() ? wish.nrp : wish.email, wish.password);
  });
}

void FirstStartPanel::wipe_passwords() {
  code_->Clear();
  password_->Clear();
  again_->Clear();
}

void FirstStartPanel::failed(const base::Error& error) {
  using base::Fault;
  if (is_about_trust(error)) return on_refused(error);
  if (error.fault == Fault::forbidden)
    return mend(*code_, tr("The hub's code is another one. Nothing was made; compare it and try again."));
  if (error.fault == Fault::too_many)
    return mend(*code_, tr("Too many wrong codes. Nothing was made; start the hub again, it then shows a new code."));
  if (error.fault == Fault::not_found) {
    wipe_passwords();
    return on_leave(tr("This hub has its first administrator by now. Sign in, or ask them for an account."));
  }
  if (const auto why = refused_password(error))
    return mend(*password_, tr("{} Nothing was made: choose another one.", *why));
  if (error.field == "email") return mend(*email_, tr("This is no e-mail address. Nothing was made."));
  if (error.field == "nrp") return mend(*nrp_, tr("An NRP has digits only, 18 at most. Nothing was made."));
  if (error.fault == Fault::invalid) return mend(*name_, tr("The hub can't keep one of these texts: it is too long."));
  on_say(sentence(error), true);
}

}  // namespace siaga::ui
