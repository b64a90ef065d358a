// A resignation from letter to logbook as three people walk it from their consoles, at the real hub (S4 §8.1).
#include "console/user_id_client.h"
#include "control_room.h"

#include <set>

using namespace siaga;
using namespace siaga::test;
using console::UserIdClient;
using domain::CaseState;
using namespace std::chrono_literals;

namespace {

constexpr const char* keeper = "administrator@contoh.id";
constexpr const char* page = "\x89PNG\r\n\x1A\n picture of a page";

struct Leavers : ControlRoom {
  UserIdClient& cases = link->user_ids();
  domain::Application omni;
  std::vector<domain::Person> staff;  ///< officers of one unit, who get the roles

  Leavers() {
    enter(keeper);
    auto& directory = link->directory();
    const auto people =
        asked<protocol::PeoplePage>([&](auto done) { directory.fetch_people("", std::nullopt, done); }).value();
    for (const auto& item : people.items)
      if (staff.size() < 4 && item.grants.size() == 1 && item.grants[0].role == domain::Role::officer &&
          (staff.empty() || staff[0].unit == item.person.unit))
        staff.push_back(item.person);
    BOOST_REQUIRE_EQUAL(staff.size(), 4u);
    using enum domain::Role;
    for (std::size_t at = 0; const auto role : {support, team_leader, team_leader, document_control}) {
      const auto& person = staff[at++];
      const domain::Grant grant{directory.new_id(), person.id, role, person.unit, {}, {}, {}};
      BOOST_REQUIRE(asked<void>([&](auto done) { directory.give(grant, done); }));
    }
  }

  void enter(const std::string& login) {
    if (model.session()) link->sign_out();
    std::optional<base::Result<void>> answer;
    link->sign_in({"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()}, login, DemoHub::password,
                  [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    BOOST_REQUIRE(*answer);
  }
  void enter_as(std::size_t who) { enter(staff[who].email); }

  template <class T, class Ask>
  base::Result<T> asked(Ask ask) {
    std::optional<base::Result<T>> answer;
    ask([&](base::Result<T> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return std::move(*answer);
  }
  protocol::UserIdCaseView look(const base::Id& one) {
    return asked<protocol::UserIdCaseView>([&](auto done) { cases.fetch_case(one, done); }).value();
  }
  base::Id letter(const std::string& name) {
    const auto id = cases.new_id();
    BOOST_REQUIRE(asked<void>([&](auto done) { cases.send_letter(id, name, page, done); }));
    return id;
  }
  /// What the administrator has set up, and Support records.
  base::Id received() {
    const auto one = cases.new_id();
    protocol::PutCase wish;
    wish.deactivation.id = one;
    wish.deactivation.user_id = listed("omni.nadia.p", "Nadia Putri").id;
    wish.deactivation.last_day = base::Day{std::chrono::floor<std::chrono::days>(clock.now() - 24h)};
    wish.deactivation.letter = letter("surat resign & salinan.png");
    BOOST_REQUIRE(asked<void>([&](auto done) { cases.record(one, wish, done); }));
    BOOST_REQUIRE(asked<void>([&](auto done) { cases.record(one, wish, done); }));  // the same once more
    return one;
  }
  domain::UserId listed(const std::string& user_name, const std::string& agent);
  /// As whoever manages applications does.
  void keep(const domain::Application& application, const protocol::ConnectorSettings& settings,
            std::optional<std::string> secret = {}) {
    const console::ApplicationClient::Wish wish{application, settings, std::move(secret)};
    BOOST_REQUIRE(asked<protocol::ApplicationView>([&](auto done) { link->applications().save(wish, done); }));
  }
};

domain::UserId Leavers::listed(const std::string& user_name, const std::string& agent) {
  domain::UserId id;
  id.id = cases.new_id();
  id.application = omni.id;
  id.unit = staff[0].unit;
  id.user_name = user_name;
  id.agent = agent;
  id.email = user_name + "@contoh.id";
  id.team = "Voice · Regu 3";
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.list_user_id(id, done); }));
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.list_user_id(id, done); }));  // the same once more
  return id;
}

