#include "console/link_worker.h"

#include "base/digest.h"
#include "base/log.h"
#include "console/settings.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::minutes long_work_within{2};
constexpr std::chrono::seconds deliver_files_within{120};
constexpr std::size_t largest_answer = 64 << 20;

static_assert(Link::journal_cancelled == FileFetch::cancelled);

using SessionBack = std::function<void(Result<protocol::SessionView>)>;
using AnswerBack = std::function<void(Result<net::ClientResponse>)>;

base::Error too_late() {
  return base::fail(Fault::unauthenticated, "the session that asked has ended", std::string{Link::earlier_session});
}

net::ClientRequest request_of(DirectoryClient::Request wish) {
  using enum DirectoryClient::Request::Verb;
  if (wish.verb == get) return get_request(std::move(wish.target));
  auto request = post_request(std::move(wish.target), std::move(wish.body));
  if (wish.verb == put) request.verb = net::Verb::put;
  if (wish.verb == del) request.verb = net::Verb::del;
  request.headers.clear();
  if (wish.verb != del) request.headers = {{"Content-Type", std::move(wish.content_type)}};
  return request;
}

net::ClientRequest request_of(UserIdClient::Request wish) {
  using enum UserIdClient::Request::Verb;
  if (wish.verb == get) return get_request(std::move(wish.target));
  auto request = post_request(std::move(wish.target), std::move(wish.body));
  if (wish.verb == put) request.verb = net::Verb::put;
  if (wish.is_file) request.headers = {{"Content-Type", "application/octet-stream"}};
  if (wish.is_table) request.headers = {{"Content-Type", "text/csv"}};
  return request;
}

net::ClientRequest request_of(AccountClient::Request wish) {
  using enum AccountClient::Request::Verb;
  auto request = get_request(std::move(wish.target));
  request.verb = wish.verb == get    ? net::Verb::get
                 : wish.verb == put  ? net::Verb::put
                 : wish.verb == post ? net::Verb::post
                                     : net::Verb::del;
  if (!wish.body.empty()) request.headers = {{"Content-Type", std::move(wish.content_type)}};
  request.body = std::move(wish.body);
  return request;
}

/// Work that waits for the UI thread may outlive the network thread and everything that belongs to it, so it names its
/// client without holding it.
bool is_same(const std::weak_ptr<HubClient>& asked, const std::shared_ptr<HubClient>& now) {
  return !asked.owner_before(now) && !now.owner_before(asked);
}

asio::awaitable<void> leave(std::shared_ptr<HubClient> client) {
  net::ClientRequest request;
  request.verb = net::Verb::del;
  request.target = "/api/v1/sessions/current";
  // When the hub can't be reached the session ends there by its own age.
  [[maybe_unused]] const auto ended = co_await client->deliver(std::move(request), deliver_within);
}

asio::awaitable<void> ask_once(std::shared_ptr<HubClient> client, net::ClientRequest request, AnswerBack back,
                               std::chrono::seconds within = deliver_within) {
  request.deadline = within;
  request.body_limit = largest_answer;
  auto answer = co_await client->ask(std::move(request));
  back(std::move(answer));
}

asio::awaitable<void> enter(std::shared_ptr<HubClient> client, net::ClientRequest request, SessionBack back) {
  request.deadline = deliver_within;
  const auto answer = co_await client->ask(std::move(request));
  if (!answer) {
    back(answer.error());
    co_return;
  }
  auto view = protocol::decode_session_view(answer->body);
  if (view && view->token.empty()) view->token = client->access().token;
  if (view) client->set_token(view->token);
  // Who has a phone alone enrols at a console all the same: the phone can't show itself a code to scan.
  if (!view || has_desk(*view) || view->second_factor == domain::SecondFactor::needed) {
    back(std::move(view));
    co_return;
  }
  back(base::fail(Fault::forbidden, "this person may not work at a console"));
  co_await leave(std::move(client));
}

