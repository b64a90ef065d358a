// What an application's findings, mails and withdrawn cases said of somebody goes with their user ID (R39).
#include "book_room.h"
#include "hub/logbook_upkeep.h"
#include "listed_application.h"
#include "store/integrity.h"

#include <algorithm>
#include <set>

namespace siaga::test {

using domain::FindingKind;
using protocol::EventKind;

namespace {

struct DisposalRoom : ReconcileRoom {
  DisposalRoom() { add("arsip@contoh.id", semarang, domain::Role::document_control, semarang); }
  ~DisposalRoom() { leave_all(); }

  void leave_all() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin, &archive}) visitor->reset();
  }
  void come_at(const char* moment) {
    archive.reset();
    pass_until(moment);
    archive = std::make_unique<Visitor>(*this, "arsip@contoh.id");
  }
  protocol::LogbookHistory history(const base::Id& user_id) {
    const auto answer = archive->get("/api/v1/logbook/" + base::to_string(user_id));
    BOOST_REQUIRE_MESSAGE(answer.status == 200u, answer.body);
    return protocol::decode_logbook_history(answer.body).value();
  }
  protocol::LogbookPage book(const std::string& query = "") {
    const auto answer = archive->get("/api/v1/logbook" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200u, answer.body);
    return protocol::decode_logbook_page(answer.body).value();
  }
  std::size_t count(const protocol::LogbookHistory& of_one, EventKind kind) {
    return static_cast<std::size_t>(
        std::ranges::count_if(of_one.entries, [kind](const auto& entry) { return entry.event.kind == kind; }));
  }
  void dispose(const base::Id& user_id) {
    const auto minutes = letter_of(*archive, "%PDF-1.7 berita acara");
    const protocol::DisposeCommand wish{make_id(), "K1", {user_id}, "Berita acara 7/2028", minutes};
    const auto done = archive->post("/api/v1/logbook/dispose", protocol::encode(wish));
    BOOST_REQUIRE_MESSAGE(done.status == 200u, done.body);
  }
  /// Everybody who is in the logbook, as a table.
  void export_all() {
    const auto answer =
        archive->post("/api/v1/logbook/exports", protocol::encode(BookRoom::export_wish(protocol::LogbookFormat::csv)));
    BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
  }
  bool are_mails_and_exports_gone() {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    if (database.query("select 1 from mail").next()) return false;
    const auto exports = data() / "exports";
    return !std::filesystem::exists(exports) || std::filesystem::is_empty(exports);
  }
  void check_no_trace_of(const std::vector<std::string>& traces) {
    until_tidied();
    clock.advance(std::chrono::hours{1} + std::chrono::seconds{1});  // it looks once an hour; so long an export is kept
    hub().core().logbook_upkeep->wake();                             // mails are forgotten after a month
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!are_mails_and_exports_gone()) BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
    check_no_file_has(traces);
    leave_all();
    stop();
    check_no_file_has(traces);
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    BOOST_TEST(store::faults_of(database).empty());
  }

  std::unique_ptr<Visitor> archive;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(disposal, DisposalRoom)

BOOST_AUTO_TEST_CASE(findings_are_in_the_history_and_go_with_it) {
  // Nobody's at first, and accepted with a reason that names her.
  auto nobodys = user("1", "Omni.Nadia.P");
  nobodys["name"] = "Nadia Putri";
  write_users({nobodys});
  const auto orphan = only(reconcile(), FindingKind::orphan).id;
  BOOST_TEST(accept(*leader, orphan, "Milik Nadia, baru masuk.").status == 200u);
  const auto [nadia, one, seen] = used_afterwards(listed("omni.nadia.p"));  // listed by accepting it (R39)
  BOOST_TEST((only(reconcile(), FindingKind::seen_active).agent == "Nadia Putri"));
  close_by_order(one);
  auto used = seen;
  used["last_active"] = "2026-11-22T08:14:37+07:00";
  write_users({used});
  reconcile();
  until_state(one, domain::CaseState::requested);  // it came back to life
  close_by_order(one);
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);
  write_users({});
  reconcile();

  come_at("2028-11-22T23:59:59+07:00");
  const auto before = history(nadia.id);
  BOOST_TEST(count(before, EventKind::finding_opened) == 3u);  // used, used again, active again
  come_at("2028-11-23T00:00:01+07:00");
  export_all();
  dispose(nadia.id);
  const auto after = history(nadia.id);
  BOOST_TEST(after.entries.size() == before.entries.size() + 1);
  for (std::size_t i = 0; i + 1 < after.entries.size(); ++i) BOOST_TEST(after.entries[i].erased);
  // One more: of the orphan, which was an entry of nobody's.
  BOOST_TEST(after.entries.back().event.body.size.value() == before.entries.size() + 1);
  for (const auto& finding : findings("all").items) {
    BOOST_TEST(finding.users.empty());
    BOOST_TEST(finding.reason == "");
  }
  // Nothing is left that could be opened again.
  BOOST_TEST(problem_of(say_case(*support, one, "reopen", "Masih bisa masuk.")) == "conflict disposed");
  BOOST_TEST((history(nadia.id).row.status == protocol::LogbookStatus::disposed));
  check_no_trace_of({"nadia", "Nadia", "putri"});
}

BOOST_AUTO_TEST_CASE(a_name_that_somebody_else_has_had_stays_with_them) {
  write_users({user("1", "omni.satu"), user("2", "omni.dua")});
  const auto page = reconcile();
  BOOST_TEST(page.open == 2u);
  const auto first = listed_agent(of, "omni.satu", "Satu Pertama");
  const auto one = open_case(first);
  pass_until("2026-11-22T08:00:00+07:00");
  close_by_order(one);
  listed_agent(of, "omni.satu", "Satu Kedua");
  write_users({});
  reconcile();
  come_at("2028-11-23T00:00:01+07:00");
  dispose(first.id);
  std::set<std::string> told;
  for (const auto& finding : findings("all").items)
    for (const auto& who : finding.users) told.insert(who.user_name);
  BOOST_TEST((told == std::set<std::string>{"omni.satu", "omni.dua"}));
}

BOOST_AUTO_TEST_CASE(a_replacement_that_never_came_is_kept_and_disposed_of_like_others) {
  const auto one = plan_replacement(of);
  BOOST_TEST(say_case(*support, one, "withdraw", "Sinta tidak jadi masuk.").status == 200u);
  come_at("2028-11-21T20:00:00+07:00");
  BOOST_TEST(book().total == 0u);  // it never was
  BOOST_TEST(book("?keeping=over").total == 0u);
  BOOST_TEST(book("?keeping=ending").total == 1u);
  come_at("2028-11-22T00:00:01+07:00");
  const auto over = book("?keeping=over");
  BOOST_REQUIRE(over.items.size() == 1u);
  BOOST_TEST((over.items.front().status == protocol::LogbookStatus::inactive));
  dispose(over.items.front().user_id.id);
  BOOST_TEST(book("?keeping=over").total == 0u);
  BOOST_TEST(history(over.items.front().user_id.id).entries.front().erased);
  check_no_trace_of({"sinta", "Sinta"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
