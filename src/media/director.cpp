#include "media/director.h"

#include "media/media_runtime.h"
#include "media/mp4_boxes.h"
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
  if (dry_) return 50ms;
  if (busy_ != Busy::nothing || !opened_ || running_) return 100ms;
  if (opened_growing_) return 500ms;
  return std::nullopt;
}

// ---- Opening and closing

// On a thread of its own, since the first bytes may be long in coming.
void Player::Director::recognise() {
  std::array<std::byte, container_needs> beginning{};
  const auto got = feed_->read(0, beginning);
  if (got.outcome == Feed::Outcome::flushing) return;
  const auto container = container_of(std::span(beginning).first(got.count));
  ask([container](Director& director) {
    director.container_ = container;
    if (container == Container::unknown) return director.fail(Trouble::unreadable);
    if (!start_media()) return director.fail(Trouble::no_decoder);
    director.open(std::nullopt);
  });
}

Pipeline::Callbacks Player::Director::callbacks() {
  // What an earlier pipeline still says is dropped.
  const auto tell_director = [this, generation = generation_](std::function<void(Director&)> job) {
    ask([generation, job = std::move(job)](Director& director) {
      if (generation == director.generation_) job(director);
    });
  };
  Pipeline::Callbacks callbacks;
  callbacks.settled = [tell_director] { tell_director([](Director& director) { director.settled(); }); };
  callbacks.ended = [tell_director] { tell_director([](Director& director) { director.ended(); }); };
  callbacks.broken = [tell_director](Trouble why) {
    tell_director([why](Director& director) { director.broken(why); });
  };
  callbacks.sound_broken = [tell_director] {
    tell_director([](Director& director) {
      director.options_.audible = false;
      director.known_.has_audio = false;
      director.reopen();
    });
  };
  callbacks.picture = [this](std::shared_ptr<Frame> frame, bool waiting) { take_picture(std::move(frame), waiting); };
  return callbacks;
}

void Player::Director::open(std::optional<Time> at) {
  opened_growing_ = !feed_->final_size();
  must_reopen_ = false;
  resume_at_ = at;
  busy_ = Busy::opening;
  busy_since_ = steady_clock::now();
  running_ = false;
  dry_ = false;
  take_candidate();
  ++generation_;
  pipeline_ = std::make_unique<Pipeline>(
      feed_, index_, Pipeline::Settings{container_, options_.audible, options_.volume, options_.muted}, callbacks());
  pipeline_->set_running(false);
}

void Player::Director::close() {
  ++generation_;
  pipeline_.reset();
  busy_ = Busy::nothing;
}

void Player::Director::reopen() {
  const auto at = opened_ ? std::optional(here()) : std::nullopt;
  close();
  open(wanted_seek_ ? std::exchange(wanted_seek_, std::nullopt) : at);
}

// A WebM without cues can't be sought in: play a copy that has them. Whether one is being opened.
bool Player::Director::index_webm() {
  indexed_ = true;
  std::array<std::byte, 4096> beginning{};
  const auto got = feed_->read(0, beginning);
  if (announces_cues(std::span(beginning).first(got.count))) return false;
  const Time at = here();
  close();
  if (auto copy = copy_with_cues(feed_)) {
    auto feed = std::make_shared<Feed>(std::move(*copy));
    const std::lock_guard lock(mutex_);
    if (closing_) return true;
    feed_ = std::move(feed);
  } else {
    base::log::info("player.no-cues", {{"error", base::log::describe(copy.error())}});
  }
  open(at);
  return true;
}

void Player::Director::fail(Trouble trouble) {
  failed_ = true;
  trouble_ = trouble;
  if (pipeline_) known_ = pipeline_->facts();
  close();
}

// ---- What the pipeline says

void Player::Director::ended() {
  ended_ = true;
  want_playing_ = false;
  const bool is_short = duration_ && newest() + 1s < origin() + *duration_;
  if (is_short && feed_->final_size()) trouble_ = Trouble::cut_off;
  if (running_) set_running(false);
  // At high rates the last pictures may have been skipped.
  const auto last = index_->newest();
  if (last && here() < *last) wanted_seek_ = last;
}

void Player::Director::broken(Trouble trouble) {
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
  if (trouble == Trouble::unreadable && facts.refused != Trouble::none && !facts.has_video && !facts.has_audio)
    return fail(facts.refused);
  const auto size = feed_->final_size();
  const auto read = [this](std::uint64_t offset, std::span<std::byte> into) {
    return feed_->read(offset, into).outcome == Feed::Outcome::complete;
  };
  const bool is_cut =
      trouble == Trouble::unreadable && container_ == Container::mp4 && size && mp4_is_cut_off(read, *size);
  fail(is_cut ? Trouble::cut_off : trouble);
}

