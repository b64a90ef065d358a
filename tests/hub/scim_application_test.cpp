// Applications that speak SCIM, as the hub meets them: its own connector against a server that does everything right,
// or misbehaves as the test wishes (support/scim_server.py). Users held against the logbook, user IDs closed and made
// (R37, R38, R39). What SCIM's own texts become is tests/connect's; a server by others is the journey's.
#include "listed_application.h"

#include "connect/scim_target.h"
#include "support/child_server.h"

#include <map>

namespace siaga::test {

using namespace std::chrono_literals;
using domain::CaseState;
using domain::FindingKind;
using domain::When;

namespace {

struct ScimRoom : FindingRoom {
  ScimRoom() {
    list({});
    put_application(domain::ConnectorKind::scim, settings());
  }

  std::string url() const { return "http://127.0.0.1:" + server_.port() + "/scim/v2"; }
  std::string settings(json::object more = {}) const {
    more["url"] = url();
    more["activity"] = "lastLogin";
    return json::serialize(more);
  }
  static json::object user(const std::string& id, const std::string& user_name, const std::string& email = {},
                           bool active = true) {
    json::object made{{"id", id}, {"userName", user_name}, {"displayName", user_name}, {"active", active}};
    if (!email.empty()) made["emails"] = json::array{json::object{{"value", email}, {"primary", true}}};
    return made;
  }
  /// From here on these are its users, whatever was done before.
  void list(const json::array& users, const std::vector<std::string>& ways = {}) {
    std::ofstream{folder_.path() / "users.json"} << json::serialize(users);
    misbehave(ways);
  }
  /// The same users as at first.
  void misbehave(const std::vector<std::string>& ways = {}) {
    begin_anew("users=" + (folder_.path() / "users.json").string(), ways);
  }
  /// Its 250 agents, half of them active, whom nobody knows.
  void be_large(const std::vector<std::string>& ways = {}) { begin_anew("", ways); }

  /// As somebody sees it who asks the application itself.
  bool is_active_there(const std::string& user_name) {
    const base::StopSwitch stop;
    connect::ScimServer wished;
    wished.url = url();
    const auto found = connect::make_scim_target(wished, clock, stop)->find(user_name).value();
    BOOST_REQUIRE(found.has_value());
    return found->active;
  }
  std::map<FindingKind, int> kinds(const protocol::FindingPage& page) {
    std::map<FindingKind, int> counts;
    for (const auto& item : page.items) ++counts[item.kind];
    return counts;
  }
  std::string failure(const base::Id& one, std::size_t number) {
    BOOST_REQUIRE(order(*leader, one, When::now).status == 200u);
    return until_failed(one, number).attempts.back().text;
  }

 private:
  void begin_anew(std::string line, const std::vector<std::string>& ways) {
    for (const auto& way : ways) line += "\t" + way;
    server_.tell(line);
    server_.next("ready");
  }

