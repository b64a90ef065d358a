// Why this is long: one function a request of the console, each a few lines; the worker that they share is nobody
// else's.
#include "console/link.h"

#include "base/log.h"
#include "console/recording_previews.h"
#include "console/recording_shelf.h"
#include "console/settings.h"
#include "console/signed_in.h"
#include "net/runtime.h"
#include "protocol/command.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::seconds deliver_within{10};
constexpr std::chrono::minutes long_work_within{2};
constexpr std::size_t largest_answer = 64 << 20;
constexpr int rows_of_history = 50;

using SessionBack = std::function<void(Result<protocol::SessionView>)>;
using AnswerBack = std::function<void(Result<net::ClientResponse>)>;

std::string path_of(const base::Id& sos, std::string_view verb = {}) {
  std::string path = "/api/v1/sos/" + base::to_string(sos);
  if (!verb.empty()) path.append("/").append(verb);
  return path;
}

std::string path_of_recording(const base::Id& recording, const std::string& what) {
  return "/api/v1/recordings/" + base::to_string(recording) + "/" + what;
}

std::string_view name_of(QueueFilter filter) {
  switch (filter) {
    case QueueFilter::unanswered: return "no";
    case QueueFilter::answered: return "yes";
    case QueueFilter::all: return "all";
  }
  return "all";
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

asio::awaitable<void> leave(std::shared_ptr<HubClient> client) {
  net::ClientRequest request;
  request.verb = net::Verb::del;
  request.target = "/api/v1/sessions/current";
  // When the hub can't be reached the session ends there by its own age.
  [[maybe_unused]] const auto ended = co_await client->deliver(std::move(request), deliver_within);
}

/// Not repeated: a code counts once, so a second try would be refused for the first one's sake.
asio::awaitable<void> ask_once(std::shared_ptr<HubClient> client, net::ClientRequest request, AnswerBack back) {
  request.deadline = deliver_within;
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
  if (!view || std::ranges::find(view->actions, domain::Action::follow_feed) != view->actions.end()) {
    back(std::move(view));
    co_return;
  }
  back(base::fail(Fault::forbidden, "this person may not work at a console"));
  co_await leave(std::move(client));
}

asio::awaitable<void> take_time(std::shared_ptr<HubClient> client, net::ClientRequest request, AnswerBack back) {
  request.deadline = long_work_within;
  request.body_limit = largest_answer;
  auto answer = co_await client->ask(std::move(request));
  back(std::move(answer));
}

asio::awaitable<void> deliver(std::shared_ptr<HubClient> client, net::ClientRequest request, AnswerBack back) {
  request.body_limit = largest_answer;
  auto answer = co_await client->deliver(std::move(request), deliver_within);
  back(std::move(answer));
}

Result<HubAccess> access_to(const Link::Hub& hub) {
  auto endpoint = net::parse_endpoint(hub.address);
  if (!endpoint) return endpoint.error();
  HubAccess access;
  access.endpoint = *endpoint;
  access.trust.pinned_fingerprint = hub.pinned_fingerprint;
  access.trust.authorities_pem = hub.authorities_pem;
  return access;
}

asio::awaitable<void> ask_fingerprint(std::shared_ptr<net::HttpClient> client,
                                      std::function<void(Result<std::string>)> back) {
  auto request = get_request("/healthz");
  request.deadline = deliver_within;
  const auto answer = co_await client->request(std::move(request));
  if (!client->presented_fingerprint().empty())
    back(client->presented_fingerprint());
  else
    back(answer ? base::fail(Fault::internal, "no certificate was seen") : answer.error());
}

/// For those who need no more than that it went well.
AnswerBack without_answer(std::function<void(Result<void>)> done) {
  return [done = std::move(done)](const Result<net::ClientResponse>& answer) {
    done(answer ? Result<void>{} : Result<void>{answer.error()});
  };
}

}  // namespace

struct Link::Worker {
  Worker(Options wanted, const base::Clock& time, base::Post to_ui, Model& state)
      : options(std::move(wanted)), clock(time), post(std::move(to_ui)), model(state) {
    if (options.state_folder.empty()) options.state_folder = default_state_folder();
    model.set_console_name(options.console_name);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    const auto ending = session;
    end_session();
    runtime.stop();
    if (ending) ending->save();
  }

