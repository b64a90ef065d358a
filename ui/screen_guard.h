// ScreenGuard: locks the desk's screen after a while without a key or the pointer, or by hand, and asks the hub about
// the password that opens it. The rules are console/screen_lock.h's. A sign-in that was left locked is still locked
// when the program begins anew.
// Owner: the main frame. Thread: UI.
#pragma once

#include "base/signal.h"
#include "console/screen_lock.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/lock_panel.h"

#include <wx/gdicmn.h>

#include <memory>
#include <vector>

namespace siaga::ui {

class ScreenGuard {
 public:
  ScreenGuard(Desk& desk, LockPanel& panel);

  /// A key was pressed; the pointer is looked at once a second.
  void touched();
  void lock();
  bool is_locked() const { return lock_.is_locked(); }
  bool lets(Command command) const;

  base::Signal<> changed;  ///< locked, or open again

 private:
  void follow_session();
  void look();
  void ask(const std::string& password);
  /// `asked` by this machine's person, now or before.
  void show(bool changed_now);
  void remember(bool locked);

  Desk& desk_;
  LockPanel& panel_;
  console::ScreenLock lock_;
  wxPoint pointer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< answers of the hub after that are dropped
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