void Player::Director::take_picture(std::shared_ptr<Frame> frame, bool waiting) {
  if (!waiting) return show(std::move(frame));
  const std::lock_guard lock(picture_mutex_);
  candidate_ = std::move(frame);
}

std::shared_ptr<Frame> Player::Director::take_candidate() {
  const std::lock_guard lock(picture_mutex_);
  return std::exchange(candidate_, nullptr);
}

void Player::Director::show(std::shared_ptr<Frame> frame) {
  const std::lock_guard lock(picture_mutex_);
  shown_ = frame->time;
  shown_at_ = steady_clock::now();
  width_ = frame->width;
  height_ = frame->height;
  frame->time = *shown_ - origin();
  frame->version = ++versions_;
  front_->tell_picture(std::move(frame));
}

// ---- Watching

void Player::Director::look_after() {
  if (opened_growing_ && pipeline_ && feed_->final_size()) {
    // The pipeline would play on but never learn how long the recording is.
    reopen();
  }
  if (!opened_) look_after_start();
  look_after_dryness();
  next_action();
}

void Player::Director::look_after_start() {
  if (!pipeline_) return;
  const auto wait = feed_->waiting();
  if (starved() && container_ == Container::mp4 && wait && wait->offset > feed_->available())
    trouble_ = Trouble::plays_when_complete;
  const bool too_long = steady_clock::now() - busy_since_ > 20s;
  if (too_long && feed_->final_size() && !starved()) fail(Trouble::unreadable);
}

// Without a pause at the growing edge the clock would run on, and the pictures race after it.
void Player::Director::look_after_dryness() {
  if (!pipeline_ || !opened_) return;
  if (dry_) {
    if (newest() >= dry_edge_ + 400ms || !want_playing_ || feed_->final_size()) dry_ = false;
    return;
  }
  if (!running_ || busy_ != Busy::nothing || !starved()) return;
  const auto at = pipeline_->position();
  bool still = false;
  {
    const std::lock_guard lock(picture_mutex_);
    still = width_ > 0 && steady_clock::now() - shown_at_ > 300ms;
  }
  if (!still && at && *at + 150ms < newest()) return;
  dry_ = true;
  dry_edge_ = newest();
}

bool Player::Director::starved() const {
  const auto wait = feed_->waiting();
  return wait && steady_clock::now() - wait->since >= 300ms;
}

Player::Director::Time Player::Director::here() const {
  {
    const std::lock_guard lock(picture_mutex_);
    if (shown_) return *shown_;
  }
  return pipeline_ ? pipeline_->position().value_or(origin()) : origin();
}

Player::Director::Time Player::Director::newest() const {
  const Time known = pipeline_ ? pipeline_->facts().newest : Time{0};
  return std::max(known, index_->newest().value_or(Time{0}));
}

// ---- What the UI sees

Phase Player::Director::phase() const {
  if (failed_) return Phase::failed;
  if (!opened_) return starved() || trouble_ == Trouble::plays_when_complete ? Phase::waiting : Phase::opening;
  if (ended_) return Phase::ended;
  const bool stuck = busy_ != Busy::nothing && busy_ != Busy::changing_state && starved();
  if (stuck || (want_playing_ && dry_)) return Phase::waiting;
  return want_playing_ ? Phase::playing : Phase::paused;
}

void Player::Director::tell() {
  PlayerState state;
  state.phase = phase();
  state.trouble = trouble_;
  state.rate = rate_;
  state.volume = options_.volume;
  state.muted = options_.muted;
  state.growing = !feed_->final_size();
  state.container = name_of(container_);
  state.duration = state.growing ? std::nullopt : duration_;
  state.can_seek = can_seek_ && !failed_;
  state.edge = std::max(told_.edge, newest() - origin());
  if (state.duration) state.edge = std::max(state.edge, *state.duration);
  const auto facts = pipeline_ ? pipeline_->facts() : Pipeline::Facts{};
  state.has_video = facts.has_video || known_.has_video;
  state.has_audio = facts.has_audio || known_.has_audio;
  state.video_codec = facts.video_codec.empty() ? known_.video_codec : facts.video_codec;
  state.audio_codec = facts.audio_codec.empty() ? known_.audio_codec : facts.audio_codec;
  if (trouble_ == Trouble::none && !failed_) state.trouble = facts.refused;
  Time at = here();
  if (running_ && busy_ == Busy::nothing) at = pipeline_->position().value_or(at);
  if (ended_) at = origin() + state.edge;
  state.position = std::clamp(at - origin(), Time{0}, std::max(Time{0}, state.edge));
  {
    const std::lock_guard lock(picture_mutex_);
    state.width = width_;
    state.height = height_;
  }
  if (state == told_) return;
  told_ = state;
  front_->tell_state(state);
}

}  // namespace siaga::media
