#include "ui/sign_in/enrolment_panel.h"

#include "base/file.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/sign_in/codes_printout.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/clipbrd.h>
#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>

namespace siaga::ui {
namespace {

constexpr int words_width = 640;
constexpr int least_room = 200;
constexpr int wide_room = 510;    ///< the code, and beside it the field and both buttons
constexpr int narrow_code = 200;  ///< in less room they stand below a smaller code

/// That of what it lies on: a card, or the view itself.
const char* fill_of(EnrolmentPanel::Place place) { return place == EnrolmentPanel::Place::sign_in ? "surface" : "bg"; }

}  // namespace

EnrolmentPanel::EnrolmentPanel(wxWindow* parent, Desk& desk, Place place)
    : Surface(parent, desk.theme, {.fill = fill_of(place)}), desk_(desk), place_(place) {
  offer_ = make_offer();
  paper_ = make_paper();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(offer_, 0, wxEXPAND);
  all->Add(paper_, 0, wxEXPAND);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { arrange(); });
  });
}

wxWindow* EnrolmentPanel::make_offer() {
  auto* step = new Surface(this, theme(), {.fill = fill_of(place_)});
  const bool by_role = place_ == Place::sign_in;
  offer_words_ = new Label(step, by_role ? tr("Your role signs in with your phone as well. Scan the code with an "
                                              "authenticator app, then enter the six digits that the app shows.")
                                         : tr("Scan the code with an authenticator app, then enter the six digits that "
                                              "the app shows. From then on signing in asks for them."));
  qr_ = new QrCode(step, tr("QR code for the authenticator app"));
  secret_ = new Label(step, "", {"mono"});
  code_ = new wxTextCtrl(step, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*code_);
  set_accessible_name(*code_, tr("Six digits from the app"));
  code_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { confirm(); });
  continue_ =
      new KeyButton(step, theme(), "primary tall", {.text = tr("Continue"), .key = "Enter"}, [this] { confirm(); });
  leave_ = new KeyButton(step, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { on_leave(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(continue_, 0, wxRIGHT, 8);
  buttons->Add(leave_);
  by_hand_ = new Label(step, tr("WITHOUT A CAMERA: TYPE THIS INTO THE APP"), {"caps"});
  answer_ = new wxBoxSizer(wxVERTICAL);
  answer_->Add(new Label(step, tr("Six digits from the app"), {"small", "dim"}), 0, wxBOTTOM, 4);
  answer_->Add(code_, 0, wxEXPAND | wxBOTTOM, large_gap);
  answer_->Add(buttons);
  beside_ = new wxBoxSizer(wxVERTICAL);
  beside_->Add(by_hand_, 0, wxBOTTOM, 4);
  beside_->Add(secret_, 0, wxBOTTOM, large_gap);
  beside_->Add(answer_, 0, wxEXPAND);
  auto* middle = new wxBoxSizer(wxHORIZONTAL);
  middle->Add(qr_, 0, wxRIGHT, large_gap);
  middle->Add(beside_, 1, wxALIGN_CENTRE_VERTICAL);
  below_ = new wxBoxSizer(wxVERTICAL);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(step, tr("Set up the second factor"), {"head"}), 0, wxBOTTOM, 8);
  all->Add(offer_words_, 0, wxBOTTOM, 16);
  all->Add(middle, 0, wxEXPAND);
  all->Add(below_, 0, wxEXPAND);
  step->SetSizer(all);
  return step;
}

void EnrolmentPanel::arrange() {
  const int room = GetClientSize().x;
  if (room < native::by_text(*this, least_room)) return;  // not laid out yet
  const bool narrow = room < native::by_text(*this, wide_room);
  if (narrow != is_narrow_) {
    is_narrow_ = narrow;
    (narrow ? beside_ : below_)->Detach(answer_);
    (narrow ? below_ : beside_)->Add(answer_, 0, narrow ? wxEXPAND | wxTOP : wxEXPAND, middle_gap);
    qr_->set_width(narrow ? narrow_code : QrCode::usual_width);
  }
  for (auto* words : {offer_words_, paper_words_}) words->wrap_to(std::min(room, native::by_text(*this, words_width)));
  by_hand_->wrap_to(room - qr_->GetMinSize().x - large_gap);
  Layout();
}

wxWindow* EnrolmentPanel::make_paper() {
  auto* step = new Surface(this, theme(), {.fill = fill_of(place_)});
  paper_words_ =
      new Label(step, tr("Each of them opens your account once when the phone is lost. Keep them on paper or "
                         "in a file, away from the phone. They are never shown again."));
  codes_ = new Label(step, "", {"mono"});
  copy_ = new KeyButton(step, theme(), "tall", {.text = tr("Copy")}, [this] { copy(); });
  auto* to_file = new KeyButton(step, theme(), "tall", {.text = tr("Save to a file…")}, [this] { save(); });
  kept_ = new wxCheckBox(step, wxID_ANY, wx(tr("I have kept these codes")));
  enter_ = new KeyButton(step, theme(), "primary tall", {.text = tr("Done"), .key = "Enter"}, [this] { on_kept(); });
  kept_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) {
    enter_->Enable(kept_->IsChecked());
    if (kept_->IsChecked()) enter_->SetFocus();
  });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  auto* to_paper = new KeyButton(step, theme(), "tall", {.text = tr("Print…")}, [this] { print(); });
  buttons->Add(copy_, 0, wxRIGHT, 8);
  buttons->Add(to_file, 0, wxRIGHT, 8);
  buttons->Add(to_paper);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(step, tr("Keep these ten recovery codes"), {"head"}), 0, wxBOTTOM, 8);
  all->Add(paper_words_, 0, wxBOTTOM, 16);
  all->Add(codes_, 0, wxBOTTOM, 16);
  all->Add(buttons, 0, wxBOTTOM, large_gap);
  all->Add(kept_, 0, wxBOTTOM, 12);
  all->Add(enter_);
  step->SetSizer(all);
  return step;
}

