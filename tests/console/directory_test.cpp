// What administrators do from a console, and what everybody does with their own account, at the real hub.
#include "console/directory_client.h"
#include "control_room.h"

using namespace siaga;
using namespace siaga::test;

namespace {

constexpr const char* administrator = "administrator@contoh.id";

struct Office : ControlRoom {
  console::DirectoryClient& directory = link->directory();

  base::Result<void> enter(const char* login, console::Link& by) {
    std::optional<base::Result<void>> answer;
    by.sign_in({"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()}, login, DemoHub::password,
               [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }
  void enter(const char* login) { BOOST_REQUIRE(enter(login, *link)); }

  template <class T, class Ask>
  base::Result<T> asked(Ask ask) {
    std::optional<base::Result<T>> answer;
    ask([&](base::Result<T> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return std::move(*answer);
  }
  protocol::PeoplePage people(const std::string& search, std::optional<base::Id> after = std::nullopt) {
    return asked<protocol::PeoplePage>([&](auto done) { directory.fetch_people(search, after, done); }).value();
  }
  domain::Person newcomer(const std::string& name, const std::string& email) {
    return {directory.new_id(), {}, model.session()->person.unit, name, "", email, "+62 811", "Petugas"};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(directory, Office)

BOOST_AUTO_TEST_CASE(an_administrator_without_alarms_has_a_desk_and_an_officer_has_none) {
  enter(administrator);
  BOOST_TEST(!model.may(domain::Action::read_sos));
  BOOST_TEST(model.may(domain::Action::manage_people));
  BOOST_TEST(ui.until([&] { return model.link().state == console::LinkStatus::State::connected; }));
  console::Model other{clock};
  const auto phone = make_link(other);
  const auto refused = enter(DemoHub::officer, *phone);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::forbidden));
  BOOST_TEST(!other.session());
}

BOOST_AUTO_TEST_CASE(somebody_is_added_changed_given_a_role_and_loses_it) {
  enter(administrator);
  auto person = newcomer("Ayu & <b>Rini</b>", "ayu+baru@contoh.id");
  const auto added = asked<protocol::PersonView>([&](auto done) { directory.save_person(person, done); });
  BOOST_REQUIRE(added);
  BOOST_TEST(!added->person.version.is_nil());
  person.phone = "+62 812";
  BOOST_REQUIRE(asked<protocol::PersonView>([&](auto done) { directory.save_person(person, done); }));
  auto found = people("& <B>rini");  // what a query would cut apart or read as a blank
  BOOST_REQUIRE_EQUAL(found.items.size(), 1u);
  BOOST_TEST(found.items[0].person.phone == "+62 812");
  BOOST_TEST(people("ayu+baru").items.size() == 1u);

  domain::Grant grant{directory.new_id(), person.id, domain::Role::operator_, person.unit, {}, {}, {}};
  grant.until = clock.now() + std::chrono::hours{24};
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.give(grant, done); }));
  auto view = asked<protocol::PersonView>([&](auto done) { directory.fetch_person(person.id, done); }).value();
  BOOST_REQUIRE_EQUAL(view.grants.size(), 1u);
  BOOST_TEST((view.grants[0].role == domain::Role::operator_));
  BOOST_TEST((view.grants[0].from > clock.now() - std::chrono::hours{1}));
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.end_grant(grant.id, done); }));
  view = asked<protocol::PersonView>([&](auto done) { directory.fetch_person(person.id, done); }).value();
  BOOST_TEST((view.grants.at(0).until <= clock.now()));  // the hub's own clock, which is this one
}