  /// Work for the UI thread that is dropped once the link is gone.
  std::function<void(std::function<void()>)> to_ui() const {
    return [post = post, weak = std::weak_ptr<bool>{alive}](std::function<void()> work) {
      post([weak, work = std::move(work)] {
        if (weak.lock()) work();
      });
    };
  }

  template <class T>
  std::function<void(Result<T>)> on_ui(std::function<void(Result<T>)> done) const {
    return [hop = to_ui(), done = std::move(done)](Result<T> outcome) {
      hop([done, outcome = std::make_shared<Result<T>>(std::move(outcome))] { done(std::move(*outcome)); });
    };
  }

  /// Signed in as far as a second factor that is still to be enrolled.
  struct Enrolling {
    std::shared_ptr<HubClient> client;
    protocol::SessionView view;
    bool confirmed = false;
  };

  void begin(const Hub& hub, std::string token, net::ClientRequest request, std::function<void(Result<void>)> done);
  void entered(const std::shared_ptr<HubClient>& client, protocol::SessionView view);
  void ask_enrolling(net::ClientRequest request, std::function<void(Result<net::ClientResponse>)> done);
  void follow(const std::shared_ptr<HubClient>& client);
  void apply(std::vector<FeedEffect> effects, base::Instant arrived);
  void apply_one(FeedEffect& effect, base::Instant arrived);
  void stopped(const base::Error& why);
  void look_at_self();
  void begin_anew();
  void end_session();
  void end_feed();
  void send_unsigned(const Hub& hub, net::ClientRequest request, std::function<void(Result<net::ClientResponse>)> done);
  /// `once`: not repeated while the hub can't be reached.
  void send(net::ClientRequest request, std::function<void(Result<net::ClientResponse>)> done, bool once = false);
  void ask_in_own_name(AccountClient::Request wish, AccountClient::Answer done);
  void command(const std::string& target, const std::string& json, Done done);
  void plain(const base::Id& sos, std::string_view verb, Done done);
  void text(const base::Id& sos, std::string_view verb, const std::string& words, Done done);
  void confirmed(const Loss& loss);
  base::Id command_id() const { return base::make_id(clock.now()); }

  Options options;
  const base::Clock& clock;
  base::Post post;
  Model& model;
  std::shared_ptr<bool> alive = std::make_shared<bool>(true);
  net::Runtime runtime{1};
  std::shared_ptr<SignedIn> session;
  std::optional<Enrolling> enrolling;
  std::unique_ptr<RecordingShelf> shelf;
  DirectoryClient directory{[this](DirectoryClient::Request wish, DirectoryClient::Answer done) {
                              const bool once = wish.once;
                              send(
                                  request_of(std::move(wish)),
                                  [done = std::move(done)](Result<net::ClientResponse> answer) {
                                    if (!answer) return done(answer.error());
                                    done(std::move(answer->body));
                                  },
                                  once);
                            },
                            model, clock};
  AccountClient account{[this](AccountClient::Request wish, AccountClient::Answer done) {
    ask_in_own_name(std::move(wish), std::move(done));
  }};
  std::uint64_t attempt = 0;  ///< what comes from an earlier sign-in is dropped
};

void Link::Worker::begin(const Hub& hub, std::string token, net::ClientRequest request,
                         std::function<void(Result<void>)> done) {
  end_session();
  if (model.session()) model.apply_session(std::nullopt);
  auto access = access_to(hub);
  if (!access) return on_ui<void>(std::move(done))(access.error());
  access->token = std::move(token);
  const auto client = std::make_shared<HubClient>(runtime.executor(), std::move(*access));
  SessionBack back = [this, client, mine = attempt, done = std::move(done)](Result<protocol::SessionView> view) {
    if (mine != attempt) return;
    if (!view) return done(view.error());
    if (view->second_factor == domain::SecondFactor::needed) {
      enrolling = Enrolling{client, std::move(*view)};
      return done(base::fail(Fault::forbidden, "a second factor is needed first", "second_factor"));
    }
    entered(client, std::move(*view));
    done({});
  };
  asio::co_spawn(runtime.executor(), enter(client, std::move(request), on_ui(std::move(back))), asio::detached);
}