struct WithApplication : Leavers {
  WithApplication() {
    omni.id = cases.new_id();
    omni.name = "Omni Channel";
    keep(omni, {});
    enter_as(0);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(user_ids, WithApplication)

BOOST_AUTO_TEST_CASE(a_resignation_goes_from_letter_to_logbook_by_three_people) {
  const auto one = received();
  BOOST_TEST((look(one).one.state == CaseState::received));
  BOOST_REQUIRE_EQUAL(look(one).letters.size(), 1u);
  BOOST_TEST(look(one).letters[0].file_name == "surat resign & salinan.png");
  const auto bytes = asked<std::string>([&](auto done) { cases.fetch_letter(look(one).letters[0].id, done); });
  BOOST_TEST(bytes.value() == page);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.request(one, done); }));
  BOOST_TEST(ui.until([&] { return model.case_counts() && model.case_counts()->action == 1; }));

  enter_as(1);
  UserIdClient::Attempt failed;
  failed.text = "halaman tidak terbuka";
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.attempt(one, failed, done); }));
  BOOST_TEST(look(one).one.failures == 1u);
  UserIdClient::Attempt done_now;
  done_now.done = true;
  done_now.proof = letter("bukti.png");
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.attempt(one, done_now, done); }));
  const auto by_themselves = asked<void>([&](auto done) { cases.confirm(one, true, "", done); });
  BOOST_REQUIRE(!by_themselves);
  BOOST_TEST(by_themselves.error().field == "second_person");

  enter_as(3);
  const auto running = asked<protocol::UserIdCasePage>([&](auto done) {
    cases.fetch_cases({UserIdClient::Show::running, domain::CaseKind::deactivate}, std::nullopt, done);
  });
  BOOST_REQUIRE_EQUAL(running.value().items.size(), 1u);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.confirm(one, true, "tidak ada di daftar aktif", done); }));

  enter_as(0);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.document(one, done); }));
  const auto view = look(one);
  BOOST_TEST((view.one.state == CaseState::documented));
  BOOST_TEST((view.user_id.state == domain::UserIdState::inactive));
  BOOST_TEST(view.attempts.size() == 2u);
  // The month is the unit's, which may be ahead of UTC's by up to nine hours.
  std::uint64_t closed = 0;
  std::set<std::string> months;
  for (const auto ahead : {0h, 9h}) {
    const base::Day day{std::chrono::floor<std::chrono::days>(*view.one.done_at + ahead)};
    const auto month = base::to_text(day).substr(0, 7);
    if (!months.insert(month).second) continue;
    const auto sla = asked<protocol::SlaView>([&](auto done) { cases.fetch_sla(month, done); });
    closed += sla.value().met + sla.value().missed;
  }
  BOOST_TEST(closed == 1u);
  const auto report = asked<protocol::SlaReport>([&](auto done) {
    cases.fetch_sla_report(*months.begin(), *months.rbegin(), protocol::SlaBy::team_leader, done);
  });
  BOOST_TEST(report.value().met + report.value().missed == 1u);
  BOOST_REQUIRE_EQUAL(report.value().groups.size(), 1u);
  BOOST_TEST(report.value().groups[0].name == staff[1].name);

  // It came back to life. Whoever only reads can't say so.
  enter(keeper);
  const auto not_theirs = asked<void>([&](auto done) { cases.reopen(one, "masih dapat masuk", done); });
  BOOST_REQUIRE(!not_theirs);
  BOOST_TEST((not_theirs.error().fault == base::Fault::forbidden));
  enter_as(1);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.reopen(one, "masih dapat masuk", done); }));
  BOOST_TEST((look(one).one.state == CaseState::requested));
  BOOST_TEST(!asked<protocol::FirstPassword>([&](auto done) { cases.fetch_first_password(one, done); }));
}

