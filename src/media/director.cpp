#include "media/director.h"

#include "media/media_runtime.h"
#include "media/mp4_boxes.h"
#include "media/mp4_fragments.h"
#include "media/webm_index.h"

#include "base/log.h"

#include <algorithm>
#include <array>

namespace siaga::media {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

Player::Director::Director(std::shared_ptr<ByteSource> source, std::shared_ptr<Front> front, Options options)
    : front_(std::move(front)),
      feed_(std::make_shared<Feed>(std::move(source))),
      options_(options),
      thread_([this] { run(); }) {}

Player::Director::~Director() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    feed_->close();
  }
  wake_.notify_one();
  thread_.join();
}

void Player::Director::ask(std::function<void(Director&)> job) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(std::move(job));
  wake_.notify_one();
}

// ---- The thread

void Player::Director::run() {
  std::thread recogniser([this] { recognise(); });
  std::vector<std::function<void(Director&)>> jobs;
  do {
    for (const auto& job : jobs) job(*this);
    jobs.clear();
    if (!failed_) look_after();
    tell();
  } while (wait_for_jobs(jobs));
  recogniser.join();
  if (indexer_.joinable()) indexer_.join();
  close();
}

bool Player::Director::wait_for_jobs(std::vector<std::function<void(Director&)>>& jobs) {
  const auto limit = patience();
  const auto has_something = [this] { return closing_ || !jobs_.empty(); };
  std::unique_lock lock(mutex_);
  if (limit)
    wake_.wait_for(lock, *limit, has_something);
  else
    wake_.wait(lock, has_something);
  jobs.swap(jobs_);
  return !closing_;
}

// How long the thread may sleep without being called: nothing to watch, no wake-ups.
std::optional<std::chrono::milliseconds> Player::Director::patience() const {
  if (failed_) return std::nullopt;
  if (hidden_ && opened_ && busy_ == Busy::nothing && !running_)
    return opened_growing_ ? std::optional(2000ms) : std::nullopt;
  if (dry_) return 50ms;
  if (busy_ != Busy::nothing || !opened_ || running_ || indexing_since_) return 100ms;
  if (opened_growing_) return 500ms;
  return std::nullopt;
}

// ---- Opening and closing

// On a thread of its own, since the first bytes may be long in coming.
void Player::Director::recognise() {
  std::array<std::byte, container_needs> beginning{};
  const auto got = beginning_.read(0, beginning);
  if (got.outcome == Feed::Outcome::flushing) return;
  const auto container = container_of(std::span(beginning).first(got.count));
  ask([container](Director& director) {
    director.container_ = container;
    if (container == Container::unknown) return director.fail(Trouble::unreadable);
    if (!*demuxer_of(container)) return director.fail(Trouble::unsupported);
    if (!start_media()) return director.fail(Trouble::no_decoder);
    if (container == Container::ogg && !director.feed_->final_size()) {
      // oggdemux looks for the last page before it shows the first one.
      director.waits_for_whole_ = true;
      director.trouble_ = Trouble::plays_when_complete;
      return;
    }
    director.open(std::nullopt);
  });
}

Pipeline::Callbacks Player::Director::callbacks() {
  // What an earlier pipeline still says is dropped.
  const auto tell_director = [this, generation = generation_.load()](std::function<void(Director&)> job) {
    ask([generation, job = std::move(job)](Director& director) {
      if (generation == director.generation_) job(director);
    });
  };
  Pipeline::Callbacks callbacks;
  callbacks.settled = [tell_director] { tell_director([](Director& director) { director.settled(); }); };
  callbacks.ended = [tell_director](std::uint64_t seek) {
    tell_director([seek](Director& director) { director.ended(seek); });
  };
  callbacks.broken = [tell_director](Trouble why) {
    tell_director([why](Director& director) { director.broken(why); });
  };
  callbacks.sound_broken = [tell_director] {
    tell_director([](Director& director) {
      director.options_.audible = false;
      director.sound_broken_ = true;
      if (!director.failed_) director.reopen();
    });
  };
  callbacks.picture = [this, generation = generation_.load()](Shot shot, bool waiting) {
    take_picture(std::move(shot), waiting, generation);
  };
  return callbacks;
}

void Player::Director::open(std::optional<Time> at) {
  opened_growing_ = !feed_->final_size();
  outlived_ = false;
  must_reopen_ = false;
  resume_at_ = at;
  busy_ = Busy::opening;
  busy_since_ = moved_at_ = steady_clock::now();
  passed_ = 0;
  running_ = false;
  dry_ = false;
  ++generation_;
  take_candidate();
  pipeline_ = std::make_unique<Pipeline>(
      feed_, index_, Pipeline::Settings{container_, options_.audible, options_.volume, options_.muted}, callbacks());
  pipeline_->set_running(false);
}

void Player::Director::close() {
  ++generation_;
  pipeline_.reset();
  running_ = false;
  busy_ = Busy::nothing;
}

void Player::Director::reopen() {
  keep_move();
  const auto at = opened_ ? std::optional(here()) : std::nullopt;
  close();
  open(wanted_seek_ ? std::exchange(wanted_seek_, std::nullopt) : at);
}

// What was asked of a pipeline that goes before it could answer is asked of the next one.
void Player::Director::keep_move() {
  if (wanted_seek_ || seek_goal()) return;
  if (busy_ == Busy::opening && resume_at_) wanted_seek_ = resume_at_;
  if (busy_ == Busy::seeking) wanted_seek_ = target_;
  if (busy_ == Busy::stepping) ++wanted_steps_;
  if (busy_ == Busy::stepping_back) --wanted_steps_;
}