asio::awaitable<void> deliver(std::shared_ptr<HubClient> client, net::ClientRequest request, AnswerBack back,
                              std::chrono::seconds within) {
  request.body_limit = largest_answer;
  auto answer = co_await client->deliver(std::move(request), within);
  back(std::move(answer));
}

}  // namespace

bool has_desk(const protocol::SessionView& view) {
  return std::ranges::find(view.actions, domain::Action::follow_feed) != view.actions.end();
}

Link::Worker::Worker(Options wanted, const base::Clock& time, base::Post to_ui, Model& state)
    : options(std::move(wanted)), clock(time), post(std::move(to_ui)), model(state) {
  if (options.state_folder.empty()) options.state_folder = default_state_folder();
  model.set_console_name(options.console_name);
}

Link::Worker::~Worker() {
  const auto ending = session;
  end_session();
  runtime.stop();
  if (ending) ending->save();
}

void Link::Worker::with_access(const Hub& hub, std::function<void(Result<HubAccess>)> then) {
  auto endpoint = net::parse_endpoint(hub.address);
  if (!endpoint) return then(endpoint.error());
  HubAccess access;
  access.endpoint = *endpoint;
  access.trust.pinned_fingerprint = hub.pinned_fingerprint;
  if (hub.authorities.empty()) return then(std::move(access));
  authorities.read(hub.authorities, [access = std::move(access), then = std::move(then)](Result<std::string> pem) {
    if (!pem) return then(pem.error());
    auto vouched = access;
    vouched.trust.authorities_pem = std::move(*pem);
    then(std::move(vouched));
  });
}

void Link::Worker::begin(const Hub& hub, std::string token, net::ClientRequest request,
                         std::function<void(Result<void>)> done) {
  end_session();
  if (model.session()) model.apply_session(std::nullopt);
  with_access(hub, [this, mine = attempt, token = std::move(token), request = std::move(request),
                    done = std::move(done)](Result<HubAccess> access) {
    if (mine != attempt) return;
    if (!access) return on_ui<void>(done)(access.error());
    access->token = token;
    enter_at(std::move(*access), request, done);
  });
}

void Link::Worker::enter_at(HubAccess access, net::ClientRequest request, std::function<void(Result<void>)> done) {
  entering = std::make_shared<HubClient>(runtime.executor(), std::move(access));
  SessionBack back = [this, mine = attempt, done = std::move(done)](Result<protocol::SessionView> view) {
    if (mine != attempt) return;
    const auto client = std::exchange(entering, nullptr);
    if (!view) return done(view.error());
    if (view->second_factor == domain::SecondFactor::needed) {
      enrolling = Enrolling{client, std::move(*view)};
      return done(base::fail(Fault::forbidden, "a second factor is needed first", "second_factor"));
    }
    entered(client, std::move(*view));
    done({});
  };
  asio::co_spawn(runtime.executor(), enter(entering, std::move(request), on_ui(std::move(back))), asio::detached);
}

void Link::Worker::entered(const std::shared_ptr<HubClient>& client, protocol::SessionView view) {
  auto access = client->access();
  access.token = view.token;
  shelf = std::make_unique<RecordingShelf>(options.cache_folder, runtime.executor(), std::move(access));
  follow(client);  // first: who hears of the session may ask in its name at once
  model.apply_session(std::move(view));
}

void Link::Worker::ask_enrolling(net::ClientRequest request, Answered done) {
  if (!enrolling)
    return on_ui<net::ClientResponse>(std::move(done))(base::fail(Fault::unauthenticated, "nobody is enrolling"));
  const auto client = enrolling->client;
  Answered mine = [this, asked = std::weak_ptr{client}, done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!enrolling || !is_same(asked, enrolling->client)) return done(too_late());
    done(std::move(answer));
  };
  asio::co_spawn(runtime.executor(), ask_once(client, std::move(request), on_ui(std::move(mine))), asio::detached);
}

