// Support, a team leader, a coordinator and document control at a hub with one application: whoever tests cases of user
// IDs begins here. The application behind a connector is the test's own.
// Thread: the test's.
#pragma once

#include "base/file.h"
#include "hub/case_clock.h"
#include "hub/connector.h"
#include "hub/hub.h"
#include "hub/logbook_disposal.h"
#include "hub/logbook_upkeep.h"
#include "hub_fixture.h"
#include "protocol/user_id.h"
#include "store/meta_table.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

namespace siaga::test {

/// An application that does what it is told to, or not.
class MadeUpApplication {
 public:
  /// `hides`: whom it switches off it shows no more, and then it falls silent.
  enum class Mood { obedient, only_says_so, silent, hides };

  void put(const std::string& user_name, bool active) {
    const std::lock_guard lock{mutex_};
    users_[user_name] = active;
  }
  void be(Mood mood) { mood_ = mood; }
  void hide(const std::string& user_name) {
    const std::lock_guard lock{mutex_};
    users_.erase(user_name);
    mood_ = Mood::silent;
  }
  bool is_active(const std::string& user_name) {
    const std::lock_guard lock{mutex_};
    const auto user = users_.find(user_name);
    return user != users_.end() && user->second;
  }
  /// For HubOptions.
  hub::Connectors connectors() {
    return
        [this](const domain::Application& application, const std::string& secret) -> std::unique_ptr<hub::Connector> {
          if (application.connector != domain::ConnectorKind::scim) return nullptr;
          const std::lock_guard lock{mutex_};
          secret_ = secret;
          return std::make_unique<Wire>(*this);
        };
  }
  std::string secret() {
    const std::lock_guard lock{mutex_};
    return secret_;
  }
  /// Of the user that was made last.
  std::string password() {
    const std::lock_guard lock{passwords_mutex_};
    return password_;
  }

 private:
  class Wire final : public hub::Connector {
   public:
    explicit Wire(MadeUpApplication& application) : application_(application) {}
    base::Result<std::optional<Reading>> read(const std::string& user_name, const std::atomic<bool>&) override {
      if (application_.mood_ == Mood::silent) return base::fail(base::Fault::timeout, "no answer within 30 s");
      const std::lock_guard lock{application_.mutex_};
      const auto user = application_.users_.find(user_name);
      if (user == application_.users_.end()) return std::optional<Reading>{};
      return std::optional<Reading>{Reading{user_name, user->second}};
    }
    base::Result<void> deactivate(const Reading& user, const std::atomic<bool>&) override {
      if (application_.mood_ == Mood::obedient) application_.put(user.id, false);
      if (application_.mood_ == Mood::hides) application_.hide(user.id);
      return {};
    }
    base::Result<void> create(const domain::UserId& user, const std::string& password,
                              const std::atomic<bool>&) override {
      const std::lock_guard lock{application_.passwords_mutex_};
      application_.password_ = password;
      if (application_.mood_ == Mood::obedient) application_.put(user.user_name, true);
      return {};
    }

   private:
    MadeUpApplication& application_;
  };

  std::mutex mutex_;
  std::map<std::string, bool> users_;
  std::atomic<Mood> mood_ = Mood::obedient;
  std::string secret_;
  std::mutex passwords_mutex_;
  std::string password_;
};

struct CaseRoom : HubFixture {
  /// When the tests begin; letters are of the 14th, the last working day is the 21st.
  static base::Instant evening() { return base::parse_rfc3339("2026-11-21T21:00:00+07:00").value(); }

  CaseRoom() {
    clock.set(evening());
    stop();
    hendra = add("hendra@contoh.id", semarang, domain::Role::support, semarang);
    ratna = add("ratna@contoh.id", semarang, domain::Role::team_leader, semarang);
    surya = add("surya@contoh.id", semarang, domain::Role::team_leader, semarang);
    wati = add("wati@contoh.id", semarang, domain::Role::coordinator, {});
    start();
    chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
    support = std::make_unique<Visitor>(*this, "hendra@contoh.id");
    leader = std::make_unique<Visitor>(*this, "ratna@contoh.id");
    other_leader = std::make_unique<Visitor>(*this, "surya@contoh.id");
    coordinator = std::make_unique<Visitor>(*this, "wati@contoh.id");
    admin = std::make_unique<Visitor>(*this, "chief@contoh.id");
  }
  /// The visitors' connections end before the hub's.
  ~CaseRoom() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
    stop();
  }

  void start() {
    HubFixture::start([this](hub::HubOptions& options) { options.connectors = application.connectors(); });
  }

