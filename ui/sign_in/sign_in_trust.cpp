// The part of the sign-in page that is about whom it believes: the first meeting with a hub, what is remembered of it,
// the refusals.
#include "ui/sign_in/authority_words.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {

std::optional<console::Link::Hub> SignInPage::known_hub() const {
  const auto where = address();
  if (met_ && met_->address == where) return met_;
  if (!options_.authorities.empty()) return console::Link::Hub{where, std::nullopt, options_.authorities};
  if (!options_.pin.empty() && where == options_.hub) return console::Link::Hub{where, options_.pin};
  const auto* known = console::find_hub(desk_.settings, where);
  if (known && !known->authorities.empty()) return console::Link::Hub{where, std::nullopt, known->authorities};
  if (!known || known->fingerprint.empty()) return std::nullopt;
  return console::Link::Hub{where, known->fingerprint};
}

void SignInPage::ask_fingerprint(const std::string& where, std::function<void(const console::Link::Hub&)> go_on) {
  wait(tr("Asking {} for its certificate…", where));
  desk_.link.fetch_fingerprint(
      where, [self = wxWeakRef<SignInPage>(this), where, go_on = std::move(go_on)](base::Result<std::string> shown) {
        if (!self) return;
        if (!shown) return self->failed(shown.error(), {{where, std::nullopt}});
        self->say("", false);
        self->form_->Hide();
        const auto meet = [page = self.get(), go_on](console::Link::Hub hub) {
          page->met_ = std::move(hub);
          page->say("", false);
          go_on(*page->met_);
        };
        self->fingerprint_->show_first(
            where, *shown,
            [meet, where, pinned = *shown] {
              meet({where, pinned});
            },
            [meet, where, page = self.get()](const std::string& file) {
              page->choose_authority(file, [meet, where](const std::filesystem::path& chosen) {
                meet({where, std::nullopt, chosen});
              });
            });
        self->Layout();
      });
}

void SignInPage::choose_authority(const std::string& file, std::function<void(const std::filesystem::path&)> go_on) {
  say(tr("Reading {}…", file), false);
  const auto whole = std::filesystem::absolute(file);  // it is remembered with the hub
  desk_.link.check_authorities(whole, [self = wxWeakRef<SignInPage>(this), mine = ++choice_, file, whole,
                                       go_on = std::move(go_on)](const base::Result<void>& usable) {
    if (!self || mine != self->choice_) return;  // the card was left, or another file was chosen
    if (usable) return go_on(whole);
    self->say(authority_sentence(usable.error(), file), true);
  });
}

void SignInPage::remember(const console::Link::Hub& hub, const std::string& login) {
  // What a person said last takes the other's place: a pin that an authority widens behind their back is none.
  console::remember_hub(desk_.settings,
                        {hub.address, hub.pinned_fingerprint.value_or(""), login, hub.authorities.string()});
  desk_.save_settings();
}

void SignInPage::show_refusal(const std::string& pinned, const std::string& presented) {
  if (!pinned.empty()) return refuse(address(), pinned, presented);
  if (const auto known = known_hub(); known && !known->authorities.empty()) refuse_unvouched(*known);
}

void SignInPage::refuse(const std::string& where, const std::string& pinned, const std::string& presented) {
  form_->Hide();
  reset_->Hide();
  say("", false);
  fingerprint_->show_changed(where, pinned, presented, [this, where] { forget(where); });
  Layout();
}

void SignInPage::refuse_unvouched(const console::Link::Hub& hub, const std::string& unusable) {
  form_->Hide();
  reset_->Hide();
  say("", false);
  fingerprint_->show_unvouched(hub.address, hub.authorities.string(), unusable,
                               [this, where = hub.address] { forget(where); });
  Layout();
}

void SignInPage::forget(const std::string& where) {
  if (const auto* known = console::find_hub(desk_.settings, where)) {
    auto forgotten = *known;
    forgotten.fingerprint.clear();
    forgotten.authorities.clear();
    console::remember_hub(desk_.settings, forgotten);
    desk_.save_settings();
  }
  options_.pin.clear();
  options_.authorities.clear();
  met_.reset();
  show_form();
  ask_fingerprint(where, [this](const console::Link::Hub& hub) {
    show_form();
    if (!login_->IsEmpty() && !password_->IsEmpty()) sign_in(hub);
  });
}

}  // namespace siaga::ui
