#include "ui/screen_guard.h"

#include "base/digest.h"
#include "ui/text.h"

#include <wx/utils.h>

namespace siaga::ui {
namespace {

using console::ScreenLock;

ScreenLock::Time now() { return std::chrono::steady_clock::now(); }

ScreenLock::Wish wish_of(Command command) {
  switch (command) {
    case Command::arrivals:
    case Command::queue:
    case Command::play: return ScreenLock::Wish::look;
    case Command::sign_out: return ScreenLock::Wish::leave;
    default: return ScreenLock::Wish::act;
  }
}

std::string words_of(ScreenLock::Refusal refusal) {
  switch (refusal) {
    case ScreenLock::Refusal::none: return {};
    case ScreenLock::Refusal::wrong_password: return tr("The password is wrong. The screen stays locked.");
    case ScreenLock::Refusal::too_many: return tr("Too many attempts. Wait a minute, then try again.");
    case ScreenLock::Refusal::unreachable:
      return tr(
          "The hub can't be reached, and only it knows the password: the screen stays locked. Alarms that are "
          "here sound on; take new ones by radio and telephone.");
    case ScreenLock::Refusal::other: break;
  }
  return tr("The hub couldn't check the password. Try again; the screen stays locked.");
}

/// Names a sign-in without letting anybody in.
std::string digest_of(const std::string& token) { return base::to_hex(base::sha256(token)); }

}  // namespace

ScreenGuard::ScreenGuard(Desk& desk, LockPanel& panel) : desk_(desk), panel_(panel), pointer_(wxGetMousePosition()) {
  panel_.on_password = [this](const std::string& password) { ask(password); };
  connections_.push_back(desk_.model.session_changed.connect([this] { follow_session(); }));
  connections_.push_back(desk_.tick.connect([this] { look(); }));
}

void ScreenGuard::follow_session() {
  const auto& session = desk_.model.session();
  const bool was_locked = is_locked();
  if (session) {
    const bool first = lock_.state() == ScreenLock::State::away;
    const bool left_locked = !session->token.empty() && desk_.settings.locked_session == digest_of(session->token);
    lock_.enter(now(), left_locked);
    if (first && !left_locked) remember(false);
  } else {
    lock_.leave();
  }
  show(was_locked != is_locked());
}

void ScreenGuard::touched() { lock_.touched(now()); }

void ScreenGuard::look() {
  if (const auto pointer = wxGetMousePosition(); pointer != pointer_) {
    pointer_ = pointer;
    touched();
  }
  if (lock_.tick(now(), desk_.settings.lock_after)) {
    remember(true);
    show(true);
  }
}

void ScreenGuard::lock() {
  if (!lock_.lock()) return;
  remember(true);
  show(true);
}

bool ScreenGuard::lets(Command command) const { return lock_.lets(wish_of(command)); }

void ScreenGuard::ask(const std::string& password) {
  if (password.empty()) return;
  const auto number = lock_.ask();
  if (!number) return;
  show(false);
  desk_.link.account().confirm_password(
      password, [this, weak = std::weak_ptr<bool>{alive_}, number = *number](base::Result<void> answer) {
        if (!weak.lock()) return;
        const bool opened = lock_.answered(number, answer, now());
        if (opened) remember(false);
        show(opened);
      });
}

/// So that ending the program is no way around the lock.
void ScreenGuard::remember(bool locked) {
  const auto& session = desk_.model.session();
  auto digest = locked && session ? digest_of(session->token) : std::string{};
  if (digest == desk_.settings.locked_session) return;
  desk_.settings.locked_session = std::move(digest);
  desk_.save_settings();
}

void ScreenGuard::show(bool changed_now) {
  using State = ScreenLock::State;
  if (is_locked())
    panel_.show(lock_.state() == State::asking ? tr("Asking the hub…") : words_of(lock_.refusal()),
                lock_.state() == State::asking);
  else
    panel_.hide();
  if (changed_now) changed.emit();
}

}  // namespace siaga::ui
