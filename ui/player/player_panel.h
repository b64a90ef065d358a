// PlayerPanel: the recording of the SOS that is shown: picture, transport bar, posters, and the Player behind them.
// Opening another recording ends the former Player (a few milliseconds). Thread: UI.
#pragma once

#include "console/open_recording.h"
#include "media/player.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/player/poster_strip.h"
#include "ui/player/transport_bar.h"
#include "ui/player/video_panel.h"
#include "ui/widgets/surface.h"

#include <wx/bitmap.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace siaga::ui {

class PlayerPanel : public Surface {
 public:
  PlayerPanel(wxWindow* parent, Desk& desk);
  ~PlayerPanel() override;

  /// Starts `recording`; the same one goes on undisturbed. `reporter` names still pictures. One that may be what ended
  /// the probe or this console waits until it is asked for by a key.
  void open(const domain::Recording& recording, const std::string& reporter, const std::string& zone);
  /// No recording: the sentence says why.
  void close(const std::string& sentence);
  /// The bar above the picture during full screen; empty: none.
  void set_alarm(const std::string& text) { video_->set_alarm(text); }
  /// True when the command was for the video.
  bool perform(Command command);
  void focus() { bar_->track().SetFocus(); }
  const std::optional<base::Id>& opened() const { return opened_; }
  /// The one that is opened or held back; nothing when there is none.
  std::optional<base::Id> shown() const { return is_held_back_ ? std::optional(recording_.id) : opened_; }

  base::Signal<const base::Id&, const media::Frame&> first_picture;  ///< of an SOS: a poster for its row
  base::Signal<> full_screen_wanted;

 private:
  void show_state(const media::PlayerState& state);
  void show_frame();
  void show_watermark();
  void show_preview();
  void show_posters(bool on);
  void show_bar(bool on);
  void notice_sight();
  void look(Command command);
  std::chrono::nanoseconds shown_time(const media::PlayerState& state) const;
  void save_still();
  void play(const domain::Recording& recording);

  Desk& desk_;
  VideoPanel* video_;
  TransportBar* bar_;
  PosterStrip* posters_;
  console::OpenRecording watched_{console::default_state_folder()};
  std::unique_ptr<media::Player> player_;
  std::optional<base::Id> opened_;
  std::optional<base::Id> insisted_;  ///< on playing it although it was held back
  bool is_held_back_ = false;         ///< recording_ waits for the key
  domain::Recording recording_;
  std::string reporter_;
  std::string zone_;
  bool first_picture_due_ = false;
  bool edge_due_ = false;
  bool hidden_ = false;                                                ///< as the Player was told
  std::shared_ptr<bool> saves_still_ = std::make_shared<bool>(false);  ///< outlives this; UI thread
  bool muted_ = false;                                                 ///< kept from one recording to the next
  std::jthread still_;                                                 ///< one at a time; joined by the end
  base::Connection on_state_, on_frame_, on_tick_, on_preview_;
};

}  // namespace siaga::ui
