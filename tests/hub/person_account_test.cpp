// Somebody's account in an administrator's hands: closed, opened, a code told by voice, a lost second factor.
#include "protocol/person_account.h"

#include "hub/hub.h"
#include "hub/second_factor.h"
#include "mail_desk.h"
#include "protocol/account.h"
#include "protocol/directory.h"
#include "protocol/second_factor.h"
#include "store/second_factor_table.h"

namespace siaga::test {

using namespace std::chrono_literals;
using protocol::EventKind;

namespace {

/// A hub without a mail server.
struct AccountHands : HubFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  domain::Person local = add("local@contoh.id", semarang, domain::Role::unit_admin, semarang);
  domain::Person helper = add("helper@contoh.id", semarang, domain::Role::operator_, semarang);
  Visitor admin{*this, "chief@contoh.id"};
  Visitor stranger{*this, "stranger"};

  static std::string path(const domain::Person& person, const std::string& what) {
    return "/api/v1/people/" + base::to_string(person.id) + "/" + what;
  }
  net::ClientResponse order(Visitor& who, const domain::Person& person, const std::string& what) {
    return who.post(path(person, what), "{}");
  }
  protocol::PersonAccount account_of(const domain::Person& person) {
    return protocol::decode_person_account(admin.get(path(person, "account")).body).value();
  }
  std::string code_for(const domain::Person& person) {
    const auto answer = order(admin, person, "password-code");
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_password_code(answer.body).value().code;
  }
  net::ClientResponse confirm(const std::string& login, const std::string& code,
                              const std::string& password = "sebuah kalimat sendiri") {
    return stranger.post("/api/v1/password-resets/confirm",
                         protocol::encode(protocol::ConfirmReset{login, code, password}));
  }
  std::vector<protocol::Event> events_about(const domain::Person& person, EventKind kind) {
    FeedReader reader{*this, admin, protocol::Cursor{admin.snapshot().as_of.epoch, 0}};
    reader.until(admin.snapshot().as_of.seq);
    std::vector<protocol::Event> found;
    for (const auto& event : reader.events())
      if (event.kind == kind && event.subject == person.id) found.push_back(event);
    return found;
  }
  /// As if they had enrolled.
  void give_factor(const domain::Person& person) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    store::second_factor_table::begin(database, person.id, store::Bytes(64), clock.now());
    store::second_factor_table::confirm(database, person.id, clock.now(), 0, {});
  }
};

std::string other_than(const std::string& code) { return code == "111111" ? "222222" : "111111"; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(person_account, AccountHands)

BOOST_AUTO_TEST_CASE(a_closed_account_lets_nobody_in_and_its_feeds_close_at_once) {
  Visitor desk{*this, "helper@contoh.id"};
  const auto sos = make_id();
  BOOST_REQUIRE(Visitor(*this, "officer@contoh.id").raise(sos).status == 201u);
  BOOST_REQUIRE(desk.plain(sos, "claim").status == 200u);
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  const auto before = account_of(helper);
  BOOST_TEST((before.roles == 1 && before.sessions == 1 && before.alarms == 1 && !before.closed_at));

  BOOST_TEST(order(admin, helper, "close-account").status == 204u);
  std::size_t frames = 0;
  while (feed.next()) ++frames;
  // The end of its roles may be seen first: then it is told to begin anew, and refused.
  BOOST_TEST((feed.close_code() == "4401" || feed.close_code() == "1000"), feed.close_code());
  BOOST_TEST(frames <= 3);  // what was under way, one beat at most: within a second
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 401u);
  BOOST_TEST(stranger.sign_in("helper@contoh.id").status == 401u);
  BOOST_TEST(stranger.sign_in("helper@contoh.id", "salah").status == 401u);
  BOOST_TEST(order(admin, helper, "close-account").status == 204u);  // again

  const auto after = account_of(helper);
  BOOST_TEST((after.roles == 0 && after.sessions == 0 && after.closed_at.has_value()));
  const auto closed = events_about(helper, EventKind::person_changed);
  BOOST_REQUIRE(closed.size() == 1);
  BOOST_TEST((closed.front().actor == chief.id && closed.front().body.text == "account closed"));
  BOOST_TEST(events_about(helper, EventKind::grant_ended).size() == 1u);
  stop();
  auto offline = hub::open_offline(data()).value();
  auto refused =
      offline.database.query("select count(*) from journal where kind = 'session.refused' and subject = ?", helper.id);
  BOOST_REQUIRE(refused.next());
  BOOST_TEST(refused.integer(0) == 2);  // also the one with the right password
}

BOOST_AUTO_TEST_CASE(a_new_password_leaves_the_second_factor_as_it_is) {
  give_factor(helper);
  BOOST_TEST(confirm("helper@contoh.id", code_for(helper)).status == 204u);
  BOOST_TEST(problem_of(stranger.sign_in("helper@contoh.id", "sebuah kalimat sendiri")) == "unauthenticated code");
}

