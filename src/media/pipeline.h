// Pipeline: the elements that turn a Feed into pictures and sound. It decides nothing; the Director does.
//
//   feedsrc ─▶ demuxer ─┬▶ queue ▶ parser ▶ [guard + index] ▶ decoder ▶ videoflip ▶ videoconvert ▶ appsink BGRx
//                       └▶ queue ▶ parser ▶ decoder ▶ audioconvert ▶ audioresample ▶ scaletempo ▶ volume ▶ sink
//
// Branches are added when the demuxer shows a stream that codec_table.h allows; other streams stay unlinked.
// Private to src/media. Owner and thread: the Director; callbacks come on GStreamer's threads until the destructor
// returns.
#pragma once

#include "media/codec_table.h"
#include "media/feed.h"
#include "media/gst_handles.h"
#include "media/latest_frame.h"
#include "media/picture_index.h"
#include "media/player.h"
#include "media/sample_frame.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace siaga::media {

class Pipeline {
 public:
  using Time = std::chrono::nanoseconds;  // stream time

  struct Callbacks {
    std::function<void()>
        settled;  ///< paused with a picture (or sound, or the end), after a change of state, a seek or a step
    std::function<void(std::uint64_t seek)> ended;    ///< everything was played, since this count of seeks
    std::function<void(Trouble)> broken;              ///< no more will come
    std::function<void()> sound_broken;               ///< the pictures would go on without it
    std::function<void(Shot, bool waiting)> picture;  ///< `waiting`: prerolled while paused
  };

  struct Settings {
    Container container = Container::unknown;
    bool audible = true;
    double volume = 1.0;
    bool muted = false;
  };

  /// What is known of the streams so far.
  struct Facts {
    bool has_video = false;
    bool has_audio = false;
    Trouble refused = Trouble::none;  ///< why a stream was left out
    std::string video_codec;
    std::string audio_codec;
    Time newest{0};              ///< end of what the demuxer has read
    std::optional<Time> oldest;  ///< beginning of the earliest stream
    Time shift{0};               ///< from stream time to the times that the file itself tells
  };

  Pipeline(std::shared_ptr<Feed> feed, std::shared_ptr<PictureIndex> index, Settings settings, Callbacks callbacks);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline();

  /// Both answer whether settled() will follow.
  bool set_running(bool running);
  bool step();  ///< the next picture; only while paused

  struct Target {
    Time to{0};
    double rate = 1.0;          ///< silent outside of 0.5–2
    bool key_only = false;      ///< only key pictures are decoded
    bool strict = false;        ///< see seek()
    std::optional<Time> until;  ///< ended() comes here
  };
  /// settled() follows unless it answers false. The decoder shows the picture that lasts into `to`, as far as it knows
  /// how long each lasts; `strict`: the first that begins at `to` or later.
  bool seek(const Target& target);
  /// Seeks begun: pictures of an earlier one are stale.
  std::uint64_t seeks() const { return seeks_; }

  void set_volume(double volume, bool muted);

  std::optional<Time> position() const;
  std::optional<Time> duration() const;
  bool can_seek() const;
  Facts facts() const;
  /// The last picture has passed; not after the next seek.
  bool picture_ended() const;
  /// A read that has been waiting for bytes.
  std::optional<Feed::Wait> waiting() const { return reader_->waiting(); }
  /// Rises as long as anything moves.
  std::uint64_t passed() const { return passed_; }

 private:
  void add_stream(GstPad* pad);
  void add_video(GstPad* pad, const Codec& codec);
  void add_audio(GstPad* pad, const Codec& codec);
  void finish_streams();
  void watch_demuxed(GstPad* pad);
  void watch_decoder(GstElement* decoder, const Codec& codec);
  void hand_over(GstSample* sample, bool waiting);
  void hear(GstMessage* message);
  void apply_volume();
  void refuse(Trouble why);
  void fail(Trouble why);

  const std::shared_ptr<Feed::Reader> reader_;
  const std::shared_ptr<PictureIndex> index_;
  const Settings settings_;
  const Callbacks callbacks_;
  gst::Element pipeline_;
  gst::Element demuxer_;
  gst::Element picture_sink_;
  gst::Element volume_;
  std::atomic<bool> closing_ = false;
  std::atomic<bool> strict_ = false;
  std::atomic<bool> key_only_ = false;
  std::atomic<std::uint64_t> seeks_ = 0;
  std::atomic<std::uint64_t> passed_ = 0;
  std::uint64_t seek_of_pictures_ = 0;  // on the thread before the decoder

  mutable std::mutex mutex_;  // facts_, and the elements above once streaming has begun
  Facts facts_;
  double volume_level_;
  bool muted_;
  bool silent_ = false;  // at this rate
};

}  // namespace siaga::media