BOOST_AUTO_TEST_CASE(a_spreadsheet_is_looked_through_then_entered_as_it_was_seen) {
  const std::string sheet =
      "Aplikasi;User ID;Nama Agent;Status\r\nOmni Channel;omni.ayu;Ayu & Sari;Aktif\r\nOmni Channel;omni.x;;Aktif\r\n";
  const auto preview = [&](const std::string& file) {
    return asked<protocol::LedgerPreview>([&](auto done) { cases.preview_import(file, done); });
  };
  const auto import = [&](const std::string& file, const std::string& plan) {
    return asked<protocol::LedgerOutcome>([&](auto done) { cases.import_file(file, plan, done); });
  };
  const auto refused = preview(sheet);  // Support doesn't keep the logbook
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::forbidden));
  enter_as(3);
  const auto seen = preview(sheet).value();
  BOOST_REQUIRE_EQUAL(seen.ledger.rows.size(), 1u);
  BOOST_REQUIRE_EQUAL(seen.ledger.problems.size(), 1u);
  BOOST_TEST((seen.ledger.problems[0].column == domain::LedgerColumn::agent));
  const auto other = import(sheet + "Omni Channel;omni.y;Yoga;Aktif\r\n", seen.plan);
  BOOST_REQUIRE(!other);
  BOOST_TEST(other.error().field == "plan");
  const auto kept = import(sheet, seen.plan).value();
  BOOST_TEST(kept.added == 1u);
  BOOST_TEST(kept.first_book_no > 0u);
  BOOST_TEST(kept.first_book_no == kept.last_book_no);
  BOOST_TEST((preview(sheet).value().ledger.rows[0].fate == domain::LedgerFate::known));
}

BOOST_AUTO_TEST_CASE(what_an_application_has_that_the_logbook_does_not_is_found_and_decided) {
  hub.write_connector("omni", R"(#!/bin/sh
echo '{"users":[{"id":"1","user_name":"svc.papan","active":true},{"id":"2","user_name":"svc.siaran","active":true}]}'
)");
  omni.id = cases.new_id();
  omni.name = "Web Uji";
  omni.unit = staff[0].unit;
  enter(keeper);
  keep(omni, protocol::CommandSettings{"omni"});
  enter_as(1);
  const auto findings = [&](UserIdClient::Findings show) {
    return asked<protocol::FindingPage>([&](auto done) { cases.fetch_findings(show, std::nullopt, done); }).value();
  };
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.reconcile(omni.id, done); }));
  BOOST_REQUIRE(ui.until([&] { return findings(UserIdClient::Findings::open).items.size() == 2; }));
  const auto open = findings(UserIdClient::Findings::open).items;
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.accept_finding(open[0].id, "akun papan", done); }));
  const auto again = asked<void>([&](auto done) { cases.accept_finding(open[0].id, "sekali lagi", done); });
  BOOST_REQUIRE(!again);
  BOOST_TEST(again.error().field == "state");
  BOOST_TEST(findings(UserIdClient::Findings::accepted).items.at(0).reason == "akun papan");
  const auto taken =
      asked<protocol::UserIdCaseView>([&](auto done) { cases.open_finding_case(open[1].id, std::nullopt, done); });
  BOOST_TEST(taken.value().user_id.user_name == open[1].users.at(0).user_name);
  BOOST_TEST(findings(UserIdClient::Findings::open).open == 0u);
  BOOST_TEST(findings(UserIdClient::Findings::all).items.size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_application_is_kept_tried_out_and_its_secret_never_comes_back) {
  hub.write_connector("omni", R"(#!/bin/sh
echo '{"users":[{"id":"1","user_name":"omni.tari.w","active":true}]}'
)");
  enter(keeper);
  auto& applications = link->applications();
  domain::Application web;
  web.id = applications.new_id();
  web.name = "Web Uji";
  web.unit = staff[0].unit;
  web.target = std::chrono::minutes{240};
  const protocol::CommandSettings program{"omni", {"--unit", "dua kata"}, std::chrono::seconds{9}};
  keep(web, program, "kunci-rahasia");
  keep(web, program);  // the secret stays
  using Views = std::vector<protocol::ApplicationView>;
  const auto views = asked<Views>([&](auto done) { applications.fetch(done); }).value();
  const auto kept = std::ranges::find(views, web.id, [](const auto& view) { return view.application.id; });
  BOOST_REQUIRE(kept != views.end());
  BOOST_TEST(kept->has_secret);
  BOOST_TEST((kept->application.target == web.target));
  BOOST_TEST(kept->application.settings.find("kunci-rahasia") == std::string::npos);
  BOOST_TEST(
      (console::ApplicationClient::settings_of(kept->application).value() == protocol::ConnectorSettings{program}));
  const auto check = [&] {
    return asked<protocol::CheckView>([&](auto done) { applications.check(web.id, done); }).value();
  };
  BOOST_TEST(check().good);
  BOOST_TEST(check().first_user.value() == "omni.tari.w");
  // Another program would read the secret: it must be said again.
  const console::ApplicationClient::Wish elsewhere{web, protocol::CommandSettings{"omni", {"--lain"}}, {}};
  const auto refused = asked<protocol::ApplicationView>([&](auto done) { applications.save(elsewhere, done); });
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().field == "secret");
  hub.write_connector("omni", "#!/bin/sh\necho rusak\n");
  BOOST_TEST(!check().good);
  BOOST_TEST(check().fault == "corrupt");
}

