// FeedFsm: what to do about the feed, decided without I/O: the link performs an action, tells the outcome, and gets
// effects for the model and the next action. Every rule of resources/api/feed.md for a reader is here.
//   snapshot → open after its cursor → frames … break → pause → open after the last good cursor → frames …
// A range that doesn't chain is never applied: the link is cut and opened again after the last good cursor.
// Owner: the link. Thread: its network thread; reads no clock (it is handed `now`).
#pragma once

#include "console/model.h"
#include "net/backoff.h"

#include <chrono>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace siaga::console {

// Actions.
struct FetchSnapshot {};
struct OpenFeed {
  protocol::Cursor after;
  std::string scope{};  ///< of the snapshot that `after` goes on from; empty: the hub didn't say, or it is another's
};
struct ReadFrame {};  ///< go on reading; close nothing
struct Pause {        ///< close the feed, wait
  std::chrono::milliseconds length;
};
struct Stop {  ///< only a person can go on: unauthenticated, forbidden, untrusted
  base::Error why;
};
using FeedAction = std::variant<FetchSnapshot, OpenFeed, ReadFrame, Pause, Stop>;

// Effects on the model, to be applied in order.
struct BeginCatchUp {};
using FeedEffect = std::variant<protocol::SnapshotView, protocol::RangeFrame, protocol::HeartbeatFrame,
                                protocol::PositionsFrame, Loss, LinkStatus::State, BeginCatchUp>;

struct FeedStep {
  std::vector<FeedEffect> effects;
  FeedAction action;
};

class FeedFsm {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds stale_after{3};      ///< without any frame: show it as dead
  static constexpr std::chrono::seconds reconnect_after{6};  ///< without any frame: cut and connect anew
  /// Heartbeats that speak of newer events while none arrive: the feed has lost its place.
  static constexpr int heartbeats_without_progress = 6;

  /// `remembered`: the cursor that an earlier run of this console had reached on this hub. When the hub's snapshot is
  /// of another epoch or ends before it, the feed is asked with that cursor, so that the hub itself says what is lost.
  /// `random` gives [0, 1).
  FeedFsm(std::optional<protocol::Cursor> remembered, std::function<double()> random);

  FeedStep begin();
  FeedStep on_snapshot(base::Result<protocol::SnapshotView> answer);
  FeedStep on_opened(base::Result<void> outcome, Time now);
  FeedStep on_frame(base::Result<protocol::FeedFrame> frame, Time now);
  /// The feed ended; `field` of the error holds the peer's close code, if any.
  FeedStep on_closed(const base::Error& why);
  FeedStep on_paused();
  /// Call a few times a second while reading. Pause means: cut the feed now (its end needn't be reported).
  FeedStep on_tick(Time now);
  /// The same while there is no feed to cut: a snapshot or a connection that is waited for must not look alive.
  std::vector<FeedEffect> on_wait(Time now);

  /// Everything up to here was handed to the model.
  const std::optional<protocol::Cursor>& cursor() const { return cursor_; }

 private:
  FeedStep retry(std::vector<FeedEffect> effects = {});
  FeedStep give_up_or_retry(const base::Error& why);
  FeedStep after_snapshot(std::vector<FeedEffect> effects);
  FeedStep answer_to_asking(const protocol::FeedFrame& frame);
  FeedStep end_asking(std::optional<Loss> loss);
  FeedStep take(protocol::RangeFrame range, std::vector<FeedEffect> effects);
  FeedStep take(protocol::HeartbeatFrame heartbeat, std::vector<FeedEffect> effects);
  FeedStep take(const protocol::LostFrame& lost, std::vector<FeedEffect> effects);

  std::optional<protocol::Cursor> remembered_;
  std::function<double()> random_;
  net::Backoff backoff_;
  std::optional<protocol::Cursor> cursor_;
  std::string scope_;  ///< of the newest snapshot
  LinkStatus::State shown_ = LinkStatus::State::connecting;
  bool asking_ = false;      ///< the open feed was asked with the remembered cursor
  bool was_broken_ = false;  ///< since the last snapshot or catch-up
  bool ever_connected_ = false;
  Time last_life_{};
  int heartbeats_ = 0;        ///< on this connection
  int heartbeats_ahead_ = 0;  ///< in a row, without a range between
};

/// What can be said of a loss when the hub itself doesn't: `seen` is the cursor that was reached, `end` the hub's.
/// Beyond the end: end.seq+1 … seen.seq. Otherwise (another epoch whose log has grown past it): 1 … seen.seq.
Loss presumed_loss(const protocol::Cursor& seen, const protocol::Cursor& end);

}  // namespace siaga::console
