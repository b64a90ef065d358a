#include "hub_fixture.h"

#include "hub/hub.h"
#include "hub/password.h"
#include "hub/second_factor.h"
#include "net/blocking.h"
#include "net/timeout.h"
#include "net/tus.h"
#include "net/websocket_client.h"
#include "protocol/problem.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/place_table.h"
#include "store/unit_table.h"

namespace siaga::test {

namespace {

constexpr std::chrono::seconds deadline{30};
const net::Headers tus_headers{{"Tus-Resumable", "1.0.0"}};

/// One thread for all clients of all tests.
net::Runtime& client_runtime() {
  static net::Runtime runtime{1};
  return runtime;
}

}  // namespace

struct Visitor::Impl {
  explicit Impl(const HubFixture& fixture) : client(client_runtime().executor(), fixture.endpoint(), fixture.trust()) {}
  net::HttpClient client;
};

Visitor::Visitor(HubFixture& fixture, std::string name)
    : fixture_(fixture), name_(std::move(name)), impl_(std::make_unique<Impl>(fixture)) {
  if (name_.find('@') != std::string::npos) BOOST_REQUIRE(sign_in(name_).status == 201);
}

// The connection's timers and sockets live on the clients' thread: they end there.
Visitor::~Visitor() {
  auto end = [](std::unique_ptr<Impl> impl) -> net::asio::awaitable<bool> {
    impl.reset();
    co_return true;
  };
  net::run_blocking(client_runtime().executor(), end(std::move(impl_)));
}

net::ClientResponse Visitor::send(net::Verb verb, const std::string& target, std::string body, net::Headers headers) {
  net::ClientRequest request;
  request.verb = verb;
  request.target = target;
  request.headers = std::move(headers);
  request.deadline = deadline;
  if (!token_.empty() && !net::find_header(request.headers, "Authorization"))
    request.headers.emplace_back("Authorization", "Bearer " + token_);
  if (!body.empty() && !net::find_header(request.headers, "Content-Type"))
    request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  auto answer = net::run_blocking(client_runtime().executor(), impl_->client.request(std::move(request)));
  if (!answer) BOOST_FAIL("no answer: " + answer.error().detail);
  return std::move(*answer);
}

net::ClientResponse Visitor::sign_in(const std::string& login, const std::string& password,
                                     const std::optional<std::string>& code) {
  auto answer = post("/api/v1/sessions", protocol::encode(protocol::SignIn{login, password, "K1", code}));
  if (answer.status == 201) token_ = protocol::decode_session_view(answer.body).value().token;
  return answer;
}

net::ClientResponse Visitor::raise(const base::Id& sos, std::optional<domain::Position> position) {
  const domain::RaiseSos command{sos, fixture_.clock.now(), fixture_.clock.now(), false, position};
  return send(net::Verb::put, "/api/v1/sos/" + base::to_string(sos), protocol::encode(command));
}

net::ClientResponse Visitor::plain(const base::Id& sos, const std::string& verb, base::Id command) {
  if (command.is_nil()) command = fixture_.make_id();
  return post("/api/v1/sos/" + base::to_string(sos) + "/" + verb,
              protocol::encode(protocol::PlainCommand{command, "K1"}));
}

net::ClientResponse Visitor::say(const base::Id& sos, const std::string& verb, const std::string& text) {
  return post("/api/v1/sos/" + base::to_string(sos) + "/" + verb,
              protocol::encode(protocol::TextCommand{fixture_.make_id(), "K1", text}));
}

net::ClientResponse Visitor::close_sos(const base::Id& sos, domain::Outcome outcome) {
  return post("/api/v1/sos/" + base::to_string(sos) + "/close",
              protocol::encode(protocol::CloseCommand{fixture_.make_id(), "K1", outcome, "Selesai."}));
}

protocol::SnapshotView Visitor::snapshot() {
  const auto answer = get("/api/v1/snapshot");
  BOOST_REQUIRE(answer.status == 200);
  return protocol::decode_snapshot_view(answer.body).value();
}

protocol::SosView Visitor::view(const base::Id& sos) {
  const auto answer = get("/api/v1/sos/" + base::to_string(sos));
  BOOST_REQUIRE(answer.status == 200);
  return protocol::decode_sos_view(answer.body).value();
}

net::ClientResponse Visitor::create_upload(const base::Id& sos, std::optional<base::Id> recording,
                                           std::optional<std::uint64_t> length) {
  std::map<std::string, std::string> metadata{
      {"sos", base::to_string(sos)}, {"filename", "klip.mp4"}, {"filetype", "video/mp4"}};
  if (recording) metadata["id"] = base::to_string(*recording);
  auto headers = tus_headers;
  headers.emplace_back("Upload-Metadata", net::tus::format_metadata(metadata));
  headers.emplace_back(length ? "Upload-Length" : "Upload-Defer-Length", std::to_string(length.value_or(1)));
  return send(net::Verb::post, "/api/v1/uploads", {}, std::move(headers));
}

net::ClientResponse Visitor::append(const base::Id& recording, std::uint64_t offset, std::string bytes,
                                    net::Headers more) {
  auto headers = tus_headers;
  headers.emplace_back("Content-Type", std::string{net::tus::patch_content_type});
  headers.emplace_back("Upload-Offset", std::to_string(offset));
  headers.insert(headers.end(), more.begin(), more.end());
  return send(net::Verb::patch, "/api/v1/uploads/" + base::to_string(recording), std::move(bytes), std::move(headers));
}

std::optional<std::uint64_t> Visitor::offset(const base::Id& recording) {
  const auto answer = send(net::Verb::head, "/api/v1/uploads/" + base::to_string(recording), {}, tus_headers);
  if (answer.status != 200) return std::nullopt;
  return std::stoull(std::string{answer.header("Upload-Offset").value_or("")});
}

net::ClientResponse Visitor::content(const base::Id& recording, const std::string& range, const std::string& prefer) {
  net::Headers headers;
  if (!range.empty()) headers.emplace_back("Range", range);
  if (!prefer.empty()) headers.emplace_back("Prefer", prefer);
  return send(net::Verb::get, "/api/v1/recordings/" + base::to_string(recording) + "/content", {}, std::move(headers));
}

struct FeedReader::Impl {
  std::shared_ptr<net::WebSocket> socket;
};

FeedReader::FeedReader(HubFixture& fixture, const Visitor& reader, protocol::Cursor cursor, const std::string& scope)
    : cursor_(std::move(cursor)), impl_(std::make_unique<Impl>()) {
  net::Headers headers{{"Authorization", "Bearer " + reader.token()}};
  auto target = "/api/v1/feed?after=" + net::encode_component(protocol::to_string(cursor_));
  if (!scope.empty()) target += "&scope=" + scope;
  auto connecting =
      net::connect_websocket(fixture.endpoint(), fixture.trust(), std::move(target), std::move(headers), deadline);
  impl_->socket = net::run_blocking(client_runtime().executor(), std::move(connecting)).value();
}

FeedReader::~FeedReader() {
  auto end = [](std::shared_ptr<net::WebSocket> socket) -> net::asio::awaitable<bool> {
    socket->abort();
    co_return true;
  };
  net::run_blocking(client_runtime().executor(), end(std::move(impl_->socket)));
}

std::optional<protocol::FeedFrame> FeedReader::next() {
  auto reading = net::with_deadline(impl_->socket->read(64u << 20), deadline);
  const auto message = net::run_blocking(client_runtime().executor(), std::move(reading));
  if (!message) {
    BOOST_REQUIRE(message.error().fault == base::Fault::unavailable);
    close_code_ = message.error().field;
    return std::nullopt;
  }
  auto frame = protocol::decode_frame(*message).value();
  if (const auto* range = std::get_if<protocol::RangeFrame>(&frame)) {
    BOOST_REQUIRE(range->from == cursor_.seq + 1);
    cursor_.seq = range->to;
    events_.insert(events_.end(), range->events.begin(), range->events.end());
  }
  return frame;
}

protocol::Event FeedReader::until(protocol::EventKind kind, const base::Id& subject) {
  while (true) {
    for (const auto& event : events_)
      if (event.kind == kind && event.subject == subject) return event;
    BOOST_REQUIRE(next());
  }
}

void FeedReader::until(std::uint64_t seq) {
  while (cursor_.seq < seq) BOOST_REQUIRE(next());
}

HubFixture::HubFixture() {
  add_people();
  start();
}

HubFixture::~HubFixture() { stop(); }

void HubFixture::start(const std::function<void(hub::HubOptions&)>& adapt) {
  hub::HubOptions options;
  options.data = data();
  options.version = "test";
  options.reserve = 64 * 1024;
  options.limits.free_bytes = 0;
  options.limits.requests_per_second = 1'000'000;  // tests are quicker than people
  options.probe = data() / "no-probe";
  options.uptime = [this] { return clock.uptime(); };
  if (adapt) adapt(options);
  hub_ = hub::Hub::start(std::move(options), clock).value();
}

void HubFixture::stop() {
  if (hub_) hub_->stop(std::chrono::seconds{5});
  hub_.reset();
}

net::Endpoint HubFixture::endpoint() const { return net::Endpoint{"127.0.0.1", hub_->port()}; }

net::Trust HubFixture::trust() const {
  net::Trust trust;
  trust.pinned_fingerprint = hub_->fingerprint();
  return trust;
}

domain::Person HubFixture::add(const std::string& login, const base::Id& unit, domain::Role role,
                               const base::Id& within) {
  static const std::string shared = hub::hash_password("siaga-demo");
  domain::Person person;
  person.id = make_id();
  person.version = make_id();
  person.unit = unit;
  person.name = login.substr(0, login.find('@'));
  person.email = login;
  person.nrp = std::to_string(std::hash<std::string>{}(login) % 1'000'000'000'000);
  const auto file = data() / "hub.db";
  auto database = store::Database::open(file, store::Database::Mode::read_write).value();
  store::person_table::insert(database, person, shared, clock.now());
  store::grant_table::insert(database, {make_id(), person.id, role, within, clock.now(), {}, {}});
  return person;
}

void HubFixture::add_people() {
  hub::start_sodium();
  semarang = make_id();
  makassar = make_id();
  {
    auto offline = hub::open_offline(data()).value();
    hub::set_second_factor_policy(offline.database, {domain::FactorPolicy::Kind::nobody, {}});
    store::unit_table::insert(offline.database, {semarang, "Semarang", "Asia/Jakarta", "112", {}});
    store::unit_table::insert(offline.database, {makassar, "Makassar", "Asia/Makassar", "112", {}});
    store::place_table::insert(offline.database, {make_id(), semarang, "Halte Tugu Muda", -6.9838, 110.4092, 80});
    store::place_table::insert(offline.database, {make_id(), makassar, "Losari", -5.1431, 119.4074, 80});
  }
  sari = add("sari@contoh.id", semarang, domain::Role::supervisor, {});
  budi = add("budi@contoh.id", semarang, domain::Role::supervisor, {});
  lina = add("lina@contoh.id", makassar, domain::Role::operator_, makassar);
  officer = add("officer@contoh.id", semarang, domain::Role::officer, semarang);
  anton = add("anton@contoh.id", makassar, domain::Role::officer, makassar);
}

std::string problem_of(const net::ClientResponse& response) {
  if (response.header("Content-Type") != protocol::problem_content_type) return "no problem document";
  const auto error = protocol::decode_problem(response.status, response.body);
  return std::string{base::name_of(error.fault)} + (error.field.empty() ? "" : " " + error.field);
}

}  // namespace siaga::test