void Link::Worker::follow(const std::shared_ptr<HubClient>& client) {
  const auto file = last_seen_file(options.state_folder, net::to_string(client->access().endpoint));
  session = std::make_shared<SignedIn>(client, options.console_name, file, clock);
  FeedReader::Told told;
  told.effects = [this, hop = to_ui(), time = &clock, mine = attempt](std::vector<FeedEffect> effects) {
    const auto carried = std::make_shared<std::vector<FeedEffect>>(std::move(effects));
    hop([this, carried, mine, arrived = time->now()] {
      if (mine == attempt) apply(std::move(*carried), arrived);
    });
  };
  told.stopped = [this, hop = to_ui(), mine = attempt](const base::Error& why) {
    hop([this, why, mine] {
      if (mine == attempt) stopped(why);
    });
  };
  asio::co_spawn(runtime.executor(), SignedIn::follow(session, std::move(told)), asio::detached);
}

void Link::Worker::apply(std::vector<FeedEffect> effects, base::Instant arrived) {
  const auto mine = attempt;
  for (auto& effect : effects) {
    if (mine != attempt) return;  // a listener has signed out meanwhile
    apply_one(effect, arrived);
  }
}

void Link::Worker::apply_one(FeedEffect& effect, base::Instant arrived) {
  if (const auto* snapshot = std::get_if<protocol::SnapshotView>(&effect)) {
    if (model.link().complete_to > 0) look_at_self();  // a later one: what they may do may have changed
    model.apply_snapshot(*snapshot);
  } else if (const auto* range = std::get_if<protocol::RangeFrame>(&effect)) {
    if (!model.apply_range(*range)) begin_anew();
  } else if (const auto* heartbeat = std::get_if<protocol::HeartbeatFrame>(&effect)) {
    model.apply_heartbeat(*heartbeat, arrived);
  } else if (const auto* positions = std::get_if<protocol::PositionsFrame>(&effect)) {
    model.apply_positions(*positions);
  } else if (const auto* loss = std::get_if<Loss>(&effect)) {
    model.apply_loss(*loss);
  } else if (const auto* state = std::get_if<LinkStatus::State>(&effect)) {
    model.apply_link(*state);
  } else {
    model.begin_catch_up();
  }
}

/// Who they are and what they may do, anew. When it fails the hub still decides about each command.
void Link::Worker::look_at_self() {
  send(get_request("/api/v1/sessions/current"), [this, mine = attempt](Result<net::ClientResponse> answer) {
    if (mine != attempt || !answer || !model.session()) return;
    auto view = protocol::decode_session_view(answer->body);
    if (!view) return base::log::warning("console.session_unreadable", {{"error", base::log::describe(view.error())}});
    view->token = model.session()->token;
    model.apply_session(std::move(*view));
  });
}

/// The reader has checked the same rule, so this is a bug of ours; no alarm may be lost by it.
void Link::Worker::begin_anew() {
  base::log::error("console.chain_differs", {{"complete_to", std::to_string(model.link().complete_to)}});
  const auto client = session->client();
  end_feed();
  follow(client);
}

void Link::Worker::stopped(base::Error why) {
  const auto pinned = session ? session->client()->access().trust.pinned_fingerprint.value_or("") : "";
  end_session();
  if (why.fault == Fault::untrusted)
    model.apply_refusal(pinned, why.field);
  else
    model.apply_session_end(std::move(why));
}

void Link::Worker::end_session() {
  entering.reset();
  enrolling.reset();
  shelf.reset();
  if (file_fetch) file_fetch->cancel();
  end_feed();
}

void Link::Worker::end_feed() {
  ++attempt;
  if (const auto ending = std::exchange(session, nullptr)) asio::post(runtime.executor(), [ending] { ending->end(); });
}

void Link::Worker::send_unsigned(const Hub& hub, net::ClientRequest request, Answered done) {
  with_access(hub, [this, request = std::move(request), back = on_ui(std::move(done))](Result<HubAccess> access) {
    if (!access) return back(access.error());
    const auto client = std::make_shared<HubClient>(runtime.executor(), std::move(*access));
    asio::co_spawn(runtime.executor(), ask_once(client, request, back), asio::detached);
  });
}

