// Player: plays one recording from a ByteSource, also while it is still being uploaded.
// Owner: the panel that shows it. Thread: construct, command and destroy on one thread (the UI's); every command
// returns at once and is carried out in order on the Player's own thread. Signals are emitted through `post`. What it
// accepts is decided by own tables (codec_table.h), never by what happens to be installed.
#pragma once

#include "media/byte_source.h"
#include "media/latest_frame.h"

#include "base/post.h"
#include "base/signal.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace siaga::media {

enum class Phase {
  opening,  ///< nothing is known yet
  waiting,  ///< dry at the growing edge, or needs more bytes before anything can be shown; goes on by itself
  playing,
  paused,
  ended,   ///< at the end of a finished recording; play() starts again from the beginning
  failed,  ///< see `trouble`; only destroying the Player is left
};

enum class Trouble {
  none,
  unreadable,           ///< not a recording, or broken beyond use
  unsupported,          ///< a container or codec that is not on the allow-list
  too_large_picture,    ///< above 4096x2304
  plays_when_complete,  ///< its index comes last: phase is waiting, and it starts by itself when the upload has ended
  cut_off,              ///< shorter than its header says; what is there is played
  no_decoder,           ///< allowed, but this machine lacks the plugin (gstreamer1.0-libav)
};

/// A snapshot. Times count from the beginning of the recording.
struct PlayerState {
  Phase phase = Phase::opening;
  Trouble trouble = Trouble::none;
  std::chrono::nanoseconds position{0};
  std::optional<std::chrono::nanoseconds> duration;  ///< nothing while it grows
  std::chrono::nanoseconds edge{0};                  ///< newest time known to be there
  double rate = 1.0;
  double volume = 1.0;
  bool muted = false;
  bool has_video = false;
  bool has_audio = false;
  int width = 0;  ///< of the picture as shown, after rotation
  int height = 0;
  bool growing = false;  ///< the upload has not ended
  bool can_seek = false;
  std::chrono::seconds quiet{0};                      ///< growing, and so long nothing has arrived; counts from 5
  std::optional<std::chrono::nanoseconds> loop_from;  ///< mark A
  std::optional<std::chrono::nanoseconds> loop_to;    ///< mark B, after A; between both it plays again and again
  std::string container;                              ///< "mp4", "webm", "mpegts"; empty until known
  std::string video_codec;                            ///< "h264", "h265", "vp8", "vp9", …; of a refused stream too
  std::string audio_codec;                            ///< "aac", "opus", …

  friend bool operator==(const PlayerState&, const PlayerState&) = default;
};

class Player {
 public:
  struct Options {
    bool audible = true;  ///< false: the sound is not even decoded
    double volume = 1.0;  ///< 0–1
    bool muted = false;
  };

  /// Opens at once and shows the first picture; phase becomes paused, or playing after play().
  Player(std::shared_ptr<ByteSource> source, base::Post post, Options options);
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;
  /// Cancels the source, ends the pipeline and joins the Player's threads: a few milliseconds. No signal comes
  /// afterwards.
  ~Player();

  void play();
  void pause();
  void toggle();
  /// Shows the picture that stands at `at` (clamped to what is there). Newer targets replace one that is not done.
  void seek(std::chrono::nanoseconds at);
  /// By so much from where it is, or from where an earlier seek is still going: pressing twice goes twice as far.
  void skip(std::chrono::nanoseconds by);
  /// Pause and show the next or the previous picture.
  void step_forward();
  void step_back();
  /// 1/16–16, clamped. Silent outside of 0.5–2, where the voice keeps its pitch; from 8 on only key pictures are shown.
  void set_rate(double rate);
  void set_volume(double volume);  ///< 0–1, clamped
  void set_muted(bool muted);
  /// To the newest picture of a growing recording.
  void go_to_edge();
  /// Mark A or B at `at`; nothing takes both away. A mark on the wrong side of the other takes the other away.
  enum class Mark { from, to };
  void set_loop(Mark mark, std::chrono::nanoseconds at);
  void end_loop();
  /// Nobody sees it: nothing is decoded and nothing sounds until it is seen again, then it goes on where it was.
  void set_hidden(bool hidden);

  /// The newest snapshot.
  PlayerState state() const;
  LatestFrame& frames();

  /// At every change of phase, trouble or settings, and at most ten times a second for the position.
  base::Signal<const PlayerState&>& changed();
  /// A picture was put into frames(); at most one emission is under way.
  base::Signal<>& frame_ready();

 private:
  class Front;
  class Director;
  std::shared_ptr<Front> front_;
  std::unique_ptr<Director> director_;
};

}  // namespace siaga::media