BOOST_AUTO_TEST_CASE(what_the_hub_refuses_is_named) {
  enter(administrator);
  const auto twin =
      asked<protocol::PersonView>([&](auto done) { directory.save_person(newcomer("Kembar", administrator), done); });
  BOOST_REQUIRE(!twin);
  BOOST_TEST((twin.error().fault == base::Fault::conflict));
  BOOST_TEST(twin.error().field == "email");
  const auto own = model.session()->grants.at(0);
  const auto last = asked<void>([&](auto done) { directory.end_grant(own.id, done); });
  BOOST_REQUIRE(!last);
  BOOST_TEST(last.error().field == "last_administrator");
  // A supervisor reads the directory and changes nothing.
  link->sign_out();
  enter(DemoHub::supervisor);
  const auto theirs =
      asked<protocol::PersonView>([&](auto done) { directory.save_person(newcomer("X", "x@contoh.id"), done); });
  BOOST_REQUIRE(!theirs);
  BOOST_TEST((theirs.error().fault == base::Fault::forbidden));
}

BOOST_AUTO_TEST_CASE(everybody_is_found_page_by_page_once) {
  enter(administrator);
  std::set<base::Id> seen;
  std::optional<base::Id> after;
  std::size_t pages = 0;
  do {
    const auto page = people("", after);
    for (const auto& item : page.items) BOOST_TEST(seen.insert(item.person.id).second);
    after = page.next;
    ++pages;
  } while (after && pages < 50);
  BOOST_TEST(pages > 2u);
  BOOST_TEST(seen.size() > 800u);
}

BOOST_AUTO_TEST_CASE(units_are_kept) {
  enter(administrator);
  domain::Unit unit{directory.new_id(), "Depo Timur", "Asia/Jayapura", "110", model.session()->person.unit};
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.save_unit(unit, done); }));
  unit.name = "Depo Timur & Barat";
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.save_unit(unit, done); }));
  const auto all = asked<std::vector<domain::Unit>>([&](auto done) { directory.fetch_units(done); }).value();
  const auto kept = std::ranges::find(all, unit.id, &domain::Unit::id);
  BOOST_REQUIRE((kept != all.end()));
  BOOST_TEST(kept->name == unit.name);
  BOOST_TEST((kept->parent == unit.parent));
  unit.parent = unit.id;
  const auto circle = asked<void>([&](auto done) { directory.save_unit(unit, done); });
  BOOST_REQUIRE(!circle);
  BOOST_TEST(circle.error().field == "parent");
}

BOOST_AUTO_TEST_CASE(ones_own_account_and_sessions) {
  enter(DemoHub::supervisor);
  console::Model elsewhere{clock};
  const auto other = make_link(elsewhere);
  BOOST_REQUIRE(enter(DemoHub::supervisor, *other));
  const auto token = model.session()->token;
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.save_profile({"Sari W. Putri", "+62 899"}, done); }));
  BOOST_TEST(model.session()->person.name == "Sari W. Putri");
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.fetch_self(done); }));
  BOOST_TEST(model.session()->person.phone == "+62 899");
  BOOST_TEST(model.session()->token == token);
  using Own = std::vector<protocol::OwnSession>;
  auto own = asked<Own>([&](auto done) { directory.fetch_sessions(done); }).value();
  BOOST_REQUIRE_EQUAL(own.size(), 2u);
  const auto theirs = std::ranges::find(own, false, &protocol::OwnSession::current);
  BOOST_REQUIRE((theirs != own.end()));
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.end_session(theirs->id, done); }));
  BOOST_TEST(ui.until([&] { return !elsewhere.session(); }));
  own = asked<Own>([&](auto done) { directory.fetch_sessions(done); }).value();
  BOOST_TEST(own.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_is_looked_at_and_then_imported) {
  using Preview = protocol::ImportPreview;
  using Outcome = protocol::ImportOutcome;
  enter(administrator);
  const auto units = asked<std::vector<domain::Unit>>([&](auto done) { directory.fetch_units(done); }).value();
  const auto file = "nama;nrp;unit;peran\nSekar & Arum;0071985;" + units[0].name + ";Petugas\nRusak;1,98E+17;;\n";
  const auto seen = asked<Preview>([&](auto done) { directory.preview_import(file, done); }).value();
  BOOST_TEST(seen.people.rows.size() == 1u);
  BOOST_TEST(seen.people.problems.size() == 2u);
  BOOST_TEST(people("0071985").items.empty());
  const auto other = asked<Outcome>([&](auto done) { directory.import_people(file + "\nX;1;;", seen.plan, done); });
  BOOST_REQUIRE(!other);
  BOOST_TEST(other.error().field == "plan");
  const auto done = asked<Outcome>([&](auto back) { directory.import_people(file, seen.plan, back); }).value();
  BOOST_TEST(done.added == 1u);
  BOOST_TEST(people("0071985").items.at(0).person.name == "Sekar & Arum");
  const auto none = asked<Preview>([&](auto back) { directory.preview_import("bukan tabel", back); });
  BOOST_REQUIRE(!none);
  BOOST_TEST(none.error().field == "csv_heading");
}