Link::Worker::Answered Link::Worker::for_their_eyes(Answered done) {
  return on_ui<net::ClientResponse>(
      [this, asked = std::weak_ptr{session->client()}, done = std::move(done)](Result<net::ClientResponse> answer) {
        if (!session || !is_same(asked, session->client())) return done(too_late());
        done(std::move(answer));
      });
}

void Link::Worker::send(net::ClientRequest request, Answered done, std::chrono::seconds within) {
  if (!session)
    return on_ui<net::ClientResponse>(std::move(done))(base::fail(Fault::unauthenticated, "nobody is signed in"));
  const auto client = session->client();
  asio::co_spawn(runtime.executor(), deliver(client, std::move(request), for_their_eyes(std::move(done)), within),
                 asio::detached);
}

void Link::Worker::send_once(net::ClientRequest request, std::chrono::seconds within, Answered done) {
  if (!session)
    return on_ui<net::ClientResponse>(std::move(done))(base::fail(Fault::unauthenticated, "nobody is signed in"));
  const auto client = session->client();
  asio::co_spawn(runtime.executor(), ask_once(client, std::move(request), for_their_eyes(std::move(done)), within),
                 asio::detached);
}

void Link::Worker::say_goodbye(const std::shared_ptr<HubClient>& client) {
  asio::co_spawn(runtime.executor(), leave(client), asio::detached);
}

void Link::Worker::ask_directory(DirectoryClient::Request wish, DirectoryClient::Answer done) {
  const bool once = wish.once;
  Answered answered = [done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!answer) return done(answer.error());
    done(std::move(answer->body));
  };
  if (once) return send_once(request_of(std::move(wish)), long_work_within, std::move(answered));
  send(request_of(std::move(wish)), std::move(answered));
}

void Link::Worker::ask_user_ids(UserIdClient::Request wish, UserIdClient::Answer done) {
  const auto within = wish.is_file || wish.takes_long ? deliver_files_within : deliver_within;
  const bool once = wish.is_table;
  Answered answered = [done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!answer) return done(answer.error());
    done(std::move(answer->body));
  };
  if (once) return send_once(request_of(std::move(wish)), long_work_within, std::move(answered));
  send(request_of(std::move(wish)), std::move(answered), within);
}

void Link::Worker::ask_in_own_name(AccountClient::Request wish, AccountClient::Answer done) {
  send_once(request_of(std::move(wish)), deliver_within, [done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!answer) return done(answer.error());
    done(std::move(answer->body));
  });
}

void Link::Worker::fetch_file(std::string target, std::filesystem::path folder,
                              std::function<void(std::uint64_t, std::uint64_t)> progress,
                              std::function<void(Result<std::filesystem::path>)> done) {
  if (!session) return on_ui(std::move(done))(base::fail(Fault::unauthenticated, "nobody is signed in"));
  if (file_fetch) return on_ui(std::move(done))(base::fail(Fault::conflict, "another file is being fetched"));
  FileFetch::Told told;
  told.progress = [hop = to_ui(), progress = std::move(progress)](std::uint64_t got, std::uint64_t whole) {
    hop([progress, got, whole] { progress(got, whole); });
  };
  std::function<void(Result<std::filesystem::path>)> last =
      [this, asked = std::weak_ptr{session->client()}, done = std::move(done)](Result<std::filesystem::path> file) {
        file_fetch.reset();
        if (!session || !is_same(asked, session->client())) return done(too_late());
        done(std::move(file));
      };
  told.done = on_ui(std::move(last));
  file_fetch =
      std::make_unique<FileFetch>(session->client()->access(), std::move(target), std::move(folder), std::move(told));
}

std::optional<std::string> Link::Worker::device_at(const Hub& hub) const {
  if (options.device.empty()) return std::nullopt;
  return base::to_hex(base::sha256(options.device + "\n" + hub.address));
}

}  // namespace siaga::console
