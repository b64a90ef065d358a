// Applications whose users are held against the logbook: a hub with its real connectors and a mail server; and one
// application behind the connector `command`, tests/support/listed_application.py. Thread: the test's.
#pragma once

#include "case_room.h"

#include "hub/reconciler.h"
#include "protocol/finding.h"
#include "support/mail_server.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iterator>
#include <sstream>

namespace siaga::test {

namespace json = boost::json;

/// A hub with its real connectors, and no application yet.
struct FindingRoom : CaseRoom {
  FindingRoom() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
    stop();
    HubFixture::start([this](hub::HubOptions& options) {
      options.smtp = connect::SmtpServer{server.url()};
      options.mail_from = "siaga@contoh.id";
    });
    support = std::make_unique<Visitor>(*this, "hendra@contoh.id");
    leader = std::make_unique<Visitor>(*this, "ratna@contoh.id");
    other_leader = std::make_unique<Visitor>(*this, "surya@contoh.id");
    coordinator = std::make_unique<Visitor>(*this, "wati@contoh.id");
    admin = std::make_unique<Visitor>(*this, "chief@contoh.id");
  }
  ~FindingRoom() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
    stop();  // before the server goes
  }

  /// New, or with other settings: `of` from here on.
  void put_application(domain::ConnectorKind connector, const std::string& settings) {
    protocol::PutApplication wish;
    wish.application = {of.is_nil() ? make_id() : of, semarang, "Omni Channel", connector, {}, settings};
    const auto status = put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status;
    BOOST_REQUIRE((status == 200u || status == 201u));
    of = wish.application.id;
  }
  net::ClientResponse on_application(Visitor& who, const std::string& verb) {
    return who.post("/api/v1/applications/" + base::to_string(of) + "/" + verb,
                    protocol::encode(protocol::PlainCommand{make_id(), "K1"}));
  }
  net::ClientResponse on_finding(Visitor& who, const base::Id& finding, const std::string& verb, std::string body) {
    return who.post("/api/v1/findings/" + base::to_string(finding) + "/" + verb, std::move(body));
  }
  net::ClientResponse open_finding_case(Visitor& who, const base::Id& finding,
                                        std::optional<std::string> user_name = {}) {
    return on_finding(who, finding, "open-case",
                      protocol::encode(protocol::OpenFindingCase{make_id(), "K1", std::move(user_name)}));
  }
  net::ClientResponse accept(Visitor& who, const base::Id& finding, const std::string& reason) {
    return on_finding(who, finding, "accept", protocol::encode(protocol::TextCommand{make_id(), "K1", reason}));
  }
  protocol::FindingPage findings(const std::string& state = "open") {
    const auto answer = leader->get("/api/v1/findings?state=" + state);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_finding_page(answer.body).value();
  }
  /// Until none runs that began before now.
  protocol::FindingPage until_read(base::Instant begun_at) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (true) {
      auto page = findings();
      const auto& run = page.runs.front();
      if (!run.running && run.ended_at && run.begun_at >= begun_at) return page;
      BOOST_REQUIRE_MESSAGE(std::chrono::steady_clock::now() < end, "the application is being read");
      std::this_thread::yield();
    }
  }
  protocol::FindingPage reconcile() {
    clock.advance(std::chrono::seconds{1});
    const auto begun_at = clock.now();
    BOOST_REQUIRE(on_application(*leader, "reconcile").status == 202u);
    return until_read(begun_at);
  }
  const protocol::FindingView& only(const protocol::FindingPage& page, domain::FindingKind kind) {
    BOOST_REQUIRE(std::ranges::count(page.items, kind, &protocol::FindingView::kind) == 1);
    return *std::ranges::find(page.items, kind, &protocol::FindingView::kind);
  }
  /// By the hub, under the team leader's order.
  void close_by_order(const base::Id& one) {
    BOOST_REQUIRE(order(*leader, one, domain::When::now).status == 200u);
    until_state(one, domain::CaseState::confirmed);
  }
  std::size_t stored(const std::string& kind) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    auto row = database.query("select count(*) from journal where kind = ?", kind);
    return row.next() ? static_cast<std::size_t>(row.integer(0)) : 0;
  }
  domain::UserId listed(const std::string& user_name) {
    const auto answer = leader->get("/api/v1/user-ids?search=" + user_name);
    const auto found = protocol::decode_user_ids(answer.body).value();
    BOOST_REQUIRE(found.size() == 1u);
    return found.front();
  }

  MailServer server;
  base::Id of;
};

/// With an application behind a program.
struct ReconcileRoom : FindingRoom {
  ReconcileRoom() {
    std::filesystem::create_directories(folder());
    write_program();
    write_users({});
    put_application(domain::ConnectorKind::command, R"({"program":"omni"})");
  }

  std::filesystem::path folder() const { return data() / "connectors"; }
  static json::object user(const std::string& id, const std::string& user_name, const std::string& email = {},
                           bool active = true) {
    return {{"id", id}, {"user_name", user_name}, {"email", email}, {"name", user_name}, {"active", active}};
  }
  void write_users(json::array users) { write("users.json", json::serialize(users)); }
  void write(const std::string& name, const std::string& text) { std::ofstream{folder() / name} << text; }
  std::string read(const std::string& name) const {
    std::ifstream file{folder() / name};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  struct UsedAfterwards {
    domain::UserId nadia;
    base::Id one;       ///< her case
    json::object seen;  ///< as the application tells of her
  };
  /// Her last working day is over, her case is open, and in the night she was in the application.
  UsedAfterwards used_afterwards(domain::UserId nadia) {
    UsedAfterwards made;
    made.nadia = std::move(nadia);
    made.one = open_case(made.nadia);
    pass_until("2026-11-22T08:00:00+07:00");
    made.seen = user("1", made.nadia.user_name);
    made.seen["last_active"] = "2026-11-22T02:14:37+07:00";
    write_users({made.seen});
    return made;
  }
  UsedAfterwards used_afterwards() { return used_afterwards(listed_agent(of)); }
  void write_program() {
    const auto path = folder() / "omni";
    std::filesystem::copy_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "tests/support/listed_application.py", path);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  }
};

}  // namespace siaga::test