void EnrolmentPanel::show_offer(const protocol::SecondFactorOffer& offer) {
  recovery_codes_.clear();
  qr_->set(offer.uri);
  secret_->set(secret_groups(offer.secret));
  code_->Clear();
  wait(false);
  offer_->Show();
  paper_->Hide();
  Show();
  arrange();
  on_say("", false);
  code_->SetFocus();
}

void EnrolmentPanel::confirm() {
  if (!continue_->IsEnabled()) return;
  const auto code = utf8(code_->GetValue());
  if (code.empty()) return on_say(tr("Enter the six digits that the app shows."), true);
  wait(true);
  on_say(tr("Checking the code…"), false);
  const auto answered = [self = wxWeakRef<EnrolmentPanel>(this)](base::Result<protocol::RecoveryCodes> codes) {
    if (!self || !self->IsShown()) return;
    self->wait(false);
    if (codes) return self->show_paper(std::move(codes->codes));
    self->failed(codes.error());
  };
  if (place_ == Place::sign_in)
    desk_.link.confirm_second_factor(code, answered);
  else
    desk_.link.account().confirm_second_factor(code, answered);
}

void EnrolmentPanel::wait(bool on) {
  continue_->Enable(!on);
  leave_->Enable(!on);
}

void EnrolmentPanel::failed(const base::Error& error) {
  code_->SelectAll();
  code_->SetFocus();
  if (error.field == "code")
    return on_say(
        tr("That isn't the code that the app shows now. Wait for the next one; if it doesn't fit either, set the "
           "phone's clock by the network."),
        true);
  on_say(sentence(error), true);
}

void EnrolmentPanel::show_paper(std::vector<std::string> codes) {
  recovery_codes_ = std::move(codes);
  std::string lines;
  for (std::size_t at = 0; at < recovery_codes_.size(); ++at)
    lines += recovery_codes_[at] + (at + 1 == recovery_codes_.size() ? "" : at % 2 == 0 ? "    " : "\n");
  codes_->set(lines);
  kept_->SetValue(false);
  enter_->Disable();
  offer_->Hide();
  paper_->Show();
  Show();
  arrange();
  on_say("", false);
  copy_->SetFocus();
}

std::string EnrolmentPanel::paper_text() const {
  auto text = tr("Siaga: recovery codes, each once") + "\n\n";
  for (const auto& code : recovery_codes_) text += code + "\n";
  return text;
}

void EnrolmentPanel::copy() {
  if (!wxTheClipboard->Open()) return on_say(tr("Nothing was copied: another program holds the clipboard."), true);
  wxTheClipboard->SetData(new wxTextDataObject(wx(paper_text())));
  wxTheClipboard->Close();
  on_say(tr("Copied. Paste them where the phone isn't, then copy something else."), false);
}

void EnrolmentPanel::print() {
  const auto& session = desk_.model.session();
  const auto whose = session ? session->person.name : std::string{};
  const auto printed = print_codes(*this, recovery_codes_, whose);
  if (printed.failed)
    on_say(tr("Nothing was printed; the codes still stand here. Look at the printer, or save them to a file."), true);
  else if (printed.done)
    on_say(tr("Sent to the printer. Fetch the sheet before somebody else does."), false);
}

void EnrolmentPanel::save() {
  wxFileDialog dialog(this, wx(tr("Save the recovery codes")), "", wx(tr("siaga-recovery-codes.txt")), "*.txt",
                      wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
  if (dialog.ShowModal() != wxID_OK) return;
  const std::filesystem::path file{utf8(dialog.GetPath())};
  if (const auto written = base::write_atomically(file, paper_text()); !written)
    return on_say(tr("The file was not written; the codes still stand here. Choose another folder."), true);
  on_say(tr("Saved as {}. Only you can read the file.", file.string()), false);
}

}  // namespace siaga::ui
