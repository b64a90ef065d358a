#include "console/feed_fsm.h"

#include "console/chain.h"

#include <utility>

namespace siaga::console {

using protocol::Cursor;
using State = LinkStatus::State;

namespace {

constexpr const char* session_ended = "4401";

bool needs_a_person(const base::Error& why) {
  return why.fault == base::Fault::unauthenticated || why.fault == base::Fault::forbidden ||
         why.fault == base::Fault::untrusted;
}

bool is_of_log(const Cursor& seen, const Cursor& end) { return seen.epoch == end.epoch && seen.seq <= end.seq; }

}  // namespace

Loss presumed_loss(const Cursor& seen, const Cursor& end) {
  const auto first = seen.seq > end.seq ? end.seq + 1 : 1;
  return {seen.epoch, first, seen.seq};
}

FeedFsm::FeedFsm(std::optional<Cursor> remembered, std::function<double()> random)
    : remembered_(std::move(remembered)), random_(std::move(random)) {}

FeedStep FeedFsm::begin() { return {{State::connecting}, FetchSnapshot{}}; }

FeedStep FeedFsm::retry(std::vector<FeedEffect> effects) {
  asking_ = false;
  shown_ = ever_connected_ ? State::broken : State::connecting;
  was_broken_ = ever_connected_;
  effects.push_back(shown_);
  return {std::move(effects), Pause{backoff_.next(random_())}};
}

FeedStep FeedFsm::give_up_or_retry(const base::Error& why) {
  if (needs_a_person(why)) return {{}, Stop{why}};
  return retry();
}

FeedStep FeedFsm::on_paused() {
  if (!cursor_) return {{}, FetchSnapshot{}};
  return after_snapshot({});
}

FeedStep FeedFsm::on_snapshot(base::Result<protocol::SnapshotView> answer) {
  if (!answer) return give_up_or_retry(answer.error());
  cursor_ = answer->as_of;
  scope_ = answer->scope;
  was_broken_ = false;
  std::vector<FeedEffect> effects;
  effects.emplace_back(std::move(*answer));
  return after_snapshot(std::move(effects));
}

FeedStep FeedFsm::after_snapshot(std::vector<FeedEffect> effects) {
  asking_ = remembered_ && !is_of_log(*remembered_, *cursor_);
  if (!asking_) remembered_.reset();
  if (asking_) return {std::move(effects), OpenFeed{*remembered_}};
  return {std::move(effects), OpenFeed{*cursor_, scope_}};
}

FeedStep FeedFsm::on_opened(base::Result<void> outcome, Time now) {
  if (!outcome) return give_up_or_retry(outcome.error());
  last_life_ = now;
  heartbeats_ = 0;
  heartbeats_ahead_ = 0;
  std::vector<FeedEffect> effects;
  if (std::exchange(was_broken_, false) && !asking_) effects.emplace_back(BeginCatchUp{});
  return {std::move(effects), ReadFrame{}};
}

FeedStep FeedFsm::on_frame(base::Result<protocol::FeedFrame> frame, Time now) {
  if (!frame) return retry();
  last_life_ = now;
  if (asking_) return answer_to_asking(*frame);
  std::vector<FeedEffect> effects;
  if (shown_ != State::connected) effects.emplace_back(State::connected);
  shown_ = State::connected;
  ever_connected_ = true;
  if (auto* range = std::get_if<protocol::RangeFrame>(&*frame)) return take(std::move(*range), std::move(effects));
  if (auto* beat = std::get_if<protocol::HeartbeatFrame>(&*frame)) return take(std::move(*beat), std::move(effects));
  if (const auto* lost = std::get_if<protocol::LostFrame>(&*frame)) return take(*lost, std::move(effects));
  if (auto* positions = std::get_if<protocol::PositionsFrame>(&*frame)) {
    effects.emplace_back(std::move(*positions));
    return {std::move(effects), ReadFrame{}};
  }
  cursor_.reset();  // a reset: drop everything, read the snapshot, chain anew
  return {std::move(effects), FetchSnapshot{}};
}

FeedStep FeedFsm::take(protocol::RangeFrame range, std::vector<FeedEffect> effects) {
  if (!continues(range, cursor_->seq)) return retry(std::move(effects));
  cursor_->seq = range.to;
  heartbeats_ahead_ = 0;
  effects.emplace_back(std::move(range));
  return {std::move(effects), ReadFrame{}};
}

FeedStep FeedFsm::take(protocol::HeartbeatFrame heartbeat, std::vector<FeedEffect> effects) {
  heartbeats_ahead_ = heartbeat.seq > cursor_->seq ? heartbeats_ahead_ + 1 : 0;
  // Another database behind the same socket, or a feed that lost its place: the hub must say what it knows of ours.
  if (heartbeat.epoch != cursor_->epoch || heartbeats_ahead_ > heartbeats_without_progress)
    return retry(std::move(effects));
  // The first heartbeat comes at once, whatever follows; the second proves that the connection lives.
  if (++heartbeats_ == 2) backoff_.reset();
  effects.emplace_back(std::move(heartbeat));
  return {std::move(effects), ReadFrame{}};
}

FeedStep FeedFsm::take(const protocol::LostFrame& lost, std::vector<FeedEffect> effects) {
  effects.emplace_back(Loss{cursor_->epoch, lost.first, lost.last});
  cursor_.reset();
  return {std::move(effects), FetchSnapshot{}};
}

FeedStep FeedFsm::answer_to_asking(const protocol::FeedFrame& frame) {
  if (const auto* lost = std::get_if<protocol::LostFrame>(&frame)) {
    const Loss loss{remembered_->epoch, lost->first, lost->last};
    return end_asking(loss);
  }
  if (std::holds_alternative<protocol::RangeFrame>(frame) || std::holds_alternative<protocol::ResetFrame>(frame))
    return end_asking(std::nullopt);  // the hub knows it after all; the snapshot has been read
  // A hub that only beats doesn't see what the snapshot shows: two heartbeats are given, then it is presumed lost.
  if (++heartbeats_ < 2) return {{}, ReadFrame{}};
  return end_asking(presumed_loss(*remembered_, *cursor_));
}

FeedStep FeedFsm::end_asking(std::optional<Loss> loss) {
  asking_ = false;
  remembered_.reset();
  std::vector<FeedEffect> effects;
  if (loss) effects.emplace_back(std::move(*loss));
  return {std::move(effects), OpenFeed{*cursor_, scope_}};
}

FeedStep FeedFsm::on_closed(const base::Error& why) {
  if (why.field == session_ended)
    return {{}, Stop{base::fail(base::Fault::unauthenticated, "the hub ended the session")}};
  return retry();
}

FeedStep FeedFsm::on_tick(Time now) {
  if (now - last_life_ >= reconnect_after) return retry();
  return {on_wait(now), ReadFrame{}};
}

std::vector<FeedEffect> FeedFsm::on_wait(Time now) {
  if (now - last_life_ < stale_after || shown_ != State::connected) return {};
  shown_ = State::stale;
  return {State::stale};
}

}  // namespace siaga::console
