// What happens to cases by itself: orders, tries again, warnings, lapses; over restarts and set clocks (R36, R41, R42).
#include "case_room.h"

#include "base/file.h"
#include "hub/case_warning.h"
#include "mail_desk.h"
#include "store/grant_table.h"

#include <set>

namespace siaga::test {

using namespace std::chrono_literals;
using domain::CaseState;
using domain::When;
using protocol::EventKind;
using Mood = MadeUpApplication::Mood;

namespace {

struct ClockRoom : CaseRoom {
  base::Id of = make_application(domain::ConnectorKind::scim);
  domain::UserId nadia = listed_agent(of);
  base::Id one = open_case(nadia);
  ClockRoom() { application.put(nadia.user_name, true); }

  std::size_t warnings(const protocol::UserIdCaseView& view) {
    const auto kinds = kinds_of(view);
    return static_cast<std::size_t>(std::ranges::count(kinds, EventKind::case_warned));
  }
};

/// With a server that takes mails.
struct WarnedRoom : ClockRoom {
  WarnedRoom() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
    stop();
    HubFixture::start([this](hub::HubOptions& options) {
      options.connectors = application.connectors();
      options.smtp = connect::SmtpServer{server.url()};
      options.mail_from = "siaga@contoh.id";
    });
    leader = std::make_unique<Visitor>(*this, "ratna@contoh.id");
  }
  ~WarnedRoom() {
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
    stop();  // before the server goes
  }
  MailServer server;
};

/// Support and a coordinator besides, and nobody in the team leader's place.
struct OneLeaderRoom : WarnedRoom {
  OneLeaderRoom() {
    admin = std::make_unique<Visitor>(*this, "chief@contoh.id");
    support = std::make_unique<Visitor>(*this, "hendra@contoh.id");
    BOOST_REQUIRE(admin->send(net::Verb::del, "/api/v1/grants/" + base::to_string(grant_of(surya))).status == 204u);
  }
  base::Id grant_of(const domain::Person& person) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    return store::grant_table::of_person(database, person.id).front().id;
  }
  /// Who gets the next two mails.
  std::set<std::string> heard() {
    std::set<std::string> people;
    for (int i = 0; i < 2; ++i) {
      const auto mail = server.next_mail();
      BOOST_TEST(mail.find("Periksa user ID omni.nadia.p") != std::string::npos);
      for (const auto* person : {"hendra@contoh.id", "ratna@contoh.id", "surya@contoh.id", "wati@contoh.id"})
        if (mail.find(person) != std::string::npos) people.insert(person);
    }
    return people;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(case_clock, ClockRoom)

BOOST_AUTO_TEST_CASE(an_order_for_the_end_of_the_last_day_runs_then_and_not_before) {
  BOOST_TEST(order(*leader, one, When::end_of_last_day).status == 200u);
  pass_until("2026-11-21T23:59:59+07:00");
  BOOST_TEST(view_case(one).attempts.empty());
  pass(1s);
  const auto view = until_state(one, CaseState::confirmed);
  BOOST_TEST(!application.is_active(nadia.user_name));
  BOOST_TEST(application.secret() == "rahasia");
  BOOST_TEST((view.user_id.state == domain::UserIdState::inactive));
  BOOST_TEST((view.one.met_by() == 24h));
  const auto& done = view.timeline[view.timeline.size() - 2];
  BOOST_TEST((done.kind == EventKind::user_id_deactivated));
  BOOST_TEST(done.actor.is_nil());
  BOOST_TEST((done.on_behalf_of == ratna.id));  // R42
  BOOST_TEST((view.timeline.back().kind == EventKind::user_id_confirmed));
}

BOOST_AUTO_TEST_CASE(an_early_order_needs_to_be_meant) {
  BOOST_TEST(problem_of(order(*leader, one, When::now)) == "invalid early");
  BOOST_TEST(order(*leader, one, When::now, true).status == 200u);
  until_state(one, CaseState::confirmed);
}

BOOST_AUTO_TEST_CASE(what_the_application_says_is_not_believed_and_it_is_tried_again) {
  application.be(Mood::only_says_so);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  auto view = until_failed(one, 1);
  BOOST_TEST(view.attempts.back().text.find("setelah dibaca ulang keadaannya tidak berubah") != std::string::npos);
  BOOST_TEST((view.one.next_try == clock.now() + 1min));
  application.be(Mood::silent);
  pass(1min);
  view = until_failed(one, 2);
  BOOST_TEST(view.attempts.back().text == "Aplikasi tidak menjawab dalam batas waktu.");
  BOOST_TEST((view.timeline.back().body.retry_at == clock.now() + 2min));
  // By hand, at once: the pauses begin anew.
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  until_failed(one, 3);
  application.be(Mood::obedient);
  pass(1min);
  view = until_state(one, CaseState::confirmed);
  BOOST_TEST(view.attempts.size() == 4u);
  BOOST_TEST(view.attempts.back().done);
}

BOOST_AUTO_TEST_CASE(a_secret_that_no_longer_opens_is_told_and_not_taken_for_none) {
  for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
  stop();
  BOOST_REQUIRE(base::write_atomically(data() / "keys/second-factor", std::string(32, 'x')).has_value());
  start();
  leader = std::make_unique<Visitor>(*this, "ratna@contoh.id");
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  const auto view = until_failed(one, 1);
  BOOST_TEST(view.attempts.back().text.find("Minta administrator memasukkannya lagi.") != std::string::npos);
  BOOST_TEST(application.is_active(nadia.user_name));
  BOOST_TEST(application.secret() == "");  // it was asked nothing
}

BOOST_AUTO_TEST_CASE(a_name_that_the_application_never_heard_of_does_not_count_as_closed) {
  const auto typo = open_case(listed_agent(of, "omni.nadja.p", "Nadia Putri"));
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*leader, typo, When::now).status == 200u);
  const auto view = until_failed(typo, 1);
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));
}