BOOST_AUTO_TEST_CASE(the_queue_of_one_application_alone) {
  const auto one = received();
  const auto here = [&](const base::Id& application) {
    const UserIdClient::Query query{UserIdClient::Show::action, {}, application};
    return asked<protocol::UserIdCasePage>([&](auto done) { cases.fetch_cases(query, std::nullopt, done); }).value();
  };
  BOOST_REQUIRE_EQUAL(here(omni.id).items.size(), 1u);
  BOOST_TEST((here(omni.id).items[0].one.id == one));
  BOOST_TEST(here(cases.new_id()).items.empty());
  BOOST_TEST(here(cases.new_id()).counts.action == 1u);  // of all of them
}

BOOST_AUTO_TEST_CASE(two_team_leaders_and_one_case) {
  const auto one = received();
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.request(one, done); }));
  enter_as(1);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.order(one, domain::When::now, true, done); }));
  enter_as(2);
  const auto late = asked<void>([&](auto done) { cases.order(one, domain::When::now, true, done); });
  BOOST_REQUIRE(!late);
  BOOST_TEST((late.error().fault == base::Fault::conflict));
  BOOST_TEST(late.error().field == "order");
  const auto view = look(one);
  BOOST_TEST((view.one.order.value().by_version == staff[1].version));
  enter_as(1);
  BOOST_REQUIRE(asked<void>([&](auto done) { cases.take_order_back(one, done); }));
  BOOST_TEST(!look(one).one.order.has_value());
}

BOOST_AUTO_TEST_CASE(a_user_id_is_found_by_what_somebody_types) {
  listed("omni.bayu.s", "Bayu & Saputra");
  using Found = std::vector<domain::UserId>;
  const auto found = [&](const std::string& text) {
    return asked<Found>([&](auto done) { cases.search(text, omni.id, done); }).value().size();
  };
  BOOST_TEST(found("bayu & s") == 1u);
  BOOST_TEST(found("omni.bayu") == 1u);
  BOOST_TEST(found("tidak ada") == 0u);
}

BOOST_AUTO_TEST_CASE(others_count_nothing) {
  enter_as(0);
  BOOST_TEST(ui.until([&] { return model.case_counts().has_value(); }));
  enter(DemoHub::supervisor);  // sees no user IDs
  BOOST_TEST(!model.case_counts().has_value());
  const auto refused = asked<protocol::UserIdCasePage>([&](auto done) { cases.fetch_cases({}, std::nullopt, done); });
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::forbidden));
}

BOOST_AUTO_TEST_SUITE_END()