  base::Id make_application(domain::ConnectorKind connector, std::optional<std::chrono::minutes> target = {}) {
    protocol::PutApplication wish;
    wish.application = {make_id(), semarang, "Omni Channel", connector, target, ""};
    if (connector != domain::ConnectorKind::manual) {
      wish.application.settings = R"({"url":"https://127.0.0.1:9/scim/v2"})";
      wish.secret = "rahasia";
    }
    BOOST_REQUIRE(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 201u);
    return wish.application.id;
  }
  domain::UserId agent(const base::Id& of, const std::string& user_name, const std::string& name) {
    domain::UserId user_id;
    user_id.id = make_id();
    user_id.application = of;
    user_id.unit = semarang;
    user_id.user_name = user_name;
    user_id.agent = name;
    user_id.email = user_name + "@contoh.id";
    user_id.team = "Voice · Regu 3";
    user_id.hired_on = base::parse_day("2024-02-01").value();
    return user_id;
  }
  domain::UserId listed_agent(const base::Id& of, const std::string& user_name = "omni.nadia.p",
                              const std::string& name = "Nadia Putri") {
    auto user_id = agent(of, user_name, name);
    BOOST_REQUIRE(put(*support, "user-ids", user_id.id, protocol::encode_put(user_id)).status == 201u);
    return user_id;
  }
  protocol::PutCase resignation(const domain::UserId& user_id, const std::string& last_day = "2026-11-21") {
    protocol::PutCase wish;
    wish.deactivation.id = make_id();
    wish.deactivation.user_id = user_id.id;
    wish.deactivation.letter_date = base::parse_day("2026-11-14").value();
    wish.deactivation.last_day = base::parse_day(last_day).value();
    return wish;
  }
  /// Of somebody new who is to come.
  protocol::PutCase replacement(const base::Id& of, const std::string& user_name = "omni.sinta.d",
                                const std::string& name = "Sinta Dewi") {
    protocol::PutCase wish;
    wish.kind = domain::CaseKind::replace;
    wish.deactivation.id = make_id();
    wish.agent = agent(of, user_name, name);
    return wish;
  }
  /// Recorded; nobody has been asked for it.
  base::Id plan_replacement(const base::Id& of, const std::string& user_name = "omni.sinta.d",
                            const std::string& name = "Sinta Dewi") {
    const auto wish = replacement(of, user_name, name);
    BOOST_REQUIRE(put(*support, wish).status == 201u);
    return wish.deactivation.id;
  }
  net::ClientResponse put(Visitor& who, const std::string& kind, const base::Id& id, std::string body) {
    return who.send(net::Verb::put, "/api/v1/" + kind + "/" + base::to_string(id), std::move(body));
  }
  net::ClientResponse put(Visitor& who, const protocol::PutCase& wish) {
    return put(who, "user-id-cases", wish.deactivation.id, protocol::encode_put(wish));
  }
  net::ClientResponse send_letter(Visitor& who, const base::Id& letter, std::string bytes = "%PDF-1.7 surat",
                                  const std::string& name = "surat.pdf") {
    return who.send(net::Verb::put, "/api/v1/letters/" + base::to_string(letter) + "?name=" + name, std::move(bytes),
                    {{"Content-Type", "application/octet-stream"}});
  }
  base::Id letter_of(Visitor& who, std::string bytes = "%PDF-1.7 surat") {
    const auto letter = make_id();
    BOOST_REQUIRE(send_letter(who, letter, std::move(bytes)).status == 201u);
    return letter;
  }
  /// Received and requested.
  base::Id open_case(const domain::UserId& user_id, const std::string& last_day = "2026-11-21") {
    const auto wish = resignation(user_id, last_day);
    BOOST_REQUIRE(put(*support, wish).status == 201u);
    BOOST_REQUIRE(plain_case(*support, wish.deactivation.id, "request").status == 200u);
    return wish.deactivation.id;
  }

