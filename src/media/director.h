// Director: the Player's own thread. It carries out commands one after another, listens to the Pipeline, and
// decides: when a seek has shown the right picture, when the player is dry, when the recording is rebuilt after its
// upload. Front: what the UI thread sees of it. Private to src/media.
#pragma once

#include "media/container.h"
#include "media/feed.h"
#include "media/picture_index.h"
#include "media/pipeline.h"
#include "media/player.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace siaga::media {

/// Outlives the Player only while a signal is being emitted. Thread: signals on the UI thread; the rest any.
class Player::Front : public std::enable_shared_from_this<Player::Front> {
 public:
  explicit Front(base::Post post) : post_(std::move(post)) {}

  void tell_state(const PlayerState& state);
  void tell_picture(std::shared_ptr<const Frame> frame);
  PlayerState state() const;

  LatestFrame frames;
  base::Signal<const PlayerState&> changed;
  base::Signal<> frame_ready;

 private:
  base::Post post_;
  mutable std::mutex mutex_;
  PlayerState state_;
  bool state_under_way_ = false;
  std::atomic<bool> picture_under_way_ = false;
};

class Player::Director {
 public:
  Director(std::shared_ptr<ByteSource> source, std::shared_ptr<Front> front, Options options);
  Director(const Director&) = delete;
  Director& operator=(const Director&) = delete;
  ~Director();

  /// Runs `job` on the Director's thread. Thread: any.
  void ask(std::function<void(Director&)> job);

  // Commands; on the Director's thread.
  void play();
  void pause();
  void toggle() { want_playing_ ? pause() : play(); }
  void seek(std::chrono::nanoseconds at);
  void skip(std::chrono::nanoseconds by);
  void step(int by);
  void set_rate(double rate);
  void set_volume(double volume);
  void set_muted(bool muted);
  void go_to_edge();
  void set_loop(Mark mark, std::chrono::nanoseconds at);
  void end_loop();
  void set_hidden(bool hidden) { hidden_ = hidden; }

 private:
  using Time = std::chrono::nanoseconds;
  using Moment = std::chrono::steady_clock::time_point;

  /// What the pipeline is busy with until it has settled.
  enum class Busy { nothing, opening, changing_state, seeking, stepping, stepping_back };

  void run();
  bool wait_for_jobs(std::vector<std::function<void(Director&)>>& jobs);
  std::optional<std::chrono::milliseconds> patience() const;

  void recognise();
  Pipeline::Callbacks callbacks();
  void open(std::optional<Time> at);
  void close();
  void reopen();
  void index_webm();
  bool waits_for_index() const;
  void indexed_webm(base::Result<std::shared_ptr<ByteSource>> copy);
  void fail(Trouble trouble);

  void settled();
  bool is_answered() const;
  void move_done(Busy was);
  void ended(std::uint64_t seek);
  void broken(Trouble trouble);
  void judge_end();
  bool is_cut_off() const;
  bool correct_length();
  /// Where a fragmented MP4 ends, by its own words; the demuxer knows it only when it has read them all.
  std::optional<Time> fragments_end() const;
  bool read_whole(std::uint64_t offset, std::span<std::byte> into) const;
  void settled_opening(const std::shared_ptr<Frame>& picture);
  bool refine_seek(const Frame* picture);
  bool seek_goal();
  bool refine_step_back(const Frame* picture);
  bool step_once();
  void show(std::shared_ptr<Frame> frame);

  void look_after();
  void look_after_end_of_upload();
  bool plays_on() const;
  void outlive_upload();
  void look_after_start();
  void look_after_starvation();
  void look_after_stuck();
  void look_after_dryness();
  void look_after_arrivals();
  void next_action();
  void start_seek(Time to, Busy as, bool strict = false);
  void head_for(Time to);
  void keep_move();
  bool loops() const { return loop_from_ && loop_to_; }
  void set_running(bool running);

  bool starved() const;
  Time origin() const { return origin_.load(); }
  Time here() const;     // stream time of what is shown
  Time heading() const;  // and of what is being sought
  Time newest() const;
  Phase phase() const;
  void tell();