BOOST_AUTO_TEST_CASE(opened_again_it_serves_as_before_without_its_roles) {
  order(admin, helper, "close-account");
  const domain::Grant grant{make_id(), helper.id, domain::Role::operator_, semarang, clock.now(), {}, {}};
  const auto give = [&] {
    return admin.send(net::Verb::put, "/api/v1/grants/" + base::to_string(grant.id), protocol::encode_put(grant));
  };
  BOOST_TEST(problem_of(give()) == "conflict closed_account");
  BOOST_TEST(problem_of(order(admin, helper, "password-code")) == "conflict closed_account");
  BOOST_TEST(order(admin, helper, "open-account").status == 204u);
  BOOST_TEST(order(admin, helper, "open-account").status == 204u);
  BOOST_REQUIRE(stranger.sign_in("helper@contoh.id").status == 201u);
  Visitor desk{*this, "helper@contoh.id"};
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 403u);
  BOOST_TEST(give().status == 201u);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  const auto told = events_about(helper, EventKind::person_changed);
  BOOST_REQUIRE(told.size() == 2);
  BOOST_TEST(told.back().body.text.value() == "account opened");
}

BOOST_AUTO_TEST_CASE(neither_ones_own_account_nor_one_above_is_touched) {
  Visitor unit_admin{*this, "local@contoh.id"};
  for (const auto* what : {"close-account", "password-code", "remove-second-factor"}) {
    BOOST_TEST(problem_of(order(admin, chief, what)) == "forbidden self");
    BOOST_TEST(problem_of(order(unit_admin, chief, what)) == "forbidden above");
    BOOST_TEST(order(unit_admin, lina, what).status == 404u);  // of Makassar
    BOOST_TEST(order(unit_admin, sari, what).status == 403u);  // a supervisor everywhere
  }
  add("second@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor second{*this, "second@contoh.id"};
  BOOST_TEST(order(second, chief, "close-account").status == 204u);
  BOOST_TEST(admin.get("/api/v1/sessions/current").status == 401u);
  BOOST_TEST(unit_admin.get("/api/v1/sessions/current").status == 200u);
}

BOOST_AUTO_TEST_CASE(who_has_no_mail_sets_a_password_with_a_code_told_by_voice) {
  Visitor desk{*this, "helper@contoh.id"};
  BOOST_TEST(problem_of(stranger.post("/api/v1/password-resets", protocol::encode(protocol::RequestReset{
                                                                     "helper@contoh.id", {}}))) == "unavailable mail");
  const auto first = code_for(helper);
  const auto code = code_for(helper);
  if (first != code) BOOST_TEST(problem_of(confirm("helper@contoh.id", first)) == "conflict code");  // replaced
  BOOST_TEST(confirm("helper@contoh.id", code, "pendek").status == 400u);                            // still good
  BOOST_TEST(confirm("helper@contoh.id", code).status == 204u);
  BOOST_TEST(problem_of(confirm("helper@contoh.id", code)) == "conflict code");  // once
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 401u);
  BOOST_TEST(stranger.sign_in("helper@contoh.id", "sebuah kalimat sendiri").status == 201u);

  const auto made = events_about(helper, EventKind::password_reset_requested);
  BOOST_REQUIRE(made.size() == 2);
  BOOST_TEST((made.front().actor == chief.id && made.front().body.by == chief.version));
  BOOST_TEST(events_about(helper, EventKind::password_reset).size() == 1u);
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  auto mails = database.query("select count(*) from mail");
  BOOST_REQUIRE(mails.next());
  BOOST_TEST(mails.integer(0) == 0);  // they would never leave
}

BOOST_AUTO_TEST_CASE(an_nrp_is_enough_for_a_told_code) {
  const auto code = code_for(officer);
  BOOST_TEST(confirm(officer.nrp, code).status == 204u);
  BOOST_TEST(stranger.sign_in(officer.nrp, "sebuah kalimat sendiri").status == 201u);
}

BOOST_AUTO_TEST_CASE(a_told_code_has_five_tries_fifteen_minutes_and_ten_a_day) {
  for (const int wrong : {4, 5}) {
    const auto code = code_for(helper);
    for (int i = 0; i < wrong; ++i) {
      clock.advance(61s);
      BOOST_TEST(confirm("helper@contoh.id", other_than(code)).status == 409u);
    }
    clock.advance(61s);
    BOOST_TEST(confirm("helper@contoh.id", code).status == (wrong < 5 ? 204u : 409u));
    clock.advance(61s);
  }
  const auto late = code_for(helper);
  clock.advance(15min);
  BOOST_TEST(confirm("helper@contoh.id", late).status == 409u);
  for (int i = 3; i < 10; ++i) code_for(helper);
  BOOST_TEST(order(admin, helper, "password-code").status == 429u);
}

BOOST_AUTO_TEST_CASE(the_person_sees_who_made_a_code_and_who_took_the_factor) {
  give_factor(helper);
  BOOST_TEST(account_of(helper).second_factor);
  code_for(helper);
  BOOST_TEST(order(admin, helper, "remove-second-factor").status == 204u);
  BOOST_TEST(problem_of(order(admin, helper, "remove-second-factor")) == "conflict no_factor");
  BOOST_TEST(!account_of(helper).second_factor);
  Visitor desk{*this, "helper@contoh.id"};
  const auto looks = protocol::decode_looks_page(desk.get("/api/v1/profile/views").body).value().items;
  BOOST_REQUIRE(looks.size() == 2);
  BOOST_TEST((looks[0].what == protocol::Look::What::factor_removed && looks[0].name == chief.name));
  BOOST_TEST((looks[1].what == protocol::Look::What::code_made && looks[1].name == chief.name));
}