// A WebM without cues can't be sought in: a copy that has them is made meanwhile, and played once it is there.
void Player::Director::index_webm() {
  indexed_ = true;
  indexing_since_ = steady_clock::now();
  indexer_ = std::thread([this, feed = feed_] {
    std::array<std::byte, 4096> beginning{};
    const auto got = feed->read(0, beginning);
    if (got.outcome == Feed::Outcome::flushing || announces_cues(std::span(beginning).first(got.count)))
      return ask([](Director& director) { director.indexing_since_.reset(); });
    ask([copy = copy_with_cues(feed)](Director& director) { director.indexed_webm(copy); });
  });
}

void Player::Director::indexed_webm(base::Result<std::shared_ptr<ByteSource>> copy) {
  indexing_since_.reset();
  if (failed_) return;
  if (!copy) return base::log::info("player.no-cues", {{"error", base::log::describe(copy.error())}});
  auto feed = std::make_shared<Feed>(std::move(*copy));
  {
    const std::lock_guard lock(mutex_);
    if (closing_) return;
    feed_.swap(feed);
  }
  if (outlived_) return;  // it plays on; the next pipeline reads the copy
  // What the original said of both was a guess.
  duration_.reset();
  can_seek_ = false;
  reopen();
}

void Player::Director::fail(Trouble trouble) {
  failed_ = true;
  trouble_ = trouble;
  if (pipeline_) known_ = pipeline_->facts();
  close();
}

// ---- What the pipeline says

void Player::Director::ended(std::uint64_t seek) {
  // A seek may have been faster than the message.
  if (seek != pipeline_->seeks() || (pipeline_->facts().has_video && !pipeline_->picture_ended())) return;
  if (loops() && want_playing_ && !unlooped_) return head_for(origin() + *loop_from_);
  ended_ = true;
  want_playing_ = false;
  reached_ = newest();
  judge_end();
  if (running_) set_running(false);
  // At high rates the last pictures may have been skipped.
  const auto last = index_->newest();
  if (last && here() < *last) head_for(*last);
}

// Also when the pipeline that knows how long the recording is comes after the end.
void Player::Director::judge_end() {
  if (!ended_ || !feed_->final_size()) return;
  const bool is_short = duration_ && reached_ + 1s < origin() + *duration_;
  if (is_short || overstated_ || is_cut_off()) trouble_ = Trouble::cut_off;
}

void Player::Director::broken(Trouble trouble) {
  if (opened_growing_ && feed_->final_size() && trouble == Trouble::unreadable) {
    must_reopen_ = true;  // what it lacked is there now
    return;
  }
  const bool can_go_on = opened_ && trouble != Trouble::too_large_picture;
  if (can_go_on) {
    trouble_ = Trouble::cut_off;
    ended_ = true;
    want_playing_ = false;
    must_reopen_ = true;
    busy_ = Busy::nothing;
    return;
  }
  const auto facts = pipeline_->facts();
  if (trouble == Trouble::unreadable && !opened_ && correct_length()) return reopen();
  if (trouble == Trouble::unreadable && facts.refused != Trouble::none && !facts.has_video && !facts.has_audio)
    return fail(facts.refused);
  fail(trouble == Trouble::unreadable && is_cut_off() ? Trouble::cut_off : trouble);
}

// Once: a demuxer that skipped every track for being too short beside what the header claims is given another header.
bool Player::Director::correct_length() {
  const auto size = feed_->final_size();
  if (overstated_ || container_ != Container::mp4 || !size) return false;
  const auto read = [this](std::uint64_t offset, std::span<std::byte> into) { return read_whole(offset, into); };
  auto correction = honest_mp4_length(read, *size);
  if (!correction) return false;
  feed_->correct(std::move(*correction));
  return overstated_ = true;
}

// Whether a finished MP4 ends within a box: fragments say nowhere how long all of them are.
bool Player::Director::is_cut_off() const {
  const auto size = feed_->final_size();
  const auto read = [this](std::uint64_t offset, std::span<std::byte> into) { return read_whole(offset, into); };
  return container_ == Container::mp4 && size && mp4_is_cut_off(read, *size);
}

std::optional<Player::Director::Time> Player::Director::fragments_end() const {
  const auto size = feed_->final_size();
  if (container_ != Container::mp4 || !size) return std::nullopt;
  const auto read = [this](std::uint64_t offset, std::span<std::byte> into) { return read_whole(offset, into); };
  return mp4_fragments_end(read, *size);
}

bool Player::Director::read_whole(std::uint64_t offset, std::span<std::byte> into) const {
  return feed_->read(offset, into).outcome == Feed::Outcome::complete;
}

void Player::Director::take_picture(Shot shot, bool waiting, int generation) {
  std::unique_lock lock(picture_mutex_);
  if (generation != generation_) return;
  if (waiting) {
    candidate_ = std::move(shot.frame);
    candidate_seek_ = shot.seek;
    return;
  }
  candidate_.reset();  // it was this one, or one before
  shown_seek_ = shot.seek;
  lock.unlock();
  show(std::move(shot.frame));
}

std::shared_ptr<Frame> Player::Director::take_candidate() {
  const std::lock_guard lock(picture_mutex_);
  if (candidate_) shown_seek_ = candidate_seek_;
  return std::exchange(candidate_, nullptr);
}

void Player::Director::show(std::shared_ptr<Frame> frame) {
  const std::lock_guard lock(picture_mutex_);
  shown_ = frame->time;
  shown_at_ = steady_clock::now();
  width_ = frame->width;
  height_ = frame->height;
  frame->time = *shown_ - origin();
  front_->tell_picture(std::move(frame));
}

}  // namespace siaga::media
