// FeedReader: performs what FeedFsm decides: fetches the snapshot, opens the feed, reads it, waits, begins again.
// Owner: shared by a signed-in session of the link and its own coroutine.
// Thread: its executor, except the constructor.
#pragma once

#include "console/feed_fsm.h"
#include "console/hub_client.h"
#include "net/websocket.h"

#include <functional>
#include <memory>

namespace siaga::console {

class FeedReader {
 public:
  struct Told {
    std::function<void(std::vector<FeedEffect>)> effects;  ///< in order; never empty
    /// Last; only a person can go on. unauthenticated: `field` says why (protocol/session_end.h), if the hub does.
    std::function<void(base::Error)> stopped;
  };

  FeedReader(std::shared_ptr<HubClient> client, std::optional<protocol::Cursor> remembered, Told told);

  /// Until end() or the FSM stops. Once.
  static net::asio::awaitable<void> run(std::shared_ptr<FeedReader> self);
  /// Tells nothing any more, cuts the feed.
  void end();
  const std::optional<protocol::Cursor>& cursor() const { return fsm_.cursor(); }

 private:
  net::asio::awaitable<FeedStep> perform(FetchSnapshot);
  net::asio::awaitable<FeedStep> perform(OpenFeed open);
  net::asio::awaitable<FeedStep> perform(ReadFrame);
  net::asio::awaitable<FeedStep> perform(Pause pause);
  net::asio::awaitable<base::Error> particulars(base::Error why);
  net::asio::awaitable<FeedStep> next(FeedAction action);
  static net::asio::awaitable<void> watch(std::shared_ptr<FeedReader> self);
  net::asio::awaitable<void> follow();
  void look_for_silence();
  void tell(std::vector<FeedEffect> effects);
  void cut();

  std::shared_ptr<HubClient> client_;
  FeedFsm fsm_;
  Told told_;
  std::shared_ptr<net::WebSocket> socket_;
  std::optional<FeedAction> instead_;  ///< what watch() decided when it cut a silent feed
  bool ended_ = false;
};

}  // namespace siaga::console
