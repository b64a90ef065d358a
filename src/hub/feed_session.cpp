#include "hub/feed_session.h"

#include "base/log.h"
#include "hub/scope_tag.h"
#include "net/timeout.h"
#include "net/websocket.h"
#include "store/unit_table.h"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>

namespace siaga::hub::feed_session {

using base::Result;

namespace {

constexpr std::size_t longest_word = 64;

using Pieces = std::vector<std::shared_ptr<const std::string>>;

std::shared_ptr<const std::string> piece(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

/// One page of the store as a range: for readers that the ring has left behind.
struct Page {
  std::uint64_t to = 0;
  std::string joined;
};

Result<Page> read_page(store::Database& database, std::uint64_t after, const domain::Standing& reader,
                       std::size_t limit) {
  Page page{after, {}};
  People people;
  for (const auto& stored : store::read_after(database, after, limit)) {
    page.to = stored.seq;
    if (!reader.sees(topic_of(stored), stored.draft.unit)) continue;
    if (!page.joined.empty()) page.joined += ',';
    page.joined += encode(database, people, stored);
  }
  return page;
}

/// Where a reader goes on from.
struct Place {
  protocol::Cursor cursor;
  std::optional<std::string> scope;  ///< of its snapshot; who doesn't say hears of later changes alone
};

class Reader {
 public:
  Reader(Core& core, std::shared_ptr<Session> session, AccountPtr account, std::shared_ptr<net::WebSocket> socket,
         Place place)
      : core_(core),
        session_(std::move(session)),
        account_(std::move(account)),
        socket_(std::move(socket)),
        cursor_(std::move(place.cursor)),
        scope_(std::move(place.scope)) {}

  asio::awaitable<void> run() {
    using asio::experimental::awaitable_operators::operator&&;
    const Presence presence{core_.metrics.feed_readers};
    auto listening = listen();
    auto telling = tell();
    auto both = std::move(listening) && std::move(telling);
    co_await std::move(both);
  }

 private:
  /// Readers have nothing to say; pings and the close are handled while a read waits, which keeps so much room.
  asio::awaitable<void> listen() {
    while (!gone_) {
      auto reading = socket_->read(longest_word);
      const auto message = co_await std::move(reading);
      if (!message) gone_ = true;
    }
    if (ticket_) ticket_->wake();
  }

  asio::awaitable<void> tell() {
    auto telling = tell_until_over();
    const auto end = co_await std::move(telling);
    if (gone_) co_return;
    gone_ = true;
    auto closing = socket_->close(end.code, end.reason);
    co_await std::move(closing);
  }

  struct End {
    std::uint16_t code = 1000;
    std::string reason;
  };

  asio::awaitable<End> tell_until_over() {
    End broken;
    broken.code = 1011;
    if (is_lost()) {
      auto sending = send_answer_to_lost();
      co_await std::move(sending);
      End lost;
      lost.code = close_lost;
      lost.reason = "lost";
      co_return lost;
    }
    auto comparing = compare_scope();
    if (!co_await std::move(comparing)) co_return reset_;
    auto next_beat = std::chrono::steady_clock::now();
    while (!gone_) {
      core_.sessions.note_use(*session_);
      if (const auto why = core_.sessions.over(*session_)) {
        End ended;
        ended.code = close_session_ended;
        ended.reason = protocol::name_of(*why);
        co_return ended;
      }
      if (core_.sessions.known_account(*session_) != account_) {
        auto looking = look_at_account();
        if (!co_await std::move(looking)) co_return reset_;
      }
      if (!ticket_ || ticket_->is_woken()) ticket_ = core_.feed.notice().arm(socket_->executor());
      if (std::chrono::steady_clock::now() >= next_beat) {
        next_beat = std::chrono::steady_clock::now() + std::chrono::seconds{1};
        auto beating = beat();
        if (!co_await std::move(beating)) co_return broken;
      }
      auto sending = send_range();
      const auto sent = co_await std::move(sending);
      if (sent == Sent::failed) co_return broken;
      if (sent == Sent::nothing) {
        auto waiting = ticket_->wait(next_beat);
        co_await std::move(waiting);
      }
    }
    co_return broken;
  }

  /// False when they may no longer see what they saw, or see more: they begin anew; also when a role waits for a second
  /// factor, or no longer does, which their console then reads. Who is left without a role that counts is closed.
  asio::awaitable<bool> look_at_account() {
    auto looking = core_.sessions.account(session_);
    auto account = co_await std::move(looking);
    if (!account) {
      reset_.code = account.error().fault == base::Fault::unauthenticated ? close_session_ended : 1011;
      co_return false;
    }
    if ((*account)->factor() == domain::SecondFactor::needed) {
      reset_.code = close_session_ended;
      reset_.reason = lacks_factor;
      co_return false;
    }
    const bool same =
        (*account)->standing == account_->standing &&
        std::ranges::equal((*account)->waiting, account_->waiting, {}, &domain::Grant::id, &domain::Grant::id);
    account_ = std::move(*account);
    if (same) co_return true;
    auto resetting = send_reset();
    co_await std::move(resetting);
    co_return false;
  }

  /// False when it was changed while they were away: a view of the old scope would stay until the next snapshot.
  asio::awaitable<bool> compare_scope() {
    if (!scope_) co_return true;
    std::function<Result<std::string>(store::Database&)> name = [account = account_](store::Database& database) {
      return Result<std::string>{scope_tag(*account, store::unit_table::all(database))};
    };
    auto naming = on_reader<std::string>(core_.readers, std::move(name));
    const auto scope = co_await std::move(naming);
    if (scope && *scope == *scope_) co_return true;
    if (!scope) {
      base::log::warning("feed.scope_not_compared", {{"error", base::log::describe(scope.error())}});
      reset_.code = 1011;
      co_return false;
    }
    auto resetting = send_reset();
    co_await std::move(resetting);
    co_return false;
  }

  asio::awaitable<void> send_reset() {
    Pieces pieces{piece(protocol::encode(protocol::ResetFrame{"scope"}))};
    auto sending = socket_->send(std::move(pieces));
    co_await std::move(sending);
    reset_.code = 1000;
    reset_.reason = "scope";
  }

  bool is_lost() const { return cursor_.epoch != core_.feed.epoch() || cursor_.seq > core_.feed.end(); }

  /// Of another epoch nothing that was seen is known here, but for what a restore brought along; of ours only what
  /// lies beyond the end isn't. A reader who saw nothing beyond a restored backup has lost nothing: it begins anew.
  std::string answer_to_lost() const {
    const auto known = cursor_.epoch == core_.feed.epoch() ? core_.feed.end()
                                                           : shared_up_to(core_.ancestors, cursor_.epoch).value_or(0);
    if (known > 0 && cursor_.seq <= known) return protocol::encode(protocol::ResetFrame{"restored"});
    protocol::LostFrame lost;
    lost.epoch = core_.feed.epoch();
    lost.seq = core_.feed.end();
    lost.first = known + 1;
    lost.last = std::max(cursor_.seq, lost.first);
    return protocol::encode(lost);
  }

  asio::awaitable<void> send_answer_to_lost() {
    Pieces pieces{piece(answer_to_lost())};
    auto sending = socket_->send(std::move(pieces));
    const auto sent = co_await std::move(sending);
    if (!sent) gone_ = true;
  }

  asio::awaitable<bool> beat() {
    protocol::HeartbeatFrame heartbeat;
    heartbeat.epoch = core_.feed.epoch();
    heartbeat.seq = core_.feed.end();
    heartbeat.at = core_.clock.now();
    heartbeat.storage_full = core_.storage_full();
    if (core_.certificate.are_checked) heartbeat.certificate_expires_at = core_.certificate.expires_at.load();
    Pieces pieces{piece(protocol::encode(heartbeat))};
    auto sending = socket_->send(std::move(pieces));
    const auto sent = co_await std::move(sending);
    if (!sent) co_return false;
    auto positions = core_.feed.positions_since(positions_, account_->standing);
    positions_ = positions.version;
    if (positions.frame.entries.empty()) co_return true;
    Pieces placed{piece(protocol::encode(positions.frame))};
    auto placing = socket_->send(std::move(placed));
    const auto told = co_await std::move(placing);
    co_return told.has_value();
  }

  enum class Sent { nothing, something, failed };

  asio::awaitable<Sent> send_range() {
    auto range = core_.feed.read(cursor_.seq, account_->standing, core_.limits.feed_frame_bytes);
    if (!range) {
      auto paging = page_from_store();
      range = co_await std::move(paging);
      if (!range) co_return Sent::failed;
    }
    if (range->to == cursor_.seq) co_return Sent::nothing;
    Pieces pieces{range->frame};
    auto sending = socket_->send(std::move(pieces));
    const auto sent = co_await std::move(sending);
    if (!sent) co_return Sent::failed;
    cursor_.seq = range->to;
    co_return Sent::something;
  }

  asio::awaitable<std::optional<Feed::Range>> page_from_store() {
    std::function<Result<Page>(store::Database&)> read =
        [after = cursor_.seq, account = account_, limit = core_.limits.feed_frame_bytes](store::Database& database) {
          return read_page(database, after, account->standing, limit);
        };
    auto reading = on_reader<Page>(core_.readers, std::move(read));
    auto page = co_await std::move(reading);
    std::optional<Feed::Range> range;
    if (!page) {
      base::log::warning("feed.page_failed", {{"error", base::log::describe(page.error())}});
      co_return range;
    }
    range = Feed::range(cursor_.seq, page->to, page->joined);
    co_return range;
  }

  Core& core_;
  const std::shared_ptr<Session> session_;
  AccountPtr account_;
  End reset_;  ///< when what they may see has changed
  const std::shared_ptr<net::WebSocket> socket_;
  protocol::Cursor cursor_;
  const std::optional<std::string> scope_;
  std::uint64_t positions_ = 0;
  std::shared_ptr<Notice::Ticket> ticket_;
  bool gone_ = false;
};

/// One open feed of a session.
class Seat {
 public:
  explicit Seat(std::shared_ptr<Session> session) : session_(std::move(session)) { ++session_->feeds; }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat() { --session_->feeds; }

 private:
  std::shared_ptr<Session> session_;
};

asio::awaitable<void> follow(Core& core, std::shared_ptr<Session> session, AccountPtr account, Place place,
                             std::shared_ptr<net::WebSocket> socket, [[maybe_unused]] std::shared_ptr<Seat> seat) {
  Reader reader{core, std::move(session), std::move(account), std::move(socket), std::move(place)};
  auto running = reader.run();
  co_await std::move(running);
}

}  // namespace

Answer open(Call& call) {
  // Only browsers send it, and a page of somebody else's is the only one that could (RFC 6455 §10.2).
  if (call.request.header("Origin")) co_return base::fail(base::Fault::forbidden, "the feed isn't for web pages");
  const auto after = call.request.query("after");
  if (!after) co_return base::fail(base::Fault::invalid, "after is a cursor: epoch:seq", "after");
  auto cursor = protocol::parse_cursor(*after);
  if (!cursor) {
    auto error = cursor.error();
    error.field = "after";
    co_return error;
  }
  Place place{*cursor, {}};
  if (const auto scope = call.request.query("scope")) place.scope = std::string{*scope};
  const auto seat = std::make_shared<Seat>(call.session);
  if (call.session->feeds > call.core.limits.feeds_of_session)
    co_return base::fail(base::Fault::too_many, "this session reads the feed too often at once");
  net::Response response;
  response.upgraded = [&core = call.core, session = call.session, account = call.account, from = std::move(place),
                       seat](std::shared_ptr<net::WebSocket> socket) {
    return follow(core, session, account, from, std::move(socket), seat);
  };
  co_return response;
}

}  // namespace siaga::hub::feed_session
