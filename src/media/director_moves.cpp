// The Director's commands, and how a seek or a step finds its picture.
#include "media/director.h"

#include <algorithm>

namespace siaga::media {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

// Aiming a little before a picture survives containers that round times.
constexpr std::chrono::nanoseconds before_picture = 500us;
/// Fewer pictures than a decoder could still follow at this rate, on a machine with other work.
constexpr double key_pictures_from = 8;

}  // namespace

// ---- Commands

void Player::Director::play() {
  if (failed_) return;
  if (ended_) seek(loops() ? *loop_from_ : Time{0});
  const bool outside = loops() && (heading() < origin() + *loop_from_ || heading() >= origin() + *loop_to_);
  if (outside && !wanted_seek_)
    head_for(origin() + *loop_from_);
  else if (step_to_ || out_of_step_ || (loops() && unlooped_) || rate_ >= key_pictures_from)
    head_for(heading());
  want_playing_ = true;
}

void Player::Director::pause() { want_playing_ = false; }

void Player::Director::seek(Time at) {
  if (failed_) return;
  Time last = Time::max();
  if (duration_ && (outlived_ || !opened_growing_) && !indexing_since_)
    last = *duration_;
  else if (opened_growing_)
    last = std::max(Time{0}, newest() - origin() - 40ms);
  head_for(origin() + std::clamp(at, Time{0}, last));
  edge_tries_ = 0;
  ended_ = false;
}

void Player::Director::skip(Time by) {
  const bool moves = running_ && busy_ == Busy::nothing && !wanted_seek_;
  const Time from = moves ? pipeline_->position().value_or(here()) : heading();
  seek(from - origin() + by);
}

void Player::Director::step(int by) {
  if (failed_ || (by > 0 && ended_)) return;
  want_playing_ = false;
  seek_goal();
  wanted_steps_ = std::clamp(wanted_steps_ + by, -100, 100);
  if (by < 0) ended_ = false;
}

void Player::Director::set_rate(double rate) {
  if (rate == rate_) return;
  rate_ = rate;
  if (opened_ && !ended_ && !seek_goal()) wanted_seek_ = heading();
}

// Steps that were on their way to a picture are of no use any more; where they led to is.
bool Player::Director::seek_goal() {
  if (!step_to_) return false;
  const int then = steps_then_;
  head_for(*step_to_);
  wanted_steps_ = then;
  return true;
}