BOOST_AUTO_TEST_CASE(a_replacement_is_made_once_the_old_one_is_closed) {
  auto wish = replacement(of);
  wish.agent.replaces = nadia.id;
  BOOST_TEST(put(*support, wish).status == 201u);
  BOOST_TEST(plain_case(*support, wish.deactivation.id, "request").status == 200u);
  BOOST_TEST(order(*leader, wish.deactivation.id, When::now).status == 200u);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(view_case(wish.deactivation.id).attempts.empty());
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  until_state(one, CaseState::confirmed);
  pass(30s);
  const auto view = until_state(wish.deactivation.id, CaseState::confirmed);
  BOOST_TEST(application.is_active("omni.sinta.d"));
  BOOST_TEST((view.replaced->replaced_by == view.user_id.id));
}

BOOST_AUTO_TEST_CASE(an_order_lapses_when_its_giver_loses_the_role) {  // R42
  BOOST_TEST(order(*leader, one, When::end_of_last_day).status == 200u);
  base::Id grant;
  {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    grant = store::grant_table::of_person(database, ratna.id).front().id;
  }
  BOOST_TEST(admin->send(net::Verb::del, "/api/v1/grants/" + base::to_string(grant)).status == 204u);
  const auto lapsed = [this] {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (true) {
      auto view = protocol::decode_user_id_case_view(support->get("/api/v1/user-id-cases/" + base::to_string(one)).body)
                      .value();
      if (!view.one.order || std::chrono::steady_clock::now() > end) return view;
      std::this_thread::yield();
    }
  }();
  BOOST_TEST(!lapsed.one.order);
  BOOST_TEST((lapsed.timeline.back().kind == EventKind::case_lapsed));
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*other_leader, one, When::now).status == 200u);
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (application.is_active(nadia.user_name) && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  BOOST_TEST(!application.is_active(nadia.user_name));
}

