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
    std::function<void()> ended;                                        ///< everything was played
    std::function<void(Trouble)> broken;                                ///< no more will come
    std::function<void()> sound_broken;                                 ///< the pictures would go on without it
    std::function<void(std::shared_ptr<Frame>, bool waiting)> picture;  ///< `waiting`: prerolled while paused
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
  };

  Pipeline(std::shared_ptr<Feed> feed, std::shared_ptr<PictureIndex> index, Settings settings, Callbacks callbacks);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline();

  /// Both answer whether settled() will follow.
  bool set_running(bool running);
  bool step();  ///< the next picture; only while paused

  /// settled() follows unless it answers false. The decoder shows the picture that lasts into `to`, as far as it knows
  /// how long each lasts; `strict`: the first that begins at `to` or later.
  bool seek(Time to, double rate, bool strict = false);

  void set_volume(double volume, bool muted);

  std::optional<Time> position() const;
  std::optional<Time> duration() const;
  bool can_seek() const;
  Facts facts() const;

 private:
  void add_stream(GstPad* pad);
  void add_video(GstPad* pad, const Codec& codec);
  void add_audio(GstPad* pad, const Codec& codec);
  void finish_streams();
  void watch_demuxed(GstPad* pad);
  void watch_decoder(GstElement* decoder, const Codec& codec);
  void hand_over(GstSample* sample, bool waiting);
  void hear(GstMessage* message);
  void refuse(Trouble why);
  void fail(Trouble why);

  std::shared_ptr<Feed> feed_;
  std::shared_ptr<PictureIndex> index_;
  const Settings settings_;
  const Callbacks callbacks_;
  gst::Element pipeline_;
  gst::Element demuxer_;
  gst::Element picture_sink_;
  gst::Element volume_;
  std::atomic<bool> strict_ = false;

  mutable std::mutex mutex_;  // facts_, and the elements above once streaming has begun
  Facts facts_;
  double volume_level_;
  bool muted_;
};

}  // namespace siaga::media
