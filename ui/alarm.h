// Alarm: what calls a person: the siren while an SOS has no owner or the link is dead, the count in the window's title,
// and the window's urgency. Owner: the main frame, while somebody is signed in. Thread: UI.
#pragma once

#include "media/sound.h"
#include "ui/desk.h"

#include <wx/toplevel.h>

#include <vector>

namespace siaga::ui {

class Alarm {
 public:
  Alarm(wxTopLevelWindow& window, Desk& desk);
  ~Alarm();

  /// A dead link sounds too; a person may silence that for this one break (there is no hub to journal it).
  void silence_dead_link();
  bool dead_link_sounds() const;
  /// The machine has no sound, or has lost it.
  base::Signal<bool> fault_changed;

 private:
  void decide();
  bool link_is_dead() const;

  wxTopLevelWindow& window_;
  Desk& desk_;
  media::Siren siren_;
  bool sounding_ = false;
  bool fault_ = false;
  bool urgent_ = false;
  bool dead_link_silenced_ = false;
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
