#include "console/feed_reader.h"

#include "base/log.h"
#include "net/timeout.h"
#include "net/websocket_client.h"
#include "protocol/session_end.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <utility>

namespace siaga::console {

namespace asio = net::asio;

namespace {

constexpr std::chrono::milliseconds watch_every{200};
constexpr std::chrono::seconds connect_within{6};
constexpr std::chrono::seconds explain_within{3};
constexpr std::size_t largest_frame = 32 << 20;
constexpr std::size_t largest_snapshot = 512 << 20;

FeedFsm::Time steady_now() { return std::chrono::steady_clock::now(); }

/// The window says that the link is cut; why is for the log.
void log_break(const char* what, const base::Error& why) {
  base::log::info("console.feed", {{"what", what}, {"why", base::log::describe(why)}});
}

}  // namespace

FeedReader::FeedReader(std::shared_ptr<HubClient> client, std::optional<protocol::Cursor> remembered, Told told)
    : client_(std::move(client)), fsm_(std::move(remembered), net::random_fraction), told_(std::move(told)) {}

asio::awaitable<void> FeedReader::run(std::shared_ptr<FeedReader> self) {
  const auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, watch(self), asio::detached);
  co_await self->follow();
}

asio::awaitable<void> FeedReader::follow() {
  auto step = fsm_.begin();
  while (!ended_) {
    tell(std::move(step.effects));
    if (const auto* stop = std::get_if<Stop>(&step.action)) {
      auto given = stop->why;
      const auto why = co_await particulars(std::move(given));
      if (!ended_) told_.stopped(why);
      end();
      break;
    }
    auto action = std::move(step.action);
    step = co_await next(std::move(action));
  }
}

/// A refused upgrade and a closed feed only say that the session reads no more; asked for itself, the hub says why.
asio::awaitable<base::Error> FeedReader::particulars(base::Error why) {
  const bool is_said = why.fault == base::Fault::unauthenticated ? protocol::session_end(why.field).has_value()
                                                                 : why.fault != base::Fault::forbidden;
  if (is_said) co_return why;
  auto request = get_request("/api/v1/sessions/current");
  request.deadline = explain_within;
  const auto answer = co_await client_->ask(std::move(request));
  if (!answer && answer.error().fault == base::Fault::unauthenticated) co_return answer.error();
  const auto view =
      answer ? protocol::decode_session_view(answer->body) : base::Result<protocol::SessionView>{answer.error()};
  if (view && view->second_factor == domain::SecondFactor::needed)
    co_return base::fail(base::Fault::forbidden, "a role that was given since needs a second factor", "second_factor");
  co_return why;
}

asio::awaitable<FeedStep> FeedReader::next(FeedAction action) {
  if (const auto* open = std::get_if<OpenFeed>(&action)) {
    auto wish = *open;
    co_return co_await perform(std::move(wish));
  }
  if (const auto* wait = std::get_if<Pause>(&action)) co_return co_await perform(*wait);
  if (std::holds_alternative<FetchSnapshot>(action)) {
    const FetchSnapshot fetch;
    co_return co_await perform(fetch);
  }
  const ReadFrame read;
  co_return co_await perform(read);
}

asio::awaitable<FeedStep> FeedReader::perform(FetchSnapshot) {
  cut();
  auto request = get_request("/api/v1/snapshot");
  request.body_limit = largest_snapshot;
  auto answer = co_await client_->ask(std::move(request));
  auto snapshot =
      answer ? protocol::decode_snapshot_view(answer->body) : base::Result<protocol::SnapshotView>{answer.error()};
  if (!snapshot) log_break("no_snapshot", snapshot.error());
  co_return fsm_.on_snapshot(std::move(snapshot));
}

asio::awaitable<FeedStep> FeedReader::perform(OpenFeed open) {
  cut();
  const auto& access = client_->access();
  auto target = "/api/v1/feed?after=" + net::encode_component(protocol::to_string(open.after));
  if (!open.scope.empty()) target += "&scope=" + net::encode_component(open.scope);
  auto opened = co_await net::connect_websocket(access.endpoint, access.trust, std::move(target), access.headers(),
                                                connect_within);
  if (!opened) {
    log_break("not_opened", opened.error());
    co_return fsm_.on_opened(opened.error(), steady_now());
  }
  if (!ended_) socket_ = *opened;
  co_return fsm_.on_opened({}, steady_now());
}

asio::awaitable<FeedStep> FeedReader::perform(ReadFrame) {
  const auto socket = socket_;
  base::Result<std::string> text = base::fail(base::Fault::unavailable, "the feed was cut");
  if (socket) text = co_await socket->read(largest_frame);
  if (instead_) {
    FeedStep step;
    step.action = *std::exchange(instead_, std::nullopt);
    co_return step;
  }
  if (!text) {
    log_break("closed", text.error());
    co_return fsm_.on_closed(text.error());
  }
  auto frame = protocol::decode_frame(*text);
  if (!frame) log_break("unreadable", frame.error());
  co_return fsm_.on_frame(std::move(frame), steady_now());
}

asio::awaitable<FeedStep> FeedReader::perform(Pause pause) {
  cut();
  co_await net::pause(pause.length);
  co_return fsm_.on_paused();
}

/// The reading coroutine can't see silence: this one looks at the clock for it.
asio::awaitable<void> FeedReader::watch(std::shared_ptr<FeedReader> self) {
  while (!self->ended_) {
    co_await net::pause(watch_every);
    self->look_for_silence();
  }
}

void FeedReader::look_for_silence() {
  if (instead_) return;
  if (!socket_) return tell(fsm_.on_wait(steady_now()));  // what is under way has its own limit
  auto step = fsm_.on_tick(steady_now());
  tell(std::move(step.effects));
  if (!std::holds_alternative<Pause>(step.action)) return;
  instead_ = step.action;
  cut();
}

void FeedReader::tell(std::vector<FeedEffect> effects) {
  if (!effects.empty() && !ended_) told_.effects(std::move(effects));
}

void FeedReader::cut() {
  if (const auto socket = std::exchange(socket_, nullptr)) socket->abort();
}

void FeedReader::end() {
  ended_ = true;
  cut();
}

}  // namespace siaga::console
