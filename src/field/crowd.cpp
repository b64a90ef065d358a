#include "field/crowd.h"

#include "base/log.h"
#include "field/calls.h"
#include "field/text.h"
#include "field/upload.h"
#include "net/backoff.h"
#include "net/timeout.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace siaga::field {

namespace asio = net::asio;
using base::Fault;
using base::Result;
using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t lanes = 6;  // connections that share all positions
constexpr milliseconds look_pause{100}, reader_pause{300};
constexpr double share_of_drills = 0.2;
constexpr double share_of_withdrawals = 0.15;

milliseconds about(milliseconds middle) {
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(middle.count()) * (0.5 + net::random_fraction()))};
}

milliseconds between(milliseconds least, milliseconds most) {
  return least +
         milliseconds{static_cast<std::int64_t>(static_cast<double>((most - least).count()) * net::random_fraction())};
}

/// A day of many has many small faults: they are for the log, what they mean shows in the counts.
void log_refusal(const char* what, const base::Error& why) {
  base::log::info("crowd.not_done", {{"what", what}, {"why", base::log::describe(why)}});
}

bool is_refused(const base::Error& error) {
  return error.fault == Fault::unauthenticated || error.fault == Fault::forbidden;
}

/// Value of `siaga_feed_readers` in Prometheus' text.
double feed_readers(std::string_view metrics) {
  constexpr std::string_view name = "\nsiaga_feed_readers ";
  const auto found = metrics.find(name);
  if (found == std::string_view::npos) return 0;
  return std::strtod(std::string{metrics.substr(found + name.size(), 32)}.c_str(), nullptr);
}

}  // namespace

struct Crowd::Officer {
  DemoOfficer who;
  Walk walk;
  std::string token;
  Steady::time_point due{};
  bool has_alarm = false;
};

Crowd::Crowd(asio::any_io_executor executor, const base::Clock& clock, Organisation organisation, Options options,
             Say say)
    : executor_(executor),
      clock_(clock),
      organisation_(std::move(organisation)),
      options_(std::move(options)),
      say_(std::move(say)) {
  account_.hub = options_.hub;
  account_.fingerprint = options_.fingerprint;
  std::uint32_t seed = 0;
  for (auto& who : spread(organisation_.officers, options_.officers)) {
    Walk walk{organisation_.places_of(who.unit), ++seed, clock_.now()};
    officers_.push_back(std::make_shared<Officer>(Officer{std::move(who), std::move(walk), {}, {}, false}));
  }
}

Crowd::~Crowd() = default;

bool Crowd::is_over() const { return failure_ || Steady::now() >= end_; }

std::unique_ptr<net::HttpClient> Crowd::connect() const { return make_client(executor_, account_).value(); }

asio::awaitable<Result<void>> Crowd::run() {
  using asio::experimental::awaitable_operators::operator&&;
  end_ = options_.length.count() > 0 ? Steady::now() + options_.length : Steady::time_point::max();
  if (auto pinned = co_await pin(); !pinned) co_return pinned;
  auto work = gather();
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    auto more = move(lane);
    auto both = std::move(work) && std::move(more);
    work = std::move(both);
  }
  auto alarms = raise_now_and_then() && raise_after_reader();
  auto all = std::move(work) && std::move(alarms);
  co_await std::move(all);
  while (alarms_running_ > 0) co_await net::pause(look_pause);  // they see that it is over
  if (failure_) co_return *failure_;
  co_return Result<void>{};
}

/// The hub may still be starting.
asio::awaitable<Result<void>> Crowd::pin() {
  if (const auto client = make_client(executor_, account_); !client) co_return client.error();
  net::Backoff backoff;
  while (!is_over()) {
    const auto client = connect();
    net::ClientRequest request;
    request.target = "/healthz";
    const auto answer = co_await client->request(std::move(request));
    if (answer) {
      account_.fingerprint = client->presented_fingerprint();
      break;
    }
    if (answer.error().fault == Fault::untrusted) co_return answer.error();
    co_await net::pause(backoff.next(net::random_fraction()));
  }
  co_return Result<void>{};
}

asio::awaitable<void> Crowd::gather() {
  const auto client = connect();
  net::Backoff backoff;
  for (auto officer = officers_.begin(); officer != officers_.end() && !is_over();) {
    const auto view = co_await sign_in(*client, (*officer)->who.login, options_.password, "siaga-field");
    if (view) {
      (*officer)->token = view->token;
      (*officer)->due = Steady::now();
      present_.push_back(*officer++);
      counts_.present = present_.size();
      backoff.reset();
      co_await net::pause(options_.sign_in_every);
    } else if (view.error().fault == Fault::untrusted || (is_refused(view.error()) && present_.empty())) {
      failure_ = view.error();
    } else if (is_refused(view.error())) {
      ++officer;  // this one has another password by now
    } else {
      co_await net::pause(backoff.next(net::random_fraction()));
    }
  }
  if (!is_over()) say_(tr("{} officers are on the way.", present_.size()));
}

