#include "ui/sign_in/fingerprint_panel.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

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
  SetSizer(all);
}

void FingerprintPanel::arrange() {
  for (auto* label : {title_, text_, advice_}) label->wrap_to(native::by_text(*this, fingerprint_width));
  Layout();
  Show();
}

void FingerprintPanel::show_first(const std::string& hub, const std::string& fingerprint,
                                  std::function<void()> trusted) {
  act_ = std::move(trusted);
  title_->set(tr("First connection to {}", hub));
  title_->mark("bad", false);
  text_->set(
      tr("Compare this fingerprint with the one that the hub shows on its own screen or that your administrator "
         "has given you. Only if both are equal is it really your hub."));
  first_caption_->set(tr("FINGERPRINT OF THE HUB"));
  first_->set(fingerprint_groups(fingerprint));
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
  second_caption_->set(tr("SHOWN NOW"));
  second_->set(fingerprint_groups(presented));
  second_caption_->Show();
  second_->Show();
  advice_->set(
      tr("Call the administrator and read them the fingerprint shown now. Only if they confirm it, forget the "
         "known one: the new one is then shown again for comparison. Until then take alarms by telephone."));
  yes_->set({.text = tr("Forget the known one")});
  yes_->mark("primary", false);
  arrange();
  leave_->SetFocus();
}

}  // namespace siaga::ui
