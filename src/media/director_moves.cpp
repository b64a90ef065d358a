// The Director's commands, and how a seek or a step finds its picture.
#include "media/director.h"

#include <algorithm>

namespace siaga::media {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

// Aiming a little before a picture survives containers that round times.
constexpr std::chrono::nanoseconds before_picture = 500us;

}  // namespace

// ---- Commands

void Player::Director::play() {
  if (failed_) return;
  if (ended_) seek(Time{0});
  if (out_of_step_ && !wanted_seek_) wanted_seek_ = here();
  want_playing_ = true;
}

void Player::Director::pause() { want_playing_ = false; }

void Player::Director::seek(Time at) {
  if (failed_) return;
  Time last = Time::max();
  if (duration_ && !opened_growing_)
    last = *duration_;
  else if (opened_growing_)
    last = std::max(Time{0}, newest() - origin() - 40ms);
  wanted_seek_ = origin() + std::clamp(at, Time{0}, last);
  wanted_steps_ = 0;
  edge_tries_ = 0;
  ended_ = false;
}

void Player::Director::step(int by) {
  if (failed_ || (by > 0 && ended_)) return;
  want_playing_ = false;
  wanted_steps_ = std::clamp(wanted_steps_ + by, -100, 100);
  if (by < 0) ended_ = false;
}

void Player::Director::set_rate(double rate) {
  if (rate == rate_) return;
  rate_ = rate;
  if (opened_ && !ended_ && !wanted_seek_) wanted_seek_ = here();
}

void Player::Director::set_volume(double volume) {
  options_.volume = volume;
  if (pipeline_) pipeline_->set_volume(options_.volume, options_.muted);
}

void Player::Director::set_muted(bool muted) {
  options_.muted = muted;
  if (pipeline_) pipeline_->set_volume(options_.volume, options_.muted);
}

void Player::Director::go_to_edge() {
  if (!opened_) return;
  seek(newest() - origin() - 300ms);
  edge_tries_ = 8;
}

// ---- Beginning what was wanted

void Player::Director::next_action() {
  if (failed_ || !pipeline_ || !opened_) return;
  const bool free = busy_ == Busy::nothing || (busy_ != Busy::opening && wanted_seek_ && starved());
  if (!free) return;
  if (wanted_seek_) {
    if (must_reopen_) return reopen();
    return start_seek(*std::exchange(wanted_seek_, std::nullopt), Busy::seeking);
  }
  if (wanted_steps_ != 0 && step_once()) return;
  const bool should_run = want_playing_ && !dry_ && !ended_ && !must_reopen_;
  if (should_run != running_) set_running(should_run);
}

void Player::Director::set_running(bool running) {
  running_ = running;
  if (!pipeline_->set_running(running)) return;
  busy_ = Busy::changing_state;
  busy_since_ = steady_clock::now();
}

void Player::Director::start_seek(Time to, Busy as, bool strict) {
  target_ = to;
  refined_ = false;
  beyond_end_ = 0;
  out_of_step_ = false;
  dry_ = false;
  take_candidate();
  busy_ = pipeline_->seek(strict ? to - before_picture : to, rate_, strict) ? as : Busy::nothing;
  busy_since_ = steady_clock::now();
}

bool Player::Director::step_once() {
  if (!pipeline_->facts().has_video || must_reopen_) {
    wanted_steps_ = 0;
    return false;
  }
  if (running_) {
    set_running(false);
    if (busy_ != Busy::nothing) return true;
  }
  if (wanted_steps_ > 0) {
    --wanted_steps_;
    take_candidate();
    if (!pipeline_->step()) {
      wanted_steps_ = 0;
      return false;
    }
    out_of_step_ = true;
    busy_ = Busy::stepping;
    busy_since_ = steady_clock::now();
    return true;
  }
  ++wanted_steps_;
  step_from_ = here();
  const auto previous = index_->before(step_from_);
  // An unknown previous picture is found by decoding up to just before this one.
  if (previous)
    start_seek(*previous, Busy::stepping_back, true);
  else
    start_seek(step_from_ - 2 * before_picture, Busy::stepping_back);
  return true;
}

// ---- The pipeline has settled

void Player::Director::settled() {
  const auto picture = take_candidate();
  const Busy was = std::exchange(busy_, Busy::nothing);
  if (was == Busy::opening) return settled_opening(picture);
  if (!running_) {
    if (was == Busy::seeking && refine_seek(picture.get())) return;
    if (was == Busy::stepping_back && refine_step_back(picture.get())) return;
    if (picture) show(picture);
  }
  if (was == Busy::stepping && !picture) wanted_steps_ = 0;  // that was the last one
  if (was == Busy::seeking && edge_tries_ > 0 && newest() - target_ > 2s) {
    --edge_tries_;
    wanted_seek_ = newest() - 300ms;
  }
}

void Player::Director::settled_opening(const std::shared_ptr<Frame>& picture) {
  const auto facts = pipeline_->facts();
  if (!facts.has_video && !facts.has_audio) {
    busy_ = Busy::opening;  // settled before any stream was found
    return;
  }
  known_ = facts;
  if (!opened_ && facts.oldest.value_or(Time{0}) > 100ms) origin_ = *facts.oldest;
  if (trouble_ == Trouble::plays_when_complete) trouble_ = Trouble::none;
  const bool first = !std::exchange(opened_, true);
  duration_ = pipeline_->duration();
  can_seek_ = pipeline_->can_seek();
  if (first && picture) show(picture);
  if (container_ == Container::webm && !opened_growing_ && !indexed_ && index_webm()) return;
  if (resume_at_ && !first) return start_seek(*std::exchange(resume_at_, std::nullopt), Busy::seeking);
}

// Whether another seek was begun because this one did not find the picture that stands at its target.
bool Player::Director::refine_seek(const Frame* picture) {
  if (refined_ || !pipeline_->facts().has_video) return false;
  if (!picture) {
    // Beyond the last picture: find one before it, and step on from there.
    if (beyond_end_ >= 6 || target_ <= origin()) return false;
    index_->forget();  // qtdemux counts wrongly beyond the end of a track
    const int tries = beyond_end_ + 1;
    start_seek(std::max(origin(), target_ - 20ms * (1 << tries)), Busy::seeking);
    beyond_end_ = tries;
    return true;
  }
  if (std::exchange(beyond_end_, 0) > 0) wanted_steps_ = 100;
  std::optional<Time> wanted;
  if (const auto start = index_->at(target_); start && picture->time != *start)
    wanted = start;  // pictures of uneven length: a neighbour came instead
  if (!wanted) return false;
  start_seek(*wanted, Busy::seeking, true);
  refined_ = true;
  return true;
}

bool Player::Director::refine_step_back(const Frame* picture) {
  const auto previous = index_->before(step_from_);
  if (refined_ || !previous) return false;
  if (picture && picture->time == *previous) return false;
  start_seek(*previous, Busy::stepping_back, true);
  refined_ = true;
  return true;
}

}  // namespace siaga::media