/// Each lane is one connection, with every so-many-th officer's positions on it.
asio::awaitable<void> Crowd::move(std::size_t lane) {
  const auto client = connect();
  while (!is_over()) {
    for (std::size_t i = lane; i < present_.size() && !is_over(); i += lanes) {
      const auto officer = present_[i];
      if (officer->due > Steady::now()) continue;
      officer->due = Steady::now() + about(options_.position_every);
      const auto position = officer->walk.position(clock_.now());
      const auto sent = co_await send_position(*client, officer->token, position);
      if (sent)
        ++counts_.positions;
      else
        log_refusal("position", sent.error());
    }
    co_await net::pause(look_pause);
  }
}

std::shared_ptr<Crowd::Officer> Crowd::anybody_free() {
  if (present_.empty()) return nullptr;
  const auto begin = static_cast<std::size_t>(net::random_fraction() * static_cast<double>(present_.size()));
  for (std::size_t i = 0; i < present_.size(); ++i) {
    const auto& officer = present_[(begin + i) % present_.size()];
    if (!officer->has_alarm) return officer;
  }
  return nullptr;
}

asio::awaitable<void> Crowd::raise_now_and_then() {
  if (options_.sos_every.count() == 0) co_return;
  auto next = Steady::now() + about(options_.sos_every);
  while (!is_over()) {
    co_await net::pause(look_pause);
    if (Steady::now() < next) continue;
    const auto officer = anybody_free();
    if (!officer) continue;
    next = Steady::now() + about(options_.sos_every);
    const bool withdraws = net::random_fraction() < share_of_withdrawals;
    const bool drill = net::random_fraction() < share_of_drills;
    const auto length = between(milliseconds{12'000}, milliseconds{40'000});
    asio::co_spawn(executor_, raise_one(officer, length, drill, withdraws), asio::detached);
  }
}

asio::awaitable<bool> Crowd::has_reader() {
  const auto client = connect();
  net::ClientRequest request;
  request.target = "/metrics";
  const auto answer = co_await client->request(std::move(request));
  co_return answer && answer->status == 200 && feed_readers(answer->body) >= 1;
}

asio::awaitable<void> Crowd::raise_after_reader() {
  if (!options_.first_sos_after_reader) co_return;
  while (!is_over()) {
    if (!present_.empty() && co_await has_reader()) break;
    co_await net::pause(reader_pause);
  }
  const auto hesitation = between(milliseconds{3000}, milliseconds{5000});
  co_await net::pause(hesitation);
  const auto officer = anybody_free();
  if (officer && !is_over()) co_await raise_one(officer, options_.first_sos_length, false, false);
}

asio::awaitable<void> Crowd::raise_one(std::shared_ptr<Officer> officer, milliseconds length, bool drill,
                                       bool withdraws) {
  officer->has_alarm = true;
  ++alarms_running_;
  const auto client = connect();
  domain::RaiseSos command;
  command.id = base::make_id(clock_.now());
  command.pressed_at = clock_.now();
  command.drill = drill;
  command.position = officer->walk.position(clock_.now());
  if (co_await send_alarm(*client, *officer, command)) {
    ++counts_.alarms;
    say_(tr("SOS by {}", officer->who.name));
    co_await record(*client, *officer, command.id, length, withdraws);
    if (withdraws && !is_over()) {
      const auto id = base::make_id(clock_.now());
      const auto told = co_await withdraw(*client, officer->token, command.id, id, "siaga-field");
      if (told)
        ++counts_.withdrawn;
      else
        log_refusal("withdrawal", told.error());
    }
  }
  officer->has_alarm = false;
  --alarms_running_;
}

/// Until the hub has it; false when it refuses, or the day is over.
asio::awaitable<bool> Crowd::send_alarm(net::HttpClient& client, const Officer& officer, domain::RaiseSos command) {
  net::Backoff backoff;
  while (!is_over()) {
    command.sent_at = clock_.now();
    const auto status = co_await raise(client, officer.token, command);
    if (status) co_return true;
    if (!may_pass(status.error())) {
      log_refusal("sos", status.error());
      break;
    }
    co_await net::pause(backoff.next(net::random_fraction()));
  }
  co_return false;
}

asio::awaitable<void> Crowd::record(net::HttpClient& client, const Officer& officer, base::Id sos, milliseconds length,
                                    bool withdraws) {
  if (cameras_in_use_ >= options_.cameras) co_return;
  ++cameras_in_use_;
  media::DemoCamera::Options camera;
  camera.length = length;
  camera.label = "SIAGA " + officer.who.login;
  camera.seed = static_cast<std::uint32_t>(sos.bytes[15]) + 1;
  Upload::Plan plan{sos, base::make_id(clock_.now()), "sos.mp4", "video/mp4"};
  const auto file = options_.scratch / (base::to_string(plan.recording) + ".mp4");
  const auto clip = record_clip(file, std::move(camera));
  const auto stops_at = Steady::now() + (withdraws ? length / 2 : length * 10);
  if (clip) {
    Upload upload{client, officer.token, std::move(plan), **clip,
                  [this, stops_at] { return is_over() || Steady::now() > stops_at; }};
    net::Backoff backoff;
    while (!is_over()) {
      const auto done = co_await upload.run();
      if (!done) log_refusal("recording", done.error());
      if (done || !may_pass(done.error())) break;
      co_await net::pause(backoff.next(net::random_fraction()));
    }
  } else {
    log_refusal("camera", clip.error());
  }
  --cameras_in_use_;
  std::error_code ignored;  // the hub has it
  std::filesystem::remove(file, ignored);
}

}  // namespace siaga::field