  ScratchFolder folder_;
  ChildServer server_{"support/scim_server.py", {folder_.path().string(), "--plain", "--quiet"}};
};

bool says(const std::string& text, const std::string& words) {
  BOOST_TEST_INFO(text);
  return text.find(words) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(scim_application, ScimRoom)

BOOST_AUTO_TEST_CASE(all_pages_are_read) {
  be_large();  // it gives 50 at once
  const auto page = reconcile();
  BOOST_TEST(page.runs.front().users == 250u);
  BOOST_TEST(page.runs.front().fault == "");
  BOOST_TEST(page.open == 125u);
  BOOST_TEST(stored("finding.opened") == 125u);
  BOOST_TEST(reconcile().open == 125u);
  BOOST_TEST(stored("finding.opened") == 125u);  // the same ones
  be_large({"strings"});                         // "True" and "False"
  BOOST_TEST(reconcile().open == 125u);
  BOOST_TEST(stored("finding.opened") == 125u);
}

BOOST_AUTO_TEST_CASE(what_differs_is_told_by_its_kind) {
  const auto nadia = listed_agent(of);
  const auto one = open_case(nadia);
  list({user("1", nadia.user_name)});
  pass_until("2026-11-22T08:00:00+07:00");
  close_by_order(one);
  auto used = user("1", nadia.user_name, nadia.email, false);
  used["lastLogin"] = "2026-11-22T02:14:37+07:00";
  list({used, user("2", "nadia.lain", nadia.email), user("3", "svc.wallboard"),
        user("4", "omni.hendra", "hendra@contoh.id"), user("5", "omni.hendra2", "HENDRA@contoh.id")});
  const auto page = reconcile();
  const std::map<FindingKind, int> expected{{FindingKind::orphan, 1},
                                            {FindingKind::active_after_leaving, 1},
                                            {FindingKind::duplicate, 1},
                                            {FindingKind::seen_active, 1}};
  BOOST_TEST((kinds(page) == expected));
  BOOST_TEST(page.runs.front().listed == 3u);  // Nadia's other one, and both of Hendra's
  BOOST_TEST(only(page, FindingKind::active_after_leaving).users.front().user_name == "nadia.lain");
  BOOST_TEST(only(page, FindingKind::duplicate).users.size() == 2u);
  BOOST_TEST(open_finding_case(*leader, only(page, FindingKind::active_after_leaving).id).status == 201u);
}

BOOST_AUTO_TEST_CASE(one_reactivated_behind_our_back_is_closed_again) {
  const auto nadia = listed_agent(of);
  const auto one = open_case(nadia);
  list({user("1", nadia.user_name)});
  pass_until("2026-11-22T08:00:00+07:00");
  close_by_order(one);
  BOOST_TEST(!is_active_there(nadia.user_name));
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);
  BOOST_TEST(reconcile().items.empty());
  misbehave();  // active, as it was at first
  BOOST_TEST(is_active_there(nadia.user_name));
  reconcile();
  BOOST_TEST(until_state(one, CaseState::requested).one.reopened == 1u);
  BOOST_TEST((findings("all").items.front().kind == FindingKind::reactivated));
  close_by_order(one);
  BOOST_TEST(!is_active_there(nadia.user_name));
}

BOOST_AUTO_TEST_CASE(nothing_is_concluded_from_a_list_that_is_not_whole) {
  list({user("1", "svc.wallboard")});
  const auto good = reconcile();
  BOOST_TEST(good.open == 1u);
  const std::vector<std::pair<std::vector<std::string>, std::string>> all{
      {{"drop"}, "unavailable"},
      {{"drop-after=2"}, "unavailable"},
      {{"short"}, "corrupt"},
      {{"repeats"}, "corrupt"},
      {{"total=10000000"}, "corrupt"},
      {{"not-json"}, "corrupt"},
      {{"huge"}, "too-large"},
      {{"status=500"}, "unavailable"},
      {{"status=401"}, "unauthenticated"},
      {{"redirect=http://127.0.0.1:1/"}, "unsupported"},
      {{"throttle=100", "retry-after=3000"}, "too-many"}};
  for (const auto& [ways, fault] : all) {
    be_large(ways);
    const auto page = reconcile();
    BOOST_TEST(page.runs.front().fault == fault, ways.front());
    BOOST_TEST(page.open == 1u, ways.front());
    BOOST_TEST((page.runs.front().good_at == good.runs.front().good_at));
  }
  BOOST_TEST(stored("finding.opened") == 1u);
  be_large({"throttle=2", "retry-after=0"});  // a short pause is kept
  BOOST_TEST(reconcile().runs.front().users == 250u);
}

BOOST_AUTO_TEST_CASE(pages_without_end_are_read_for_four_hours_at_most) {
  be_large({"endless"});
  clock.advance(1s);
  const auto begun_at = clock.now();
  BOOST_TEST(on_application(*leader, "reconcile").status == 202u);
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (findings().runs.front().read < 200) BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
  BOOST_TEST(findings().runs.front().running);
  clock.advance(4h + 1s);
  const auto page = until_read(begun_at);
  BOOST_TEST(page.runs.front().fault == "timeout");
  BOOST_TEST(page.items.empty());
}

BOOST_AUTO_TEST_CASE(one_that_shows_a_certificate_of_nobodys_is_told_nothing) {
  const ScratchFolder folder;
  const ChildServer strange{"support/scim_server.py", {folder.path().string(), "--quiet"}};
  json::object wish{{"url", "https://127.0.0.1:" + strange.port() + "/scim/v2"}};
  put_application(domain::ConnectorKind::scim, json::serialize(wish));
  BOOST_TEST(reconcile().runs.front().fault == "untrusted");
  auto seven = agent(of, "agent7@x.id", "Agent Tujuh");
  seven.email = "tujuh@contoh.id";
  BOOST_REQUIRE(put(*support, "user-ids", seven.id, protocol::encode_put(seven)).status == 201u);
  const auto one = open_case(seven);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(says(failure(one, 1), "Sertifikat aplikasi tidak dapat dipercaya"));
  wish["authorities"] = base::read_file(folder.path() / "cert.pem").value();
  put_application(domain::ConnectorKind::scim, json::serialize(wish));
  close_by_order(one);
}

BOOST_AUTO_TEST_CASE(an_attempt_that_fails_says_why_and_goes_round_again) {  // R37
  const auto nadia = listed_agent(of);
  const auto one = open_case(nadia);
  list({user("1", nadia.user_name)});
  pass_until("2026-11-22T08:00:00+07:00");
  const std::vector<std::pair<std::vector<std::string>, std::string>> all{
      {{"unchanged"}, "setelah dibaca ulang keadaannya tidak berubah"},
      {{"unchanged", "no-content"}, "setelah dibaca ulang keadaannya tidak berubah"},
      {{"drop"}, "tidak dapat dihubungi"},
      {{"status=401"}, "menolak kata sandi atau token"},
      {{"status=403", "status-on=PATCH"}, "tidak mengizinkan"},
      {{"redirect=http://127.0.0.1:1/"}, "tidak menyediakannya"},
      {{"huge"}, "tidak dapat dipahami"}};
  std::size_t number = 0;
  for (const auto& [ways, words] : all) {
    misbehave(ways);
    BOOST_TEST(says(failure(one, ++number), words));
  }
  misbehave({"throttle=100", "retry-after=1200"});
  BOOST_TEST(says(failure(one, ++number), "minta menunggu"));
  BOOST_TEST((view_case(one).one.next_try == clock.now() + 20min));  // as it asks, not after our first pause
  misbehave({"slow=90"});
  put_application(domain::ConnectorKind::scim, settings({{"timeout_s", 1}}));
  BOOST_TEST(says(failure(one, ++number), "tidak menjawab dalam batas waktu"));
  BOOST_TEST((view_case(one).user_id.state == domain::UserIdState::active));
  put_application(domain::ConnectorKind::scim, settings());
  misbehave({"strings"});  // it says "False"
  pass(30min);             // by itself
  const auto view = until_state(one, CaseState::confirmed);
  BOOST_TEST(view.attempts.size() == number + 1);
  BOOST_TEST(!is_active_there(nadia.user_name));
}

BOOST_AUTO_TEST_CASE(who_is_gone_once_switched_off_counts_as_closed) {
  const auto nadia = listed_agent(of);
  const auto one = open_case(nadia);
  list({user("1", nadia.user_name)}, {"vanishes"});
  pass_until("2026-11-22T08:00:00+07:00");
  close_by_order(one);
  BOOST_TEST(view_case(one).attempts.size() == 1u);
  BOOST_TEST((view_case(one).user_id.state == domain::UserIdState::inactive));
}

BOOST_AUTO_TEST_CASE(a_new_agents_user_is_made_once_its_name_is_free) {  // R38
  const auto one = plan_replacement(of, "omni.citra.l", "Citra Lestari");
  BOOST_TEST(plain_case(*support, one, "request").status == 200u);
  list({user("1", "OMNI.citra.L")});
  BOOST_TEST(says(failure(one, 1), "sudah ada di aplikasi"));
  list({}, {"exists"});  // it knows somebody whom it doesn't show
  BOOST_TEST(says(failure(one, 2), "sudah ada di aplikasi"));
  list({}, {"unchanged"});
  BOOST_TEST(says(failure(one, 3), "tidak berubah"));
  list({});
  close_by_order(one);  // made by order
  BOOST_TEST(is_active_there("omni.citra.l"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
