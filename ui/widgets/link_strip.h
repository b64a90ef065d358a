// LinkStrip: the top strip: the link's state in words and figures, the alarm's sound, who is on duty, the hub's clock.
// Running figures keep their width. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/timer.h>

#include <functional>
#include <string>

namespace siaga::ui {

class LinkStrip : public Surface {
 public:
  /// `silence`: the sound's button was pressed.
  LinkStrip(wxWindow* parent, Desk& desk, std::function<void()> silence);

  /// `fault`: the alarm can't be heard on this machine.
  void set_sound_fault(bool fault);

 private:
  void show_link();
  void await_heartbeat();
  void show_age();
  void show_sound();
  void show_clock();

  Desk& desk_;
  bool sound_fault_ = false;
  Label *link_, *heartbeat_, *complete_, *duty_, *clock_;
  KeyButton* sound_;
  wxTimer quick_;  ///< once: the heartbeat is late; again and again: its age runs in tenths
  base::Connection on_link_, on_mute_, on_arrival_, on_change_, on_session_, on_tick_;
};

}  // namespace siaga::ui
