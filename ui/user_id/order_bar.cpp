#include "ui/user_id/order_bar.h"

#include "ui/keys.h"
#include "ui/text.h"

#include <wx/sizer.h>

namespace siaga::ui {

OrderBar::OrderBar(wxWindow* parent, Theme& theme) : Surface(parent, theme, {.fill = "bg"}) {
  const auto add = [&](const char* looks, KeyButton::Content content, std::function<void()> pressed) {
    return new KeyButton(this, theme, looks, std::move(content), std::move(pressed));
  };
  now_ = add("primary tall", {.text = tr("Deactivate"), .key = cap_of(Command::deactivate)}, [this] { on_now(); });
  at_end_ = add("tall", {.text = tr("At the end of the last day"), .key = cap_of(Command::deactivate_at_end)},
                [this] { on_at_end(); });
  wait_ = add("primary tall", {.text = tr("Wait for its end")}, [this] { on_wait(); });
  early_ = add("danger tall", {.text = tr("Now all the same")}, [this] { on_early(); });
  back_ = add("tall", {.text = tr("Cancel"), .key = "Esc"}, [this] { on_back(); });
  words_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  for (auto* button : {now_, at_end_, wait_, early_, back_}) row->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(words_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
  SetSizer(row);
  SetMinSize(wxSize(-1, now_->GetBestSize().y));
  show_part(false);
}

void OrderBar::show_part(bool asking) {
  asking_ = asking;
  for (auto* button : {now_, at_end_}) button->Show(!asking);
  for (auto* button : {wait_, early_, back_}) button->Show(asking);
  Layout();
}

void OrderBar::show_choice(const Choice& choice) {
  const auto count = static_cast<std::uint64_t>(choice.now);
  auto text = choice.makes ? tr_n("Make {} selected", "Make {} selected", count, count)
                           : tr_n("Deactivate {} selected", "Deactivate {} selected", count, count);
  if (count == 0) text = tr("Deactivate");
  if (choice.by_hand) text += "…";
  now_->set({.text = text, .key = cap_of(Command::deactivate)});
  now_->Enable(choice.now > 0);
  at_end_->Enable(choice.at_end > 0);
  if (asking_) show_part(false);
  words_->set("");
  Layout();
}

void OrderBar::ask_early(const std::string& question, bool may_wait) {
  show_part(true);
  wait_->Show(may_wait);
  words_->set(question);
  words_->SetToolTip(wx(question));
  Layout();
  (may_wait ? wait_ : back_)->SetFocus();
}

void OrderBar::show_progress(const std::string& words) {
  if (asking_) show_part(false);
  words_->set(words);
}

}  // namespace siaga::ui
