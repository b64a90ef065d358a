// An application's users held against the logbook, by a real program: what is found, who hears of it, and what becomes
// of it; at night and on demand (R39, field.md 10).
#include "listed_application.h"
#include "protocol/directory.h"
#include "protocol/logbook.h"

#include <sys/stat.h>

#include <set>

namespace siaga::test {

using namespace std::chrono_literals;
using domain::CaseState;
using domain::FindingKind;
using protocol::EventKind;

namespace {

struct NightRoom : ReconcileRoom {
  void look() { hub().core().reconciler->wake(); }
  /// Until the reconciler has seen the application: the night after is the first one.
  void think_of_it() {
    look();
    const auto end = std::chrono::steady_clock::now() + 60s;
    const auto count = [this] {
      auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
      auto row = database.query("select count(*) from reconciliation");
      return row.next() ? row.integer(0) : 0;
    };
    while (count() == 0) BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reconciliation, NightRoom)

BOOST_AUTO_TEST_CASE(what_nobody_answers_for_is_found_and_accepted_with_a_reason) {
  write_users({user("1", "svc.wallboard"), user("2", "omni.nadia.p", "omni.nadia.p@contoh.id")});
  listed_agent(of);
  const auto page = reconcile();
  BOOST_TEST(page.open == 1u);
  const auto& orphan = only(page, FindingKind::orphan);
  BOOST_TEST(orphan.users.front().user_name == "svc.wallboard");
  BOOST_TEST(orphan.application_name == "Omni Channel");
  BOOST_TEST(page.runs.front().users == 2u);
  BOOST_TEST(problem_of(accept(*leader, orphan.id, " ")) == "invalid /text");
  BOOST_TEST(accept(*leader, orphan.id, "Akun papan dinding, milik IT.").status == 200u);
  BOOST_TEST(problem_of(accept(*other_leader, orphan.id, "Sama.")) == "conflict state");
  BOOST_TEST(problem_of(open_finding_case(*other_leader, orphan.id)) == "conflict state");
  BOOST_TEST(reconcile().open == 0u);  // it stays accepted
  const auto kept = findings("accepted");
  BOOST_TEST(kept.items.front().reason == "Akun papan dinding, milik IT.");
  BOOST_TEST(kept.items.front().accepted_by == ratna.name);
  // It works on: it is in the logbook, with the reason (R39).
  const auto wallboard = listed("svc.wallboard");
  BOOST_TEST((wallboard.state == domain::UserIdState::active));
  const auto history = leader->get("/api/v1/logbook/" + base::to_string(wallboard.id));
  const auto entries = protocol::decode_logbook_history(history.body).value().entries;
  BOOST_REQUIRE(entries.size() == 2u);
  BOOST_TEST((entries.front().event.kind == EventKind::user_id_listed));
  BOOST_TEST((entries.back().event.kind == EventKind::finding_accepted));
  // Gone, and there again: it is new.
  write_users({});
  reconcile();
  BOOST_TEST(findings("accepted").items.empty());
  write_users({user("1", "svc.wallboard")});
  BOOST_TEST((only(reconcile(), FindingKind::orphan).id == orphan.id));
  BOOST_TEST(stored("finding.opened") == 2u);
  BOOST_TEST(stored("finding.accepted") == 1u);
  BOOST_TEST(open_finding_case(*leader, orphan.id).status == 201u);  // they changed their mind
  BOOST_TEST((listed("svc.wallboard").id == wallboard.id));
}

BOOST_AUTO_TEST_CASE(a_user_of_a_known_person_gets_into_the_logbook) {
  write_users({user("1", "omni.hendra", "Hendra@contoh.id"), user("2", "omni.lama", "hendra@contoh.id", false)});
  const auto page = reconcile();
  BOOST_TEST(page.items.empty());
  BOOST_TEST(page.runs.front().listed == 2u);
  BOOST_TEST((listed("omni.hendra").person == hendra.id));
  BOOST_TEST((listed("omni.hendra").state == domain::UserIdState::active));
  BOOST_TEST((listed("omni.lama").state == domain::UserIdState::inactive));
  BOOST_TEST(reconcile().runs.front().listed == 0u);
  BOOST_TEST(stored("user_id.listed") == 2u);
}

BOOST_AUTO_TEST_CASE(a_name_with_a_blank_is_listed_and_closed_as_it_stands_there) {
  write_users({user("1", "Omni Hendra", "hendra@contoh.id"), user("2", "papan dinding")});
  const auto page = reconcile();
  BOOST_TEST(page.runs.front().listed == 1u);
  BOOST_TEST((listed("Omni%20Hendra").person == hendra.id));
  const auto answer = open_finding_case(*leader, only(page, FindingKind::orphan).id);
  BOOST_REQUIRE(answer.status == 201u);
  const auto one = protocol::decode_user_id_case_view(answer.body).value();
  BOOST_TEST(one.user_id.user_name == "papan dinding");
  close_by_order(one.one.id);
  BOOST_TEST(read("users.json").find("false") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_closed_user_id_that_came_back_to_life_reopens_its_case) {
  const auto nadia = listed_agent(of);
  const auto one = open_case(nadia);
  write_users({user("1", nadia.user_name)});
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(reconcile().items.empty());  // the case takes care of it
  close_by_order(one);
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);
  BOOST_TEST(reconcile().items.empty());
  write_users({user("1", "OMNI.Nadia.P")});
  BOOST_TEST(reconcile().items.empty());  // it isn't open: a case takes care of it
  const auto view = until_state(one, CaseState::requested);
  BOOST_TEST(view.one.reopened == 1u);
  BOOST_TEST(view.timeline.back().actor.is_nil());
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));
  const auto found = findings("all");
  BOOST_TEST((found.items.front().kind == FindingKind::reactivated));
  BOOST_TEST((found.items.front().of_case == one));
  while (server.next_mail().find("aktif lagi") == std::string::npos) continue;
  close_by_order(one);
  reconcile();
  BOOST_TEST(findings("all").items.front().ended_at.has_value());
}

BOOST_AUTO_TEST_CASE(use_after_the_last_working_day_is_told_to_the_team_leader) {
  const auto [nadia, one, seen] = used_afterwards();
  const auto page = reconcile();
  BOOST_TEST((only(page, FindingKind::seen_active).users.front().last_active ==
              base::parse_rfc3339("2026-11-22T02:14:37+07:00").value()));
  const auto view = view_case(one);
  BOOST_TEST((view.timeline.back().kind == EventKind::user_id_seen_active));
  BOOST_TEST(view.user_id.seen_active == 1u);
  reconcile();
  BOOST_TEST(view_case(one).user_id.seen_active == 1u);  // the same sign of activity
  std::string recipients;
  while (recipients.find("surya@contoh.id") == std::string::npos ||
         recipients.find("ratna@contoh.id") == std::string::npos) {
    const auto mail = server.next_mail();
    BOOST_TEST(mail.find("02:14:37 WIB") != std::string::npos);
    recipients += mail;
  }
}

BOOST_AUTO_TEST_CASE(while_a_deputy_acts_the_coordinator_hears_of_it_as_well) {
  used_afterwards();
  const auto deputy = add("dewi@contoh.id", semarang, domain::Role::officer, semarang);
  const domain::Grant grant{make_id(),         deputy.id, domain::Role::team_leader, semarang, clock.now(),
                            clock.now() + 48h, ratna.id};
  BOOST_TEST(put(*admin, "grants", grant.id, protocol::encode_put(grant)).status == 201u);
  reconcile();
  std::set<std::string> told;
  while (told.size() < 4) {
    const auto mail = server.next_mail();
    for (const auto* address : {"ratna@contoh.id", "surya@contoh.id", "dewi@contoh.id", "wati@contoh.id"})
      if (mail.find(std::string{"To: <"} + address) != std::string::npos) told.insert(address);
  }
  BOOST_TEST(told.contains("wati@contoh.id"));
}

BOOST_AUTO_TEST_CASE(a_finding_opens_a_case_that_the_team_leader_has_been_asked_about) {
  write_users({user("1", "omni.siapa"), user("2", "omni.hendra", "hendra@contoh.id"),
               user("3", "omni.hendra2", "hendra@contoh.id")});
  const auto page = reconcile();
  const auto& orphan = only(page, FindingKind::orphan);
  const auto& twice = only(page, FindingKind::duplicate);
  BOOST_TEST(open_finding_case(*support, orphan.id).status == 201u);
  const auto answer = open_finding_case(*other_leader, orphan.id);
  BOOST_TEST(answer.status == 200u);  // the same case
  const auto opened = protocol::decode_user_id_case_view(answer.body).value();
  BOOST_TEST((opened.one.state == CaseState::requested));
  BOOST_TEST(opened.user_id.user_name == "omni.siapa");
  BOOST_TEST((opened.one.last_day == base::parse_day("2026-11-20").value()));  // yesterday: it must be closed today
  BOOST_TEST(problem_of(open_finding_case(*leader, twice.id)) == "invalid user_name");
  BOOST_TEST(open_finding_case(*leader, twice.id, "omni.hendra2").status == 201u);
  BOOST_TEST(findings().open == 0u);
  close_by_order(opened.one.id);
  BOOST_TEST(read("users.json").find("false") != std::string::npos);
  BOOST_TEST(open_finding_case(*leader, make_id()).status == 404u);
}

BOOST_AUTO_TEST_CASE(somebody_who_began_today_may_have_one_too_many) {
  auto fresh = agent(of, "omni.baru", "Baru Sekali");
  fresh.hired_on = base::parse_day("2026-11-21").value();
  BOOST_TEST(put(*support, "user-ids", fresh.id, protocol::encode_put(fresh)).status == 201u);
  write_users({user("1", "omni.baru"), user("2", "omni.baru2", "omni.baru@contoh.id")});
  const auto twice = only(reconcile(), FindingKind::duplicate).id;
  const auto answer = open_finding_case(*leader, twice, "omni.baru");
  BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
  const auto opened = protocol::decode_user_id_case_view(answer.body).value();
  BOOST_TEST((opened.one.last_day == base::parse_day("2026-11-21").value()));  // not before the hire
}

BOOST_AUTO_TEST_CASE(one_that_is_only_planned_hides_nobody_until_somebody_says_that_it_was_made) {
  const auto one = plan_replacement(of);
  write_users({user("1", "omni.sinta.d", "omni.sinta.d@contoh.id")});
  only(reconcile(), FindingKind::orphan);
  BOOST_TEST(plain_case(*support, one, "request").status == 200u);
  only(reconcile(), FindingKind::orphan);
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(reconcile().open == 0u);
  until_state(one, CaseState::confirmed);
  BOOST_TEST(reconcile().open == 0u);
}

BOOST_AUTO_TEST_CASE(one_that_is_planned_is_withdrawn_before_its_name_is_taken_up) {
  const auto one = plan_replacement(of);
  write_users({user("1", "omni.sinta.d")});
  const auto orphan = only(reconcile(), FindingKind::orphan).id;
  BOOST_TEST(problem_of(open_finding_case(*leader, orphan)) == "conflict planned");
  BOOST_TEST(findings().open == 1u);
  BOOST_TEST(say_case(*support, one, "withdraw", "Tidak jadi masuk.").status == 200u);
  BOOST_TEST(open_finding_case(*leader, orphan).status == 201u);
}

BOOST_AUTO_TEST_CASE(one_that_was_withdrawn_is_nobodys) {
  const auto one = plan_replacement(of);
  BOOST_TEST(say_case(*support, one, "withdraw", "Tidak jadi masuk.").status == 200u);
  write_users({user("1", "omni.sinta.d", "omni.sinta.d@contoh.id")});
  only(reconcile(), FindingKind::orphan);
}

BOOST_AUTO_TEST_CASE(a_run_that_failed_is_told_beside_the_last_good_one) {
  write_users({user("1", "svc.wallboard")});
  const auto good = reconcile();
  for (const auto& [kind, fault] : {std::pair{"refused", "unauthenticated"}, std::pair{"unavailable", "unavailable"}}) {
    write("fault", kind);
    const auto page = reconcile();
    BOOST_TEST(page.runs.front().fault == fault);
    BOOST_TEST((page.runs.front().good_at == good.runs.front().good_at));
    BOOST_TEST(page.open == 1u);  // nothing is concluded from it
  }
  std::filesystem::remove(folder() / "fault");
  BOOST_TEST(reconcile().runs.front().fault == "");
}

BOOST_AUTO_TEST_CASE(an_application_is_read_once_at_a_time) {
  BOOST_REQUIRE(::mkfifo((folder() / "gate").c_str(), 0600) == 0);
  clock.advance(1s);
  const auto begun_at = clock.now();
  BOOST_TEST(on_application(*leader, "reconcile").status == 202u);
  BOOST_TEST(findings().runs.front().running);
  BOOST_TEST(problem_of(on_application(*other_leader, "reconcile")) == "conflict running");
  const auto gate = folder() / "gate";
  { std::ofstream open_it{gate}; }
  std::filesystem::remove(gate);
  until_read(begun_at);
  BOOST_TEST(on_application(*other_leader, "reconcile").status == 202u);
}

BOOST_AUTO_TEST_CASE(each_night_at_half_past_one_there) {
  think_of_it();
  pass_until("2026-11-22T01:29:59+07:00");
  look();
  const auto before = findings().runs.front();
  BOOST_TEST((!before.running && !before.begun_at));
  pass(1s);
  const auto night = clock.now();
  look();
  BOOST_TEST((until_read(night).runs.front().begun_at == night));
  pass_until("2026-11-23T09:00:00+07:00");
  const auto morning = clock.now();
  look();  // the hub slept over it
  BOOST_TEST((until_read(morning).runs.front().begun_at == morning));
  using base::parse_rfc3339;
  const auto at = parse_rfc3339("2026-11-22T01:00:00+09:00").value();
  BOOST_TEST((hub::last_night(at, "Asia/Jayapura") == parse_rfc3339("2026-11-21T01:30:00+09:00").value()));
}

BOOST_AUTO_TEST_CASE(a_night_that_failed_is_tried_again_until_it_succeeds) {
  think_of_it();
  write("fault", "unavailable");
  pass_until("2026-11-22T01:30:00+07:00");
  const auto begin = clock.now();
  look();
  // Each pause is as long as the trouble has lasted.
  for (const auto next : {5min, 10min, 20min, 40min, 80min, 140min, 200min}) {
    const auto run = until_read(clock.now()).runs.front();
    BOOST_TEST((run.begun_at == clock.now()));  // not a second sooner
    BOOST_TEST(run.fault == "unavailable");
    BOOST_REQUIRE((run.next_at == begin + next));
    clock.advance(*run.next_at - clock.now() - 1s);
    look();
    clock.advance(1s);
    look();
  }
  until_read(clock.now());
  std::filesystem::remove(folder() / "fault");
  clock.advance(1h);
  look();
  const auto run = until_read(clock.now()).runs.front();
  BOOST_TEST(run.fault == "");
  BOOST_TEST((run.next_at == base::parse_rfc3339("2026-11-23T01:30:00+07:00").value()));
}

BOOST_AUTO_TEST_CASE(what_failed_in_the_day_is_left_to_whoever_asked_for_it) {
  think_of_it();
  pass_until("2026-11-22T01:30:00+07:00");
  look();
  until_read(clock.now());
  pass_until("2026-11-22T10:00:00+07:00");
  write("fault", "refused");
  const auto run = reconcile().runs.front();
  BOOST_TEST(run.fault == "unauthenticated");
  BOOST_TEST((run.next_at == base::parse_rfc3339("2026-11-23T01:30:00+07:00").value()));
}

BOOST_AUTO_TEST_CASE(when_an_application_is_read_by_itself) {
  const auto at = [](const char* time) { return base::parse_rfc3339(time).value(); };
  const auto night = at("2026-11-22T01:30:00+07:00");
  const auto next_night = at("2026-11-23T01:30:00+07:00");
  const auto next = [](const store::reconciliation_table::Row& row, base::Instant now) {
    return hub::next_reading(row, now, "Asia/Jakarta");
  };
  store::reconciliation_table::Row row{make_id(), night - 4h};
  BOOST_TEST((next(row, night - 1s) == night));
  BOOST_TEST((next(row, night) == night));
  row.begun_at = night;
  row.ended_at = night + 30s;
  row.fault = "unavailable";
  BOOST_TEST((next(row, night + 31s) == night + 30s + 5min));
  row.fault = "too-many";  // it asks to wait
  BOOST_TEST((next(row, night + 31s) == night + 30s + 1h));
  BOOST_TEST((next(row, next_night) == next_night));  // another night, another try at once
  BOOST_TEST((next(row, night + 29s) == night));      // its end lies ahead: the clock was set back
  row.begun_at = night - 10min;                       // begun by somebody before, it doesn't count for the night
  BOOST_TEST((next(row, night + 31s) == night));
  row.fault = "";
  row.good_at = row.ended_at;
  BOOST_TEST((next(row, night + 31s) == next_night));
  BOOST_TEST((next(row, night + 29s) == night));  // set back
}

BOOST_AUTO_TEST_CASE(an_application_of_everybody_is_told_by_its_readers_clock) {
  const domain::Unit first{make_id(), "Abepura", "Asia/Jayapura", "112", {}};  // the first by name stands for everybody
  BOOST_REQUIRE(put(*admin, "units", first.id, protocol::encode_put(first)).status == 201u);
  protocol::PutApplication wish;
  wish.application = {make_id(), {}, "Papan", domain::ConnectorKind::command, {}, R"({"program":"omni"})"};
  BOOST_REQUIRE(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 201u);
  const auto answer = coordinator->get("/api/v1/findings?state=open");
  BOOST_REQUIRE(answer.status == 200u);
  const auto runs = protocol::decode_finding_page(answer.body).value().runs;
  const auto run = std::ranges::find(runs, wish.application.id, &protocol::ReconciliationView::application);
  BOOST_REQUIRE((run != runs.end()));
  BOOST_TEST(run->zone == "Asia/Jakarta");
}

BOOST_AUTO_TEST_CASE(whether_its_connector_works_is_told_in_a_word) {
  const auto told = [this] {
    const auto answer = on_application(*admin, "check");
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_check_view(answer.body).value();
  };
  BOOST_TEST(told().good);
  write("fault", "refused");
  BOOST_TEST(told().fault == "unauthenticated");
  std::filesystem::remove(folder() / "omni");
  BOOST_TEST(told().fault == "invalid");
  BOOST_TEST(told().field == "/program");
  BOOST_TEST(on_application(*leader, "check").status == 403u);
  of = make_application(domain::ConnectorKind::manual);
  BOOST_TEST(told().fault == "unsupported");
  BOOST_TEST(on_application(*leader, "reconcile").status == 415u);  // nothing to read
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
