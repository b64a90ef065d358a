// The Director's watching: what nobody tells it. When the player is dry or stuck, when the upload has ended; and what
// the UI is told of all that.
#include "media/director.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace siaga::media {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr auto hungry = 300ms;
/// Nothing has moved for so long, and not for want of bytes: a slow machine still decodes a picture in less.
constexpr auto stuck_after = 12s;
constexpr int most_rebuilds = 3;
constexpr auto quiet_after = 5s;

}  // namespace

void Player::Director::look_after() {
  look_after_end_of_upload();
  if (!opened_) look_after_start();
  if (failed_) return;
  look_after_arrivals();
  look_after_starvation();
  look_after_stuck();
  look_after_dryness();
  next_action();
}

// A pipeline that was opened before never learns how long the recording is. Another one does, but takes a moment to
// open: it comes when that moment isn't heard.
void Player::Director::look_after_end_of_upload() {
  if (!feed_->final_size()) return;
  if (std::exchange(waits_for_whole_, false)) return open(std::nullopt);
  if (!opened_growing_ || !pipeline_) return;
  if (plays_on()) return outlive_upload();
  const bool waits = outlived_ && !must_reopen_ && waits_for_index();
  if (!waits) reopen();
}

// Until somebody pauses, seeks or steps, or its end.
bool Player::Director::plays_on() const {
  const bool rests = busy_ == Busy::nothing || busy_ == Busy::changing_state;
  return opened_ && want_playing_ && !hidden_ && !must_reopen_ && rests && !wanted_seek_ && wanted_steps_ == 0;
}

// What can be learnt beside the pipeline is.
void Player::Director::outlive_upload() {
  if (std::exchange(outlived_, true)) return;
  duration_.reset();
  if (const auto end = fragments_end()) duration_ = *end - origin();
  if (container_ == Container::webm && !indexed_) index_webm();
}

void Player::Director::look_after_start() {
  if (!pipeline_) return;
  const auto wait = pipeline_->waiting();
  if (starved() && container_ == Container::mp4 && wait && wait->offset > feed_->available())
    trouble_ = Trouble::plays_when_complete;
  const bool too_long = steady_clock::now() - busy_since_ > 20s;
  if (too_long && feed_->final_size() && !starved()) fail(Trouble::unreadable);
}

void Player::Director::look_after_arrivals() {
  const auto available = feed_->available();
  if (available == arrived_ && !feed_->final_size()) return;
  arrived_ = available;
  arrived_at_ = steady_clock::now();
}

// At the edge the picture may be there long before the sound that belongs to it.
void Player::Director::look_after_starvation() {
  const bool is_move = busy_ == Busy::seeking || busy_ == Busy::stepping || busy_ == Busy::stepping_back;
  if (!pipeline_ || running_ || !(is_move || busy_ == Busy::opening) || !starved()) return;
  bool has_picture = false;
  {
    const std::lock_guard lock(picture_mutex_);
    has_picture = candidate_ && candidate_seek_ >= pipeline_->seeks();
  }
  if (has_picture) settled();
}

// The last belt: a pipeline that neither answers nor fails is rebuilt.
void Player::Director::look_after_stuck() {
  if (!pipeline_) return;
  const auto now = steady_clock::now();
  const auto passed = pipeline_->passed();
  if (busy_ == Busy::nothing || starved() || passed != passed_) {
    passed_ = passed;
    moved_at_ = now;
    if (busy_ == Busy::nothing) rebuilt_ = 0;
    return;
  }
  if (now - std::max(moved_at_, busy_since_) < stuck_after) return;
  base::log::warning("player.stuck", {{"while", std::to_string(static_cast<int>(busy_))},
                                      {"container", std::string(name_of(container_))},
                                      {"growing", opened_growing_ ? "yes" : "no"},
                                      {"opened", opened_ ? "yes" : "no"},
                                      {"rebuilt", std::to_string(rebuilt_)}});
  if (++rebuilt_ > most_rebuilds) return fail(Trouble::unreadable);
  if (busy_ == Busy::changing_state) busy_ = Busy::nothing;
  reopen();
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
    const auto patience = std::chrono::duration<double>(hungry) / std::min(1.0, rate_);
    still = width_ > 0 && steady_clock::now() - shown_at_ > patience;
  }
  const auto ahead = std::chrono::duration_cast<Time>(std::chrono::duration<double>(150ms) * std::max(1.0, rate_));
  if (!still && at && *at + ahead < newest()) return;
  dry_ = true;
  dry_edge_ = newest();
}

bool Player::Director::starved() const {
  const auto wait = pipeline_ ? pipeline_->waiting() : beginning_.waiting();
  return wait && steady_clock::now() - wait->since >= hungry;
}

// A seek soon finds the right picture in the copy; only a slow network makes it look without an index.
bool Player::Director::waits_for_index() const {
  return indexing_since_ && steady_clock::now() - *indexing_since_ < 3s;
}

Player::Director::Time Player::Director::here() const {
  {
    const std::lock_guard lock(picture_mutex_);
    if (shown_) return *shown_;
  }
  return pipeline_ ? pipeline_->position().value_or(origin()) : origin();
}

Player::Director::Time Player::Director::heading() const {
  if (wanted_seek_) return *wanted_seek_;
  if (step_to_) return *step_to_;
  if (busy_ == Busy::seeking || busy_ == Busy::stepping_back) return target_;
  if (busy_ == Busy::opening && resume_at_) return *resume_at_;
  return here();
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
  state.loop_from = loop_from_;
  state.loop_to = loop_to_;
  const auto quiet = std::chrono::floor<std::chrono::seconds>(steady_clock::now() - arrived_at_);
  if (state.growing && quiet >= quiet_after) state.quiet = quiet;
  state.container = name_of(container_);
  state.duration = state.growing || indexing_since_ ? std::nullopt : duration_;
  state.can_seek = can_seek_ && !failed_ && (outlived_ || !indexing_since_);
  state.edge = std::max(told_.edge, newest() - origin());
  if (state.duration) state.edge = std::max(state.edge, *state.duration);
  const auto facts = pipeline_ ? pipeline_->facts() : Pipeline::Facts{};
  state.has_video = facts.has_video || known_.has_video;
  state.has_audio = !sound_broken_ && (facts.has_audio || known_.has_audio);
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