BOOST_AUTO_TEST_CASE(a_restart_changes_nothing) {
  BOOST_TEST(order(*leader, one, When::end_of_last_day).status == 200u);
  pass_until("2026-11-21T23:00:00+07:00");
  for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
  stop();
  {  // as if it had been killed in the middle of an attempt
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    database.run("update user_id_case set attempts = 1, attempt_begun_at = ?", clock.now());
    database.run("insert into attempt (of_case, number, begun_at, done, text) values (?, 1, ?, 0, '')", one,
                 clock.now());
  }
  clock.advance(2h);
  start();
  leader = std::make_unique<Visitor>(*this, "ratna@contoh.id");
  auto view = until(one, [](const protocol::UserIdCaseView& now) { return now.attempts.front().ended_at.has_value(); });
  BOOST_TEST(view.attempts.front().text.find("Terputus di tengah jalan") == 0u);
  pass(1min);
  view = until_state(one, CaseState::confirmed);
  BOOST_TEST(view.attempts.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_an_hour_during_the_countdown) {
  application.be(Mood::silent);
  pass_until("2026-11-22T23:10:00+07:00");
  auto view = until(one, [this](const auto& now) { return warnings(now) == 1; });  // the gravest alone
  BOOST_TEST((view.timeline.back().body.warning == "1h"));
  const auto deadline = view.one.deadline;
  BOOST_TEST((deadline == base::parse_rfc3339("2026-11-23T00:00:00+07:00").value()));  // R36
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  until_failed(one, 1);
  clock.step(-1h);
  pass(0s);
  view = until_failed(one, 2);  // no hour is lost
  BOOST_TEST(warnings(view) == 1u);
  BOOST_TEST((view.one.deadline == deadline));
  application.be(Mood::obedient);
  pass(2min);
  view = until_state(one, CaseState::confirmed);
  BOOST_TEST((*view.one.met_by() > 0s));
  auto last = view.timeline.front().at;
  for (const auto& event : view.timeline) {
    BOOST_TEST((event.at >= last));
    last = event.at;
  }
}

BOOST_AUTO_TEST_CASE(an_order_and_its_warnings_outlive_a_clock_set_back_an_hour) {
  BOOST_TEST(order(*leader, one, When::end_of_last_day).status == 200u);
  application.be(Mood::silent);
  pass_until("2026-11-21T23:30:00+07:00");
  const auto deadline = view_case(one).one.deadline;
  clock.step(-1h);
  pass(1h);
  BOOST_TEST(view_case(one).attempts.empty());  // 23:30 again: never before the last day is over (R42)
  pass_until("2026-11-22T00:00:00+07:00");
  until_failed(one, 1);
  pass_until("2026-11-22T12:00:01+07:00");
  auto view = until(one, [this](const auto& now) { return warnings(now) == 1; });
  clock.step(-1h);
  pass_until("2026-11-22T20:00:01+07:00");  // past 12:00 once more
  view = until(one, [this](const auto& now) { return warnings(now) == 2; });
  std::vector<std::string> said;
  for (const auto& event : view.timeline)
    if (event.kind == EventKind::case_warned) said.push_back(event.body.warning.value());
  BOOST_TEST((said == std::vector<std::string>{"12h", "4h"}));  // each once
  BOOST_TEST((view.one.deadline == deadline));
  application.be(Mood::obedient);
  pass(2h);  // the pauses between attempts have grown
  until_state(one, CaseState::confirmed);
  BOOST_TEST(!application.is_active(nadia.user_name));
}

BOOST_AUTO_TEST_CASE(a_closed_one_that_lives_again_is_closed_again) {
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  until_state(one, CaseState::confirmed);
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);
  application.put(nadia.user_name, true);
  BOOST_TEST(say_case(*support, one, "reopen", "Masih bisa masuk.").status == 200u);
  auto view = view_case(one);
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));
  BOOST_TEST(view.one.reopened == 1u);
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  until_state(one, CaseState::confirmed);
  BOOST_TEST(!application.is_active(nadia.user_name));
}

BOOST_AUTO_TEST_CASE(a_result_by_hand_counts_by_what_the_application_shows) {
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  auto view = until_state(one, CaseState::requested);  // it says the contrary
  BOOST_TEST((view.timeline.back().kind == EventKind::case_failed));
  BOOST_TEST(view.timeline.back().actor.is_nil());
  BOOST_TEST(!view.attempts.back().done);
  BOOST_TEST(view.attempts.back().text.find("masih menunjukkan user ID ini aktif") != std::string::npos);
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));
  application.put(nadia.user_name, false);
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  view = until_state(one, CaseState::confirmed);
  BOOST_TEST((view.one.done_by_version == ratna.version));
  BOOST_TEST(view.one.confirmed_by->is_nil());  // the hub, by reading
  BOOST_TEST((view.timeline.back().kind == EventKind::user_id_confirmed));
  BOOST_TEST((view.user_id.state == domain::UserIdState::inactive));
}