// Of what was asked before nothing is left to do.
void Player::Director::head_for(Time to) {
  wanted_seek_ = to;
  wanted_steps_ = 0;
  step_to_.reset();
  steps_then_ = 0;
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

void Player::Director::set_loop(Mark mark, Time at) {
  auto& mine = mark == Mark::from ? loop_from_ : loop_to_;
  auto& other = mark == Mark::from ? loop_to_ : loop_from_;
  mine = std::max(Time{0}, at);
  if (loops() && *loop_from_ >= *loop_to_) other.reset();
  if (!want_playing_ || !opened_) return;
  // So that it stops at the new mark; who sets B at the picture that is seen is already past it.
  const bool past = loops() && heading() >= origin() + *loop_to_;
  head_for(past ? origin() + *loop_from_ : heading());
}

void Player::Director::end_loop() {
  const bool stops = loops() && !unlooped_;
  loop_from_.reset();
  loop_to_.reset();
  if (stops && want_playing_ && opened_) head_for(heading());
}

// ---- Beginning what was wanted

void Player::Director::next_action() {
  if (failed_ || !pipeline_ || !opened_) return;
  const bool wants_away = wanted_seek_ || wanted_steps_ < 0;
  const bool free = busy_ == Busy::nothing || (busy_ != Busy::opening && wants_away && starved());
  if (!free) return;
  // Afresh, with every picture and without an end at mark B.
  if (wanted_steps_ > 0 && (sparse_ || !unlooped_) && !wanted_seek_ && !seek_goal()) wanted_seek_ = here();
  if (wanted_seek_ && waits_for_index()) return;
  if (wanted_seek_) {
    if (must_reopen_) return reopen();
    // Only while paused it is certain that the picture sought is the one that comes.
    if (running_ && !(want_playing_ && !hidden_)) {
      set_running(false);
      if (busy_ != Busy::nothing && !starved()) return;
    }
    return start_seek(*std::exchange(wanted_seek_, std::nullopt), Busy::seeking);
  }
  if (wanted_steps_ != 0 && !waits_for_index() && step_once()) return;
  const bool should_run = want_playing_ && !hidden_ && !dry_ && !ended_ && !must_reopen_;
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
  step_to_.reset();
  out_of_step_ = false;
  dry_ = false;
  take_candidate();
  Pipeline::Target target;
  target.to = strict ? to - before_picture : to;
  target.rate = rate_;
  target.strict = strict;
  // Steps go past mark B, playing doesn't.
  if (loops() && want_playing_ && to < origin() + *loop_to_) target.until = origin() + *loop_to_;
  unlooped_ = !target.until;
  sparse_ = target.key_only = rate_ >= key_pictures_from && want_playing_;
  busy_ = pipeline_->seek(target) ? as : Busy::nothing;
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
  if (busy_ == Busy::nothing || !is_answered()) return;  // an answer to something that was given up for a seek
  const Busy was = std::exchange(busy_, Busy::nothing);
  if (was == Busy::opening) return settled_opening(take_candidate());
  move_done(was);
}

// Whether the picture of what is under way has come, or can't come any more.
bool Player::Director::is_answered() const {
  if (busy_ == Busy::changing_state || !pipeline_->facts().has_video || pipeline_->picture_ended()) return true;
  const std::lock_guard lock(picture_mutex_);
  const auto newest_seek = pipeline_->seeks();
  if (candidate_) return candidate_seek_ >= newest_seek;
  return running_ && shown_seek_ >= newest_seek;
}

void Player::Director::move_done(Busy was) {
  const auto picture = take_candidate();
  if (!running_) {
    if (was == Busy::seeking && refine_seek(picture.get())) return;
    if (was == Busy::stepping_back && refine_step_back(picture.get())) return;
  }
  if (picture) show(picture);
  if (was == Busy::stepping && !picture) wanted_steps_ = 0;  // that was the last one
  const bool is_there = step_to_ && (here() >= *step_to_ || wanted_steps_ == 0);
  if (is_there) {
    wanted_steps_ = std::exchange(steps_then_, 0);
    step_to_.reset();
  }
  if (was == Busy::seeking && edge_tries_ > 0 && newest() - target_ > 2s) {
    --edge_tries_;
    head_for(newest() - 300ms);
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
  // Matroska says when the last picture ends, by the file's own clock, which may begin late.
  if (container_ == Container::webm && duration_) duration_ = std::max(Time{0}, *duration_ - origin() - facts.shift);
  if (container_ == Container::mp4 && duration_) duration_ = std::max(Time{0}, *duration_ - origin());
  if (const auto end = fragments_end()) duration_ = std::max(duration_.value_or(Time{0}), *end - origin());
  can_seek_ = pipeline_->can_seek();
  judge_end();
  if (first && picture) show(picture);
  // Fragments may begin late; qtdemux would let their reader wait until the clock is there.
  const bool begins_late = container_ == Container::mp4 && origin() > Time{0};
  if (first && (rate_ != 1.0 || begins_late) && !wanted_seek_) wanted_seek_ = here();
  if (container_ == Container::webm && !opened_growing_ && !indexed_) index_webm();
  if (resume_at_ && !first) return start_seek(*std::exchange(resume_at_, std::nullopt), Busy::seeking);
}

// Whether another seek was begun because this one did not find the picture that stands at its target.
bool Player::Director::refine_seek(const Frame* picture) {
  if (refined_ || !pipeline_->facts().has_video) return false;
  if (!picture) {
    // Beyond the last picture, or a demuxer that began to read too late: find one before it, and step on from there.
    if (beyond_end_ >= 6 || target_ <= origin()) return false;
    const int tries = beyond_end_ + 1;
    const bool is_known = index_->newest().value_or(Time{0}) > target_;
    const auto standing = is_known ? index_->at(target_) : std::nullopt;
    const Time sought = step_to_.value_or(standing.value_or(target_));
    index_->forget();  // qtdemux counts wrongly beyond the end of a track
    start_seek(std::max(origin(), target_ - 20ms * (1 << tries)), Busy::seeking);
    beyond_end_ = tries;
    step_to_ = sought;
    return true;
  }
  if (std::exchange(beyond_end_, 0) > 0) steps_then_ = std::exchange(wanted_steps_, 100);
  std::optional<Time> wanted;
  if (const auto start = index_->at(target_); start && picture->time != *start)
    wanted = start;  // pictures of uneven length: a neighbour came instead
  if (!wanted) return false;
  const auto sought = step_to_;
  start_seek(*wanted, Busy::seeking, true);
  step_to_ = sought;
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
