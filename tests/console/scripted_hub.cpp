#include "console/scripted_hub.h"

#include "console/handmade.h"
#include "net/range.h"
#include "net/timeout.h"
#include "net/tls.h"
#include "protocol/command.h"
#include "protocol/event_json.h"
#include "protocol/problem.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace siaga::test {

namespace asio = net::asio;
using net::Response;

namespace {

constexpr std::size_t events_per_range = 7;
constexpr std::chrono::milliseconds step{3};
constexpr int steps_per_heartbeat = 20;

Response json(unsigned status, std::string body) {
  return net::make_response(status, "application/json", std::move(body));
}

Response problem(base::Fault fault, const std::string& field = {}) {
  return net::make_response(protocol::status_of(fault), protocol::problem_content_type,
                            protocol::encode_problem(base::fail(fault, "as scripted", field)));
}

std::shared_ptr<const std::string> shared(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

asio::awaitable<void> read_to_the_end(std::shared_ptr<net::WebSocket> socket, std::shared_ptr<bool> gone) {
  while (true) {
    const auto text = co_await socket->read();
    if (!text) break;
  }
  *gone = true;
}

}  // namespace

ScriptedHub::ScriptedHub(std::optional<net::TlsIdentity> identity) {
  net::HttpServer::Options options;
  if (!identity) identity = net::make_identity("siaga", {"127.0.0.1"}, base::SystemClock{}.now()).value();
  options.identity = *std::move(identity);
  fingerprint_ = net::fingerprint(options.identity).value();
  const auto handler = [this](net::Request& request) { return answer(request); };
  server_ = net::HttpServer::listen(runtime_, std::move(options), handler).value();
}

ScriptedHub::~ScriptedHub() {
  server_.reset();
  runtime_.stop();
}

void ScriptedHub::append(protocol::Event event) {
  const std::lock_guard lock{mutex_};
  event.seq = log_.size() + 1;
  log_.push_back(std::move(event));
}

std::uint64_t ScriptedHub::end() const {
  const std::lock_guard lock{mutex_};
  return log_.size();
}

void ScriptedHub::restore(std::string epoch, std::uint64_t end) {
  const std::lock_guard lock{mutex_};
  epoch_ = std::move(epoch);
  log_.resize(end);
}

void ScriptedHub::sign_in_as(domain::Role role) {
  const std::lock_guard lock{mutex_};
  role_ = role;
}

void ScriptedHub::end_sessions(std::string why) {
  const std::lock_guard lock{mutex_};
  sessions_ended_ = true;
  end_reason_ = std::move(why);
}

void ScriptedHub::reset_into_silence() {
  const std::lock_guard lock{mutex_};
  is_silent_ = true;
}

void ScriptedHub::fail_next(int requests) {
  const std::lock_guard lock{mutex_};
  to_fail_ = requests;
}

std::vector<std::string> ScriptedHub::posted(const std::string& path_end) const {
  const std::lock_guard lock{mutex_};
  std::vector<std::string> bodies;
  for (const auto& [path, body] : posted_)
    if (path.ends_with(path_end)) bodies.push_back(body);
  return bodies;
}

void ScriptedHub::grow_recording(const base::Id& recording, std::string bytes, bool finished) {
  const std::lock_guard lock{mutex_};
  recordings_[recording].bytes += bytes;
  recordings_[recording].finished = finished;
}

void ScriptedHub::grow_copy(const base::Id& recording, std::string bytes, bool finished) {
  const std::lock_guard lock{mutex_};
  copies_[recording].bytes += bytes;
  copies_[recording].finished = finished;
}

void ScriptedHub::lose_copy(const base::Id& recording) {
  const std::lock_guard lock{mutex_};
  copies_.erase(recording);
}

std::vector<std::string> ScriptedHub::ranges_asked() const {
  const std::lock_guard lock{mutex_};
  return ranges_asked_;
}

bool ScriptedHub::is_signed_in(const net::Request& request) const {
  return !sessions_ended_ && request.header("Authorization") == "Bearer token";
}

protocol::SnapshotView ScriptedHub::snapshot_now() const {
  auto view = snapshot(log_.size(), {}, epoch_);
  for (const auto& event : log_)
    if (event.kind == protocol::EventKind::sos_raised) view.sos.push_back(view_of(event));
  return view;
}

asio::awaitable<Response> ScriptedHub::answer(net::Request& request) {
  if (request.verb == net::Verb::post) {
    auto body = co_await request.body.read_all(64 << 10);
    co_return answer_post(request, body.value());
  }
  if (request.path == "/healthz") co_return json(200, R"({"status":"ok"})");
  if (request.path.starts_with("/api/v1/recordings/")) co_return co_await answer_recording(request);
  while (request.path == "/api/v1/snapshot" && is_silent_) co_await net::pause(step);
  const std::lock_guard lock{mutex_};
  if (request.verb == net::Verb::del) {
    posted_.emplace_back("DELETE " + request.path, "");
    co_return Response{204, {}, {}, {}, {}};
  }
  if (!is_signed_in(request)) co_return problem(base::Fault::unauthenticated, end_reason_);
  if (request.path == "/api/v1/sessions/current") {
    auto view = session();
    view.token.clear();
    std::erase_if(view.actions, [this](domain::Action action) { return !domain::may(role_, action); });
    co_return json(200, protocol::encode(view));
  }
  if (request.path == "/api/v1/snapshot") co_return json(200, protocol::encode(snapshot_now()));
  if (request.path == "/api/v1/feed") {
    Response response;
    const auto cursor = protocol::parse_cursor(request.query("after").value_or("")).value();
    response.upgraded = [this, cursor](std::shared_ptr<net::WebSocket> socket) {
      return feed(std::move(socket), cursor);
    };
    co_return response;
  }
  if (request.path == "/api/v1/sos") {
    auto old = view_of(raised(1, id_of(77)));
    old.timeline.clear();
    old.sos.closed_at = moment(50);
    const protocol::SosPage page{{old}, id_of(77)};
    co_return json(200, protocol::encode(page));
  }
  if (request.path == "/api/v1/sos/" + base::to_string(id_of(77)))
    co_return json(200, protocol::encode(view_of(raised(1, id_of(77)))));
  co_return problem(base::Fault::not_found);
}

Response ScriptedHub::answer_post(const net::Request& request, const std::string& body) {
  const std::lock_guard lock{mutex_};
  if (request.path == "/api/v1/sessions") {
    posted_.emplace_back(request.path, body);
    if (protocol::decode_sign_in(body).value().password != "benar") return problem(base::Fault::unauthenticated);
    auto view = session();
    std::erase_if(view.actions, [this](domain::Action action) { return !domain::may(role_, action); });
    return json(201, protocol::encode(view));
  }
  posted_.emplace_back(request.path, body);
  if (!is_signed_in(request)) return problem(base::Fault::unauthenticated);
  if (to_fail_ > 0) {
    --to_fail_;
    return problem(base::Fault::unavailable);
  }
  return json(200, protocol::encode(protocol::Receipt{log_.size(), moment(1)}));
}

asio::awaitable<Response> ScriptedHub::answer_recording(const net::Request& request) {
  const auto id = base::parse_id(request.path.substr(19, 36)).value();
  const auto header = request.header("Range");
  bool may_wait = request.header("Prefer").has_value();
  {
    const std::lock_guard lock{mutex_};
    ranges_asked_.emplace_back(header.value_or(""));
  }
  for (int steps = 0; steps < 200; ++steps) {
    {
      const std::lock_guard lock{mutex_};
      if (!is_signed_in(request)) co_return problem(base::Fault::unauthenticated);
      const auto& there = request.path.ends_with("/play-copy") ? copies_ : recordings_;
      const auto found = there.find(id);
      if (found == there.end()) co_return problem(base::Fault::not_found);
      const auto& recording = found->second;
      const auto range = net::parse_range(header, recording.bytes.size());
      Response response;
      response.set("Siaga-Recording-State", recording.finished ? "finished" : "growing");
      if (range.kind == net::ByteRange::Kind::satisfied && !ignores_ranges_) {
        response.status = 206;
        response.body = recording.bytes.substr(range.offset, range.length);
        std::optional<std::uint64_t> total;
        if (recording.finished) total = recording.bytes.size();
        response.set("Content-Range", net::content_range(range, total));
        co_return response;
      }
      if (range.kind != net::ByteRange::Kind::unsatisfiable) {
        response.body = recording.bytes;
        co_return response;
      }
      if (recording.finished || !may_wait) {
        response.status = 416;
        response.set("Content-Range", net::unsatisfied_range(recording.bytes.size()));
        co_return response;
      }
    }
    co_await net::pause(step);
  }
  Response nothing;
  nothing.status = 204;
  nothing.set("Siaga-Recording-State", "growing");
  co_return nothing;
}

std::string ScriptedHub::range_after(protocol::Cursor& cursor) const {
  if (cursor.seq >= log_.size()) return {};
  const auto last = std::min<std::uint64_t>(cursor.seq + events_per_range, log_.size());
  auto text = protocol::range_head(cursor.seq + 1, last);
  for (auto seq = cursor.seq; seq < last; ++seq) {
    if (seq != cursor.seq) text += ",";
    const auto& event = log_[seq];
    text += protocol::encode_event(event, protocol::encode_body(event.kind, event.body));
  }
  cursor.seq = last;
  text += protocol::range_tail();
  return text;
}

asio::awaitable<void> ScriptedHub::feed(std::shared_ptr<net::WebSocket> socket, protocol::Cursor cursor) {
  const auto gone = std::make_shared<bool>(false);
  asio::co_spawn(socket->executor(), read_to_the_end(socket, gone), asio::detached);
  for (int steps = 0; !*gone; ++steps) {
    std::string text;
    std::uint16_t close_code = 0;
    {
      const std::lock_guard lock{mutex_};
      if (sessions_ended_) {
        close_code = 4401;
      } else if (is_silent_) {
        close_code = 1000;
        text = protocol::encode(protocol::ResetFrame{"scope"});
      } else if (cursor.epoch != epoch_ || cursor.seq > log_.size()) {
        close_code = 4409;
        text = protocol::encode(protocol::LostFrame{epoch_, log_.size(), log_.size() + 1, cursor.seq});
      } else if (steps % steps_per_heartbeat == 0) {
        text = protocol::encode(protocol::HeartbeatFrame{epoch_, log_.size(), base::SystemClock{}.now(), false});
      } else {
        text = range_after(cursor);
      }
    }
    if (!text.empty()) {
      std::vector<std::shared_ptr<const std::string>> pieces{shared(std::move(text))};
      const auto sent = co_await socket->send(std::move(pieces));
      if (!sent) co_return;
    }
    if (close_code != 0) {
      std::string reason = "as scripted";
      co_await socket->close(close_code, std::move(reason));
      co_return;
    }
    co_await net::pause(step);
  }
}

}  // namespace siaga::test