BOOST_AUTO_TEST_CASE(where_the_hub_reads_nobodys_eyes_replace_it_unless_it_cannot) {
  pass_until("2026-11-22T08:00:00+07:00");
  application.be(Mood::silent);
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  auto view = until(one, [](const auto& now) { return now.one.next_try.has_value(); });
  BOOST_TEST((view.one.next_try == clock.now() + 1min));
  BOOST_TEST(problem_of(confirm(*support, one, true)) == "conflict reading");
  pass(1h);  // it couldn't be read for so long
  view = until(one, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::look); });
  BOOST_TEST((view.one.state == CaseState::carried_out));
  BOOST_TEST((view.one.next_try == clock.now() + 30min));
  BOOST_TEST(!view.one.was_warned(domain::CaseWarning::overdue));
  BOOST_TEST(confirm(*support, one, true).status == 200u);
  BOOST_TEST((view_case(one).one.state == CaseState::confirmed));
}

BOOST_AUTO_TEST_CASE(one_that_is_hidden_once_it_is_closed_goes_to_a_person_and_not_round_for_ever) {
  pass_until("2026-11-22T08:00:00+07:00");
  application.be(Mood::hides);
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  BOOST_TEST(until_failed(one, 1).attempts.back().text == "Aplikasi tidak menjawab dalam batas waktu.");
  application.be(Mood::obedient);
  pass(1min);
  const auto view = until(one, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::look); });
  BOOST_TEST((view.one.state == CaseState::carried_out));
  BOOST_TEST(view.attempts.size() == 2u);
  BOOST_TEST((view.attempts.back().ended_at && !view.attempts.back().done));
  BOOST_TEST(view.attempts.back().text.find("percobaan sebelumnya masih melihatnya aktif") != std::string::npos);
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));  // nobody has seen the contrary yet
  BOOST_TEST(confirm(*leader, one, true).status == 200u);           // they gave the order, and did nothing there
}