void Link::Worker::entered(const std::shared_ptr<HubClient>& client, protocol::SessionView view) {
  auto access = client->access();
  access.token = view.token;
  shelf = std::make_unique<RecordingShelf>(options.cache_folder, runtime.executor(), std::move(access));
  follow(client);  // first: who hears of the session may ask in its name at once
  model.apply_session(std::move(view));
}

void Link::Worker::ask_enrolling(net::ClientRequest request, std::function<void(Result<net::ClientResponse>)> done) {
  auto back = on_ui(std::move(done));
  if (!enrolling) return back(base::fail(Fault::unauthenticated, "nobody is enrolling"));
  asio::co_spawn(runtime.executor(), ask_once(enrolling->client, std::move(request), std::move(back)), asio::detached);
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

void Link::Worker::stopped(const base::Error& why) {
  const auto pinned = session ? session->client()->access().trust.pinned_fingerprint.value_or("") : "";
  end_session();
  if (why.fault == Fault::untrusted)
    model.apply_refusal(pinned, why.field);
  else
    model.apply_session(std::nullopt);
}

void Link::Worker::end_session() {
  enrolling.reset();
  shelf.reset();
  end_feed();
}

void Link::Worker::end_feed() {
  ++attempt;
  if (const auto ending = std::exchange(session, nullptr)) asio::post(runtime.executor(), [ending] { ending->end(); });
}

void Link::Worker::send_unsigned(const Hub& hub, net::ClientRequest request,
                                 std::function<void(Result<net::ClientResponse>)> done) {
  auto back = on_ui(std::move(done));
  auto access = access_to(hub);
  if (!access) return back(access.error());
  const auto client = std::make_shared<HubClient>(runtime.executor(), std::move(*access));
  asio::co_spawn(runtime.executor(), ask_once(client, std::move(request), std::move(back)), asio::detached);
}

void Link::Worker::send(net::ClientRequest request, std::function<void(Result<net::ClientResponse>)> done, bool once) {
  auto back = on_ui(std::move(done));
  if (!session) return back(base::fail(Fault::unauthenticated, "nobody is signed in"));
  auto asking = once ? take_time(session->client(), std::move(request), std::move(back))
                     : deliver(session->client(), std::move(request), std::move(back));
  asio::co_spawn(runtime.executor(), std::move(asking), asio::detached);
}

/// Once. What comes after the person has left is told to nobody else.
void Link::Worker::ask_in_own_name(AccountClient::Request wish, AccountClient::Answer done) {
  AnswerBack back = [this, mine = attempt, done = std::move(done)](Result<net::ClientResponse> answer) {
    if (mine != attempt) return done(base::fail(Fault::unauthenticated, "this person has left"));
    if (!answer) return done(answer.error());
    done(std::move(answer->body));
  };
  auto posted = on_ui(std::move(back));
  if (!session) return posted(base::fail(Fault::unauthenticated, "nobody is signed in"));
  asio::co_spawn(runtime.executor(), ask_once(session->client(), request_of(std::move(wish)), std::move(posted)),
                 asio::detached);
}

void Link::Worker::command(const std::string& target, const std::string& json, Done done) {
  send(post_request(target, json), [done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!answer) return done(answer.error());
    done(protocol::decode_receipt(answer->body));
  });
}

void Link::Worker::plain(const base::Id& sos, std::string_view verb, Done done) {
  command(path_of(sos, verb), protocol::encode(protocol::PlainCommand{command_id(), options.console_name}),
          std::move(done));
}

void Link::Worker::text(const base::Id& sos, std::string_view verb, const std::string& words, Done done) {
  command(path_of(sos, verb), protocol::encode(protocol::TextCommand{command_id(), options.console_name, words}),
          std::move(done));
}

void Link::Worker::confirmed(const Loss& loss) {
  model.confirm_loss(loss);
  if (session) asio::post(runtime.executor(), [mine = session, loss] { mine->forget_loss(loss); });
}

Link::Link(Options options, const base::Clock& clock, base::Post post, Model& model)
    : worker_(std::make_unique<Worker>(std::move(options), clock, std::move(post), model)) {}

Link::~Link() = default;

void Link::fetch_fingerprint(const std::string& address, std::function<void(Result<std::string>)> done) {
  auto back = worker_->on_ui(std::move(done));
  auto endpoint = net::parse_endpoint(address);
  if (!endpoint) return back(endpoint.error());
  const net::Trust anybody{std::nullopt, true};  // nothing secret is sent
  const auto client = std::make_shared<net::HttpClient>(worker_->runtime.executor(), *endpoint, anybody);
  asio::co_spawn(worker_->runtime.executor(), ask_fingerprint(client, std::move(back)), asio::detached);
}

