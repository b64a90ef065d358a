#include "ui/sign_in/fingerprint_panel.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/dcclient.h>
#include <wx/sizer.h>

#include <utility>

namespace siaga::ui {
namespace {
constexpr int fingerprint_width = 408;
}

FingerprintPanel::FingerprintPanel(wxWindow* parent, Theme& theme) : Surface(parent, theme, {.fill = "surface"}) {
  title_ = new Label(this, "", {"head"});
  text_ = new Label(this, "");
  first_caption_ = new Label(this, "", {"caps"});
  first_ = new Label(this, "", {"mono"});
  second_caption_ = new Label(this, "", {"caps"});
  second_ = new Label(this, "", {"mono"});
  advice_ = new Label(this, "", {"dim"});
  yes_ = new KeyButton(this, theme, "tall", {.text = ""}, [this] { act_(); });
  leave_ = new KeyButton(this, theme, "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { on_leave(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(yes_, 0, wxRIGHT, 8);
  buttons->Add(leave_);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(title_, 0, wxBOTTOM, 8);
  all->Add(text_, 0, wxBOTTOM, 16);
  all->Add(first_caption_, 0, wxBOTTOM, 4);
  all->Add(first_, 0, wxBOTTOM, 16);
  all->Add(second_caption_, 0, wxBOTTOM, 4);
  all->Add(second_, 0, wxBOTTOM, 16);
  all->Add(advice_, 0, wxBOTTOM, 16);
  all->Add(buttons);
  authority_ = make_authority();
  all->Add(authority_, 0, wxEXPAND | wxTOP, 24);
  SetSizer(all);
}

Surface* FingerprintPanel::make_authority() {
  auto* other = new Surface(this, theme(), {.fill = "surface", .border = "line", .edge_top = true});
  authority_text_ = new Label(other,
                              tr("Or did your administrator give you the certificate of your organisation's authority? "
                                 "Then nothing is compared, and a renewed certificate is believed, too."),
                              {"dim"});
  const PathField::Words words{tr("Certificate authority (file)"), tr("PEM, from your administrator"),
                               tr("Choose the authority's certificate"),
                               tr("Certificates") + " (PEM)|*.pem;*.crt;*.cer|" + tr("All files") + "|*"};
  file_ = new PathField(other, theme(), "surface", words, [this] { believe(); });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(authority_text_, 0, wxTOP | wxBOTTOM, 16);
  all->Add(file_, 0, wxEXPAND | wxBOTTOM, 8);
  all->Add(new KeyButton(other, theme(), "tall", {.text = tr("Believe this authority")}, [this] { believe(); }));
  other->SetSizer(all);
  return other;
}

void FingerprintPanel::believe() {
  if (file_->path().empty()) return file_->focus();
  believe_(file_->path());
}

void FingerprintPanel::arrange() {
  for (auto* label : {title_, text_, advice_, authority_text_})
    label->wrap_to(native::by_text(*this, fingerprint_width));
  Layout();
  Show();
}

void FingerprintPanel::show_first(const std::string& hub, const std::string& fingerprint, std::function<void()> trusted,
                                  std::function<void(const std::string& file)> believed) {
  act_ = std::move(trusted);
  believe_ = std::move(believed);
  authority_->Show();
  title_->set(tr("First connection to {}", hub));
  title_->mark("bad", false);
  text_->set(
      tr("Compare this fingerprint with the one that the hub shows on its own screen or that your administrator "
         "has given you. Only if both are equal is it really your hub."));
  first_caption_->set(tr("FINGERPRINT OF THE HUB"));
  first_->set(fingerprint_groups(fingerprint));
  first_->UnsetToolTip();
  second_caption_->Hide();
  second_->Hide();
  advice_->set(tr("It is remembered. If it ever changes, this console refuses to connect."));
  yes_->set({.text = tr("They are equal, trust it"), .key = "Enter"});
  yes_->mark("primary", true);
  arrange();
  yes_->SetFocus();
}

void FingerprintPanel::show_changed(const std::string& hub, const std::string& pinned, const std::string& presented,
                                    std::function<void()> forget) {
  act_ = std::move(forget);
  title_->set(tr("Refused: {} shows another certificate", hub));
  title_->mark("bad", true);
  text_->set(
      tr("Somebody may stand between this console and the hub, or the hub was installed anew. Nothing was sent, no "
         "password either."));
  first_caption_->set(tr("KNOWN SINCE THE FIRST CONNECTION"));
  first_->set(fingerprint_groups(pinned));
  first_->UnsetToolTip();
  second_caption_->set(tr("SHOWN NOW"));
  second_->set(fingerprint_groups(presented));
  second_caption_->Show();
  second_->Show();
  authority_->Hide();
  advice_->set(
      tr("Call the administrator and read them the fingerprint shown now. Only if they confirm it, forget the "
         "known one: the new one is then shown again for comparison. Until then take alarms by telephone."));
  yes_->set({.text = tr("Forget the known one")});
  yes_->mark("primary", false);
  arrange();
  leave_->SetFocus();
}

void FingerprintPanel::show_unvouched(const std::string& hub, const std::string& file, const std::string& unusable,
                                      std::function<void()> forget) {
  act_ = std::move(forget);
  title_->mark("bad", true);
  if (!unusable.empty()) {
    title_->set(tr("The authority's file can't be used"));
    text_->set(unusable + " " +
               tr("This console believes {} only by that file. Nothing was sent, no password either.", hub));
    advice_->set(
        tr("Put the file back in its place and sign in again, or call the administrator. Forget the authority to "
           "choose another file, or to compare the fingerprint. Until then take alarms by telephone."));
  } else {
    title_->set(tr("Refused: nobody vouches for {}", hub));
    text_->set(
        tr("It shows a certificate that the authority hasn't given it, or whose last day is over. Somebody may stand "
           "between this console and the hub. Nothing was sent, no password either."));
    advice_->set(
        tr("Call the administrator. Only if they say that the authority was changed, forget it: then choose another "
           "file, or compare the fingerprint. Until then take alarms by telephone."));
  }
  first_caption_->set(tr("AUTHORITY BELIEVED HERE"));
  const wxClientDC dc(first_);
  const auto shown = wxControl::Ellipsize(wx(file), dc, wxELLIPSIZE_START, native::by_text(*this, fingerprint_width));
  first_->set(utf8(shown));
  first_->SetToolTip(wx(file));
  second_caption_->Hide();
  second_->Hide();
  authority_->Hide();
  yes_->set({.text = tr("Forget the authority")});
  yes_->mark("primary", false);
  arrange();
  leave_->SetFocus();
}

}  // namespace siaga::ui