BOOST_AUTO_TEST_CASE(a_move_is_planned_seen_and_dropped) {
  enter(administrator);
  const auto units = asked<std::vector<domain::Unit>>([&](auto done) { directory.fetch_units(done); }).value();
  const auto person = people("petugas@contoh.id").items.at(0).person;
  const auto there = std::ranges::find_if(units, [&](const auto& unit) { return unit.id != person.unit; });
  BOOST_REQUIRE((there != units.end()));
  const protocol::PutMove move{directory.new_id(), person.id, there->id, std::chrono::year{2099} / 1 / 31};
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.plan_move(move, done); }));
  const auto view = [&] {
    return asked<protocol::PersonView>([&](auto done) { directory.fetch_person(person.id, done); }).value();
  };
  BOOST_REQUIRE_EQUAL(view().moves.size(), 1u);
  BOOST_TEST((view().moves[0].unit == there->id));
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.drop_move(move.id, done); }));
  BOOST_TEST(view().moves.empty());
  BOOST_TEST((view().person.unit == person.unit));
}

BOOST_AUTO_TEST_CASE(somebody_elses_sessions_are_seen_and_ended) {
  enter(administrator);
  console::Model elsewhere{clock};
  const auto theirs = make_link(elsewhere);
  BOOST_REQUIRE(enter(DemoHub::supervisor, *theirs));
  const auto person = elsewhere.session()->person.id;
  using Sessions = std::vector<protocol::OwnSession>;
  const auto open = asked<Sessions>([&](auto done) { directory.fetch_sessions_of(person, done); }).value();
  BOOST_REQUIRE_EQUAL(open.size(), 1u);
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.end_sessions_of(person, open[0].id, done); }));
  BOOST_TEST(ui.until([&] { return !elsewhere.session(); }));
  BOOST_TEST(asked<Sessions>([&](auto done) { directory.fetch_sessions_of(person, done); }).value().empty());
}

BOOST_AUTO_TEST_CASE(an_account_is_closed_opened_and_given_a_code) {
  enter(administrator);
  const auto person = people(DemoHub::officer).items.front().person.id;
  using Account = protocol::PersonAccount;
  const auto account = [&] {
    return asked<Account>([&](auto done) { directory.fetch_account_of(person, done); }).value();
  };
  BOOST_TEST((account().has_password && account().roles > 0 && !account().closed_at));
  const auto code = asked<protocol::PasswordCode>([&](auto done) { directory.make_password_code(person, done); });
  BOOST_REQUIRE(code);
  BOOST_TEST(code->code.size() == 6u);
  const auto removed = asked<void>([&](auto done) { directory.remove_second_factor_of(person, done); });
  BOOST_TEST(removed.error().field == "no_factor");
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.close_account(person, done); }));
  BOOST_TEST((account().roles == 0 && account().closed_at.has_value()));
  BOOST_REQUIRE(asked<void>([&](auto done) { directory.open_account(person, done); }));
  BOOST_TEST(!account().closed_at.has_value());
  const auto mails = asked<protocol::LateMails>([&](auto done) { directory.fetch_late_mails(done); });
  BOOST_TEST(mails.value().waiting == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_in_nobodys_name) {
  const auto refused = asked<protocol::PeoplePage>([&](auto done) { directory.fetch_people("", {}, done); });
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::unauthenticated));
}

BOOST_AUTO_TEST_SUITE_END()