  // Pictures arrive on GStreamer's threads.
  void take_picture(Shot shot, bool waiting, int generation);
  std::shared_ptr<Frame> take_candidate();

  const std::shared_ptr<Front> front_;
  std::shared_ptr<Feed> feed_;
  Feed::Reader beginning_{feed_};  // of the bytes that tell the container
  std::shared_ptr<PictureIndex> index_ = std::make_shared<PictureIndex>();
  Options options_;

  // Only on the Director's thread.
  std::unique_ptr<Pipeline> pipeline_;
  std::atomic<int> generation_ = 0;  // of the pipeline: what an earlier one still says or shows is dropped
  Container container_ = Container::unknown;
  Busy busy_ = Busy::nothing;
  Moment busy_since_{};
  std::uint64_t passed_ = 0;  // of the pipeline, when something last moved
  Moment moved_at_{};
  int rebuilt_ = 0;       // times in a row that the pipeline was stuck
  bool opened_ = false;   // something was shown or sounded once
  bool running_ = false;  // the pipeline's own state
  bool want_playing_ = false;
  bool dry_ = false;
  bool ended_ = false;
  bool failed_ = false;
  bool opened_growing_ = false;
  bool outlived_ = false;                 // the upload has ended, and the pipeline opened before plays on
  bool waits_for_whole_ = false;          // an Ogg is opened when its upload has ended
  bool indexed_ = false;                  // a WebM was looked at for cues
  std::optional<Moment> indexing_since_;  // it had none: a copy is being made
  bool must_reopen_ = false;
  bool out_of_step_ = false;  // pictures were stepped, the sound stayed
  bool hidden_ = false;
  bool unlooped_ = true;  // the seek under way or done last does not stop at mark B
  bool sparse_ = false;   // it shows key pictures only
  bool sound_broken_ = false;
  bool refined_ = false;
  int beyond_end_ = 0;           // how often a seek found no picture any more
  std::optional<Time> step_to_;  // where such a seek was to go: there its steps end, or at the last picture
  Trouble trouble_ = Trouble::none;
  bool overstated_ = false;  ///< the header claimed many times what is there, and was corrected for the demuxer
  double rate_ = 1.0;
  std::atomic<Time> origin_ = Time{0};  // stream time of the beginning, which is not zero in MPEG-TS
  Time dry_edge_{0};
  Time target_{0};                   // of the seek under way, stream time
  Time step_from_{0};                // the picture that is stepped back from
  std::optional<Time> wanted_seek_;  // the newest one, not begun
  std::optional<Time> resume_at_;    // after opening
  int wanted_steps_ = 0;
  int steps_then_ = 0;  // asked for from step_to_ on
  int edge_tries_ = 0;
  std::optional<Time> loop_from_;  // not counted from the origin
  std::optional<Time> loop_to_;
  std::uint64_t arrived_ = 0;  // bytes, when more last came
  Moment arrived_at_ = std::chrono::steady_clock::now();
  std::optional<Time> duration_;
  Time reached_{0};  // when it ended
  bool can_seek_ = false;
  Pipeline::Facts known_;  // of the streams, while a pipeline is replaced and after a failure
  PlayerState told_;

  mutable std::mutex picture_mutex_;  // what stands until the next lock
  std::shared_ptr<Frame> candidate_;  // shown while paused, if it is the right one
  std::uint64_t candidate_seek_ = 0;  // the pipeline's count of seeks that it belongs to
  std::uint64_t shown_seek_ = 0;
  std::optional<Time> shown_;  // stream time, not clipped
  Moment shown_at_{};
  int width_ = 0;
  int height_ = 0;

  std::mutex mutex_;  // jobs_, closing_, and feed_ when it is replaced
  std::condition_variable wake_;
  std::vector<std::function<void(Director&)>> jobs_;
  bool closing_ = false;

  std::thread indexer_;  // at most once; joined by the Director's thread
  std::thread thread_;
};

}  // namespace siaga::media
