// TransportBar: the track, the buttons with their keys, the time in the recording and on the wall. Thread: UI.
#pragma once

#include "media/player.h"
#include "ui/keys.h"
#include "ui/player/seek_track.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class TransportBar : public Surface {
 public:
  TransportBar(wxWindow* parent, Theme& theme, std::function<void(Command)> perform);

  /// `wall`: the hub's time of the picture, with its zone; empty while nothing is open.
  void show(const media::PlayerState& state, const std::string& wall);
  void show_nothing();
  SeekTrack& track() { return *track_; }

 private:
  void show_loop(const media::PlayerState& state);
  KeyButton* add(wxSizer& row, const char* icon, const std::string& name, Command command);

  std::function<void(Command)> perform_;
  SeekTrack* track_;
  KeyButton* play_;
  KeyButton* sound_;
  KeyButton* speed_;
  KeyButton* loop_;
  KeyButton* edge_;
  Command next_mark_ = Command::loop_from;  ///< what the button of the marks does
  Label* time_;
  Label* wall_;
};

}  // namespace siaga::ui
