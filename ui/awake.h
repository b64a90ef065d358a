// Awake: while it lives, the machine neither sleeps nor hides an alarm behind a screensaver or the desktop's lock.
// Asks the session (org.freedesktop.ScreenSaver, GNOME's session manager) and logind over D-Bus, asynchronously; a
// machine without them is told about in the log. Owner: the main frame, while somebody is signed in. Thread: UI.
#pragma once

#include <memory>
#include <string>

namespace siaga::ui {

class Awake {
 public:
  explicit Awake(const std::string& reason);
  ~Awake();

 private:
  struct Wishes;
  std::shared_ptr<Wishes> wishes_;
};

}  // namespace siaga::ui