void Link::sign_in(const Hub& hub, const std::string& login, const std::string& password,
                   std::function<void(Result<void>)> done) {
  const protocol::SignIn body{login, password, worker_->options.console_name};
  worker_->begin(hub, {}, post_request("/api/v1/sessions", protocol::encode(body)), std::move(done));
}

void Link::sign_in_with_code(const Hub& hub, const std::string& login, const std::string& password,
                             const std::string& code, std::function<void(Result<void>)> done) {
  const protocol::SignIn body{login, password, worker_->options.console_name, code};
  worker_->begin(hub, {}, post_request("/api/v1/sessions", protocol::encode(body)), std::move(done));
}

void Link::ask_first_start(const Hub& hub, std::function<void(Result<bool>)> done) {
  worker_->send_unsigned(hub, get_request("/api/v1/first-start"),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (answer) return done(true);
                           if (answer.error().fault == Fault::not_found) return done(false);
                           done(answer.error());
                         });
}

void Link::first_start(const Hub& hub, const protocol::FirstStart& wished, std::function<void(Result<void>)> done) {
  worker_->send_unsigned(hub, post_request("/api/v1/first-start", protocol::encode(wished)),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (!answer) return done(answer.error());
                           done({});
                         });
}

void Link::resume(const Hub& hub, const std::string& token, std::function<void(Result<void>)> done) {
  worker_->begin(hub, token, get_request("/api/v1/sessions/current"), std::move(done));
}

void Link::sign_out() {
  // After a refusal there is nobody to say goodbye to, but the person leaves all the same.
  if (worker_->session) asio::co_spawn(worker_->runtime.executor(), leave(worker_->session->client()), asio::detached);
  if (worker_->enrolling)
    asio::co_spawn(worker_->runtime.executor(), leave(worker_->enrolling->client), asio::detached);
  worker_->end_session();
  worker_->model.apply_session(std::nullopt);
}

void Link::fetch_sign_in_options(const Hub& hub, std::function<void(Result<protocol::SignInOptions>)> done) {
  worker_->send_unsigned(hub, get_request("/api/v1/sign-in-options"),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (!answer) return done(answer.error());
                           done(protocol::decode_sign_in_options(answer->body));
                         });
}

void Link::request_reset(const Hub& hub, const std::string& email, std::function<void(Result<void>)> done) {
  worker_->send_unsigned(hub, post_request("/api/v1/password-resets", protocol::encode(protocol::RequestReset{email})),
                         without_answer(std::move(done)));
}

void Link::confirm_reset(const Hub& hub, const protocol::ConfirmReset& wish, std::function<void(Result<void>)> done) {
  worker_->send_unsigned(hub, post_request("/api/v1/password-resets/confirm", protocol::encode(wish)),
                         without_answer(std::move(done)));
}

void Link::begin_second_factor(const std::string& password,
                               std::function<void(Result<protocol::SecondFactorOffer>)> done) {
  const protocol::BeginSecondFactor body{password};
  worker_->ask_enrolling(post_request("/api/v1/second-factor", protocol::encode(body)),
                         [done = std::move(done)](Result<net::ClientResponse> answer) {
                           if (!answer) return done(answer.error());
                           done(protocol::decode_second_factor_offer(answer->body));
                         });
}

void Link::confirm_second_factor(const std::string& code, std::function<void(Result<protocol::RecoveryCodes>)> done) {
  const protocol::ConfirmSecondFactor body{code};
  worker_->ask_enrolling(post_request("/api/v1/second-factor/confirm", protocol::encode(body)),
                         [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                           if (!answer) return done(answer.error());
                           if (worker->enrolling) worker->enrolling->confirmed = true;
                           done(protocol::decode_recovery_codes(answer->body));
                         });
}

void Link::enter_desk() {
  if (!worker_->enrolling || !worker_->enrolling->confirmed) return;
  auto entered = *std::exchange(worker_->enrolling, std::nullopt);
  entered.view.second_factor = domain::SecondFactor::active;
  worker_->entered(entered.client, std::move(entered.view));
}