BOOST_AUTO_TEST_CASE(an_auditor_reads_accounts_and_changes_none) {
  add("auditor@contoh.id", semarang, domain::Role::auditor, semarang);
  Visitor auditor{*this, "auditor@contoh.id"};
  const Visitor desk{*this, "helper@contoh.id"};
  for (const auto& person : {helper, chief}) {  // whoever they are
    BOOST_TEST(auditor.get(path(person, "account")).status == 200u);
    BOOST_TEST(auditor.get(path(person, "sessions")).status == 200u);
  }
  BOOST_TEST(auditor.get(path(anton, "account")).status == 404u);
  BOOST_TEST(auditor.get("/api/v1/late-mails").status == 200u);
  for (const auto* what : {"end-sessions", "close-account", "open-account", "password-code", "remove-second-factor"})
    BOOST_TEST(order(auditor, helper, what).status == 403u);
  BOOST_TEST(protocol::decode_person_account(auditor.get(path(helper, "account")).body)->sessions == 1u);
}

BOOST_AUTO_TEST_CASE(a_removed_factor_ends_every_session_of_theirs) {
  Visitor desk{*this, "helper@contoh.id"};
  give_factor(helper);
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  BOOST_TEST(order(admin, helper, "remove-second-factor").status == 204u);
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  const auto removed = events_about(helper, EventKind::second_factor_removed);
  BOOST_REQUIRE(removed.size() == 1);
  BOOST_TEST((removed.front().actor == chief.id && removed.front().body.by == chief.version));
  BOOST_TEST(stranger.sign_in("helper@contoh.id").status == 201u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(person_account_mail, MailDesk)

BOOST_AUTO_TEST_CASE(the_person_is_told_by_mail_and_strangers_neither_replace_nor_use_up_the_code) {
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  Visitor stranger{*this, "stranger"};
  const auto made = admin.post("/api/v1/people/" + base::to_string(sari.id) + "/password-code", "{}");
  const auto code = protocol::decode_password_code(made.body).value().code;
  const auto told = server.next_mail();
  BOOST_TEST(told.find("administrator membuat kode") != std::string::npos);
  BOOST_TEST(told.find(code) == std::string::npos);
  ask_for_code(stranger);  // another one, by mail
  server.next_mail();
  BOOST_TEST(confirm(stranger, code).status == 204u);
}

BOOST_AUTO_TEST_CASE(other_administrators_hear_of_whom_a_second_factor_is_asked) {
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  add("wakil@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  const auto put = [&](const std::string& policy) {
    const protocol::PutSecondFactorPolicy wish{domain::factor_policy(policy).value(), "siaga-demo"};
    return admin.send(net::Verb::put, "/api/v1/second-factor-policy", protocol::encode_put(wish)).status;
  };
  BOOST_TEST(put("auditor,team_leader") == 204u);
  const auto told = server.next_mail();
  BOOST_TEST(told.find("wakil@contoh.id") != std::string::npos);
  BOOST_TEST(told.find("aturan faktor kedua") != std::string::npos);
  BOOST_TEST(told.find("peran Auditor, Team Leader.") != std::string::npos, told);
  until("select count(*) from mail", "1");  // who did it knows
}

BOOST_AUTO_TEST_CASE(mails_that_do_not_leave_are_counted_for_administrators) {
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  const auto late = [&] { return protocol::decode_late_mails(admin.get("/api/v1/late-mails").body).value(); };
  BOOST_TEST((late().waiting == 0 && late().given_up == 0 && !late().since));
  restart("smtp://127.0.0.1:1");  // nobody listens there
  Visitor stranger{*this, "stranger"};
  Visitor again{*this, "chief@contoh.id"};
  const auto written = clock.now();
  ask_for_code(stranger);
  until("select count(*) from mail where tries > 0", "1");
  const auto seen = protocol::decode_late_mails(again.get("/api/v1/late-mails").body).value();
  BOOST_TEST((seen.waiting == 1 && seen.given_up == 0));
  BOOST_TEST((seen.since.value() >= written));
  pass(16min);  // the code is of no more use
  until("select count(*) from mail where next_try_at is null", "1");
  const auto given_up = protocol::decode_late_mails(again.get("/api/v1/late-mails").body).value();
  BOOST_TEST((given_up.waiting == 0 && given_up.given_up == 1));
  clock.advance(24h);
  BOOST_TEST(
      protocol::decode_late_mails(Visitor(*this, "chief@contoh.id").get("/api/v1/late-mails").body).value().given_up ==
      0u);
  BOOST_TEST(Visitor(*this, "sari@contoh.id").get("/api/v1/late-mails").status == 403u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