BOOST_AUTO_TEST_CASE(whom_the_application_does_not_know_a_person_must_look_for) {
  const auto gone = open_case(listed_agent(of, "omni.bayu.s", "Bayu Saputra"));
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(report(*leader, gone, true, "", letter_of(*leader)).status == 200u);
  const auto view = until(gone, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::look); });
  BOOST_TEST((view.one.state == CaseState::carried_out));
  BOOST_TEST((view.timeline.back().body.warning == "look"));
  BOOST_TEST(problem_of(confirm(*leader, gone, true)) == "forbidden second_person");
  BOOST_TEST(confirm(*support, gone, true).status == 200u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(case_warning)

BOOST_FIXTURE_TEST_CASE(the_units_own_target_and_the_twelfth_hour_warn_by_mail, WarnedRoom) {  // R41, C11
  auto changed = protocol::decode_applications(leader->get("/api/v1/applications").body).value().front().application;
  changed.target = 240min;
  admin = std::make_unique<Visitor>(*this, "chief@contoh.id");
  BOOST_TEST(put(*admin, "applications", of, protocol::encode_put({changed, {}})).status == 200u);
  support = std::make_unique<Visitor>(*this, "hendra@contoh.id");
  const auto bayu = open_case(listed_agent(of, "omni.bayu.s", "Bayu Saputra"));
  BOOST_TEST((view_case(bayu).one.target == *view_case(bayu).one.ends_at + 4h));
  BOOST_TEST(!view_case(one).one.target);  // it was opened before
  const auto hear_of_bayu = [this] {
    for (int count = 0; count < 2;) {  // two team leaders, and nobody else
      const auto mail = server.next_mail();
      BOOST_TEST(mail.find("wati@contoh.id") == std::string::npos);
      if (mail.find("omni.bayu.s") != std::string::npos) ++count;
    }
  };
  pass_until("2026-11-22T03:59:59+07:00");
  BOOST_TEST(warnings(view_case(bayu)) == 0u);
  pass(1s);
  auto view = until(bayu, [this](const auto& now) { return warnings(now) == 1; });
  BOOST_TEST((view.timeline.back().body.warning == "target"));
  hear_of_bayu();
  pass_until("2026-11-22T12:00:00+07:00");
  view = until(bayu, [this](const auto& now) { return warnings(now) == 2; });
  BOOST_TEST((view.timeline.back().body.warning == "12h"));
  hear_of_bayu();
}

BOOST_FIXTURE_TEST_CASE(first_the_team_leaders_then_the_coordinator_by_mail, WarnedRoom) {
  pass_until("2026-11-22T20:00:01+07:00");
  const auto view = until(one, [this](const auto& now) { return warnings(now) == 1; });
  BOOST_TEST((view.timeline.back().body.warning == "4h"));
  const auto read = [this] {
    const auto mail = server.next_mail();
    BOOST_TEST(mail.find("omni.nadia.p") != std::string::npos);
    return mail.find("wati@contoh.id") != std::string::npos;
  };
  BOOST_TEST(!read());
  BOOST_TEST(!read());
  pass_until("2026-11-23T00:00:00+07:00");
  const auto later = until(one, [this](const auto& now) { return warnings(now) == 2; });
  BOOST_TEST((later.timeline.back().body.warning == "overdue"));
  int to_coordinator = 0;
  for (int i = 0; i < 3; ++i) to_coordinator += read() ? 1 : 0;
  BOOST_TEST(to_coordinator == 1);
}

BOOST_FIXTURE_TEST_CASE(whoever_may_look_is_told_by_mail_and_not_who_did_it, OneLeaderRoom) {  // §8.1
  pass_until("2026-11-22T08:00:00+07:00");
  application.be(Mood::silent);
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  until(one, [](const auto& now) { return now.one.next_try.has_value(); });
  BOOST_TEST(list(*support).counts.pressing == 0u);  // the hub looks itself
  pass(1h);
  until(one, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::look); });
  BOOST_TEST((heard() == std::set<std::string>{"hendra@contoh.id", "wati@contoh.id"}));
  BOOST_TEST(list(*support).counts.pressing == 1u);
  BOOST_TEST(list(*leader).counts.pressing == 0u);  // who did it
  add("audit@contoh.id", semarang, domain::Role::auditor, semarang);
  Visitor auditor{*this, "audit@contoh.id"};
  BOOST_TEST(list(auditor, "?show=all").items.size() == 1u);
  BOOST_TEST(list(auditor).counts.pressing == 0u);  // who reads all of it, and confirms nothing
  pass_until("2026-11-22T12:00:00+07:00");
  const auto view = until(one, [this](const auto& now) { return warnings(now) == 2; });
  BOOST_TEST((view.timeline.back().body.warning == "12h"));
  BOOST_TEST((heard() == std::set<std::string>{"hendra@contoh.id", "wati@contoh.id"}));
  BOOST_TEST(confirm(*support, one, true).status == 200u);
}

BOOST_FIXTURE_TEST_CASE(whoever_must_act_by_hand_is_told_when_their_order_is_due, CaseRoom) {
  const auto one = open_case(listed_agent(make_application(domain::ConnectorKind::manual)));
  BOOST_TEST(order(*leader, one, When::end_of_last_day).status == 200u);
  pass_until("2026-11-22T00:00:00+07:00");
  const auto view = until(one, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::order_due); });
  BOOST_TEST((view.timeline.back().body.warning == "order_due"));
  BOOST_TEST(view.one.order.has_value());
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_mail_says_the_deadline_as_people_count_it) {
  domain::UserIdCase one;
  one.zone = "Asia/Jayapura";
  one.deadline = base::parse_rfc3339("2026-11-23T00:00:00+09:00").value();
  domain::UserId nadia;
  nadia.user_name = "omni.nadia.p";
  nadia.agent = "Nadia Putri";
  const auto mail = hub::case_warning_mail(one, nadia, "Omni Channel", domain::CaseWarning::one_hour);
  BOOST_TEST(mail.subject == "Siaga: user ID omni.nadia.p – sisa kurang dari 1 jam");
  BOOST_TEST(mail.body.find("Batas SLA 1x24 jam: 22 Nov 2026 24:00 WIT.") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