void Link::claim(const base::Id& sos, Done done) { worker_->plain(sos, "claim", std::move(done)); }

void Link::release(const base::Id& sos, Done done) { worker_->plain(sos, "release", std::move(done)); }

void Link::take_over(const base::Id& sos, const std::string& reason, Done done) {
  worker_->text(sos, "take-over", reason, std::move(done));
}

void Link::respond(const base::Id& sos, const std::string& text, Done done) {
  worker_->text(sos, "respond", text, std::move(done));
}

void Link::note(const base::Id& sos, const std::string& text, Done done) {
  worker_->text(sos, "note", text, std::move(done));
}

void Link::close(const base::Id& sos, domain::Outcome outcome, const std::string& report, Done done) {
  const protocol::CloseCommand body{worker_->command_id(), worker_->options.console_name, outcome, report};
  worker_->command(path_of(sos, "close"), protocol::encode(body), std::move(done));
}

void Link::shown(const base::Id& sos) {
  if (!worker_->session) return;
  asio::co_spawn(worker_->runtime.executor(), SignedIn::tell_shown(worker_->session, sos), asio::detached);
}

void Link::mute(std::chrono::minutes length, const std::string& reason, Done done) {
  const protocol::MuteCommand body{worker_->command_id(), worker_->options.console_name, length, reason};
  worker_->command("/api/v1/consoles/mute", protocol::encode(body), std::move(done));
}

void Link::unmute(Done done) {
  const protocol::PlainCommand body{worker_->command_id(), worker_->options.console_name};
  worker_->command("/api/v1/consoles/unmute", protocol::encode(body), std::move(done));
}

void Link::confirm_loss(const Loss& loss, Done done) {
  protocol::ConfirmLoss body{worker_->command_id(), worker_->options.console_name, loss.epoch, loss.first, loss.last};
  worker_->command("/api/v1/losses", protocol::encode(body),
                   [worker = worker_.get(), loss, done = std::move(done)](Result<protocol::Receipt> receipt) {
                     if (receipt) worker->confirmed(loss);
                     done(std::move(receipt));
                   });
}

void Link::fetch_history(QueueFilter filter, std::optional<base::Id> before,
                         std::function<void(Result<std::optional<base::Id>>)> done) {
  std::string target =
      "/api/v1/sos?responded=" + std::string{name_of(filter)} + "&limit=" + std::to_string(rows_of_history);
  if (before) target += "&before=" + base::to_string(*before);
  worker_->send(get_request(std::move(target)),
                [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const auto page = protocol::decode_sos_page(answer->body);
                  if (!page) return done(page.error());
                  worker->model.apply_history(*page);
                  done(page->next);
                });
}

void Link::fetch_details(const base::Id& sos, std::function<void(Result<void>)> done) {
  worker_->send(get_request(path_of(sos)),
                [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const auto view = protocol::decode_sos_view(answer->body);
                  if (!view) return done(view.error());
                  worker->model.apply_details(*view);
                  done({});
                });
}

void Link::fetch_poster(const base::Id& recording, std::size_t number, std::function<void(Result<std::string>)> done) {
  worker_->send(get_request(path_of_recording(recording, "posters/" + std::to_string(number))),
                [done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const bool is_picture = answer->header("Content-Type") == "image/jpeg";
                  if (!is_picture) return done(base::fail(Fault::corrupt, "the hub sent no picture"));
                  done(std::move(answer->body));
                });
}

void Link::fetch_loudness(const base::Id& recording, std::function<void(Result<std::vector<std::uint8_t>>)> done) {
  worker_->send(get_request(path_of_recording(recording, "loudness")),
                [done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  done(parse_loudness(answer->body));
                });
}

DirectoryClient& Link::directory() { return worker_->directory; }

AccountClient& Link::account() { return worker_->account; }

std::shared_ptr<CachedRecording> Link::open_recording(const base::Id& recording, RecordingForm form) {
  if (worker_->shelf) return worker_->shelf->open(recording, form);
  // Nobody is signed in: an empty place that says so to its readers.
  auto nothing = std::make_shared<RecordingBytes>(worker_->options.cache_folder / "none.siaga-recording");
  nothing->fail(base::fail(Fault::unauthenticated, "nobody is signed in"));
  return nothing;
}

}  // namespace siaga::console