  net::ClientResponse on_case(Visitor& who, const base::Id& one, const std::string& verb, std::string body) {
    return who.post("/api/v1/user-id-cases/" + base::to_string(one) + "/" + verb, std::move(body));
  }
  /// request, hand-over, document
  net::ClientResponse plain_case(Visitor& who, const base::Id& one, const std::string& verb) {
    return on_case(who, one, verb, protocol::encode(protocol::PlainCommand{make_id(), "K1"}));
  }
  /// withdraw, reopen
  net::ClientResponse say_case(Visitor& who, const base::Id& one, const std::string& verb, const std::string& text) {
    return on_case(who, one, verb, protocol::encode(protocol::TextCommand{make_id(), "K1", text}));
  }
  net::ClientResponse order(Visitor& who, const base::Id& one, std::optional<domain::When> when, bool early = false) {
    return on_case(who, one, "order", protocol::encode(protocol::OrderCommand{make_id(), "K1", when, early}));
  }
  net::ClientResponse report(Visitor& who, const base::Id& one, bool done, const std::string& text = "",
                             std::optional<base::Id> proof = {}, bool early = false) {
    const protocol::AttemptCommand command{make_id(), "K1", done, text, proof, early, {}};
    return on_case(who, one, "attempt", protocol::encode(command));
  }
  net::ClientResponse confirm(Visitor& who, const base::Id& one, bool seen, const std::string& text = "") {
    return on_case(who, one, "confirm", protocol::encode(protocol::ConfirmCommand{make_id(), "K1", seen, text}));
  }

  protocol::UserIdCaseView view_case(const base::Id& one) {
    const auto answer = leader->get("/api/v1/user-id-cases/" + base::to_string(one));
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_user_id_case_view(answer.body).value();
  }
  protocol::UserIdCasePage list(Visitor& who, const std::string& query = "") {
    const auto answer = who.get("/api/v1/user-id-cases" + query);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_user_id_case_page(answer.body).value();
  }

  /// Time passes, and the case clock looks.
  void pass(std::chrono::microseconds time) {
    clock.advance(time);
    if (time > std::chrono::hours{11}) sign_in_again();  // sessions end after twelve idle hours
    hub().core().case_clock->wake();
  }
  void sign_in_again() {
    const std::pair<std::unique_ptr<Visitor>*, const char*> all[] = {{&support, "hendra@contoh.id"},
                                                                     {&leader, "ratna@contoh.id"},
                                                                     {&other_leader, "surya@contoh.id"},
                                                                     {&coordinator, "wati@contoh.id"},
                                                                     {&admin, "chief@contoh.id"}};
    for (const auto& [visitor, login] : all)
      if (*visitor) BOOST_REQUIRE((*visitor)->sign_in(login).status == 201u);
  }
  void pass_until(const char* moment) { pass(base::parse_rfc3339(moment).value() - clock.now()); }
  /// Until the case is so: the case clock works in its own time.
  template <class Wish>
  protocol::UserIdCaseView until(const base::Id& one, Wish wish) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (true) {
      auto view = view_case(one);
      if (wish(view)) return view;
      BOOST_REQUIRE_MESSAGE(std::chrono::steady_clock::now() < end,
                            "the case stays " << domain::name_of(view.one.state));
      std::this_thread::yield();
    }
  }
  protocol::UserIdCaseView until_state(const base::Id& one, domain::CaseState state) {
    return until(one, [state](const protocol::UserIdCaseView& view) { return view.one.state == state; });
  }
  /// So many attempts that have ended.
  protocol::UserIdCaseView until_failed(const base::Id& one, std::size_t times) {
    return until(one, [times](const protocol::UserIdCaseView& view) {
      return view.attempts.size() == times && !view.one.attempt_begun_at;
    });
  }
  std::vector<protocol::EventKind> kinds_of(const protocol::UserIdCaseView& view) {
    std::vector<protocol::EventKind> kinds;
    for (const auto& event : view.timeline) kinds.push_back(event.kind);
    return kinds;
  }

  /// Until no copy is left of what was disposed of, not even of pages as they were before.
  void until_tidied() {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (store::meta_table::find(database, hub::untidy_words) != hub::tidied) {
      hub().core().logbook_upkeep->wake();
      BOOST_REQUIRE_MESSAGE(std::chrono::steady_clock::now() < end, "what was disposed of isn't tidied away");
      std::this_thread::yield();
    }
  }
  /// In no file of the hub: database, WAL, letters, exports.
  void check_no_file_has(const std::vector<std::string>& traces) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{data()}) {
      if (!entry.is_regular_file()) continue;
      const auto bytes = base::read_file(entry.path()).value();
      for (const auto& trace : traces)
        BOOST_TEST(bytes.find(trace) == std::string::npos, trace << " is still in " << entry.path());
    }
  }

  MadeUpApplication application;
  domain::Person hendra;  ///< Support
  domain::Person ratna;   ///< team leader
  domain::Person surya;   ///< another one
  domain::Person wati;    ///< coordinator
  domain::Person chief;
  std::unique_ptr<Visitor> support, leader, other_leader, coordinator, admin;
};

}  // namespace siaga::test
