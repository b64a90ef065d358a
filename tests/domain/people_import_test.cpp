// What each row of a table would do, and every problem of it before anything is done.
#include "domain/people_import.h"

#include "base/id.h"
#include "domain/moment.h"
#include "domain/names.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace siaga;
using domain::ImportCells;
using domain::ImportColumn;
using domain::ImportFate;
using domain::Role;
using enum domain::ImportProblem;

namespace {

using test::now;

struct Town {
  base::Id city = base::make_id(now), depot = base::make_id(now), other = base::make_id(now);
  domain::ImportGround ground;

  Town() {
    ground.units = {{city, "Kota", "Asia/Jakarta", "112", {}},
                    {depot, "Depo  Timur", "Asia/Jakarta", "112", city},
                    {other, "Seberang", "Asia/Makassar", "112", {}}};
    administer(city);
    know("Ayu Rini", "0071", "ayu@contoh.id", city, Role::officer);
  }
  void administer(const base::Id& unit, Role role = Role::unit_admin) {
    const domain::Grant grant{base::make_id(now), base::make_id(now), role, unit, now, {}, {}};
    ground.by = domain::Standing({&grant, 1}, ground.units, now);
  }
  const domain::Person& know(std::string name, std::string nrp, std::string email, const base::Id& unit, Role role) {
    domain::KnownPerson known;
    known.person = {base::make_id(now), base::make_id(now), unit, std::move(name),
                    std::move(nrp),     std::move(email),   "1",  "P"};
    known.grants = {{base::make_id(now), known.person.id, role, unit, now, {}, {}}};
    ground.people.push_back(known);
    return ground.people.back().person;
  }
  domain::PeoplePlan plan(const std::vector<ImportCells>& rows, std::vector<domain::RowProblem> found = {}) const {
    return domain::plan_people(rows, std::move(found), ground, now);
  }
  /// "email_bad nrp_bad": of one row.
  std::string problems_of(ImportCells row) const {
    row.line = 2;
    std::string names;
    for (const auto& problem : plan({row}).problems)
      names.append(names.empty() ? "" : " ").append(domain::name_of(problem.problem));
    return names;
  }
};

ImportCells new_one(std::size_t line = 2) {
  return {line, "Budi", "budi@contoh.id", "0072", "+62 812", "Petugas", "Kota", {Role::officer}};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(people_import, Town)

BOOST_AUTO_TEST_CASE(rows_are_new_changed_or_the_same) {
  const auto& ayu = ground.people[0].person;
  auto changed = ImportCells{3, "", "", "0071", "2", "", "depo timur", {Role::officer}};
  const auto plan = this->plan({new_one(), changed, {4, "Ayu Rini", "AYU@contoh.id"}});
  BOOST_REQUIRE_EQUAL(plan.problems.size(), 2u);
  BOOST_TEST((plan.problems[0] == domain::RowProblem{3, ImportColumn::role, role_kept, "officer"}));
  // The last is the one before, by another login.
  BOOST_TEST(
      (plan.problems[1] == domain::RowProblem{4, ImportColumn::email, email_twice, "AYU@contoh.id", 3, "Ayu Rini"}));
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 2u);
  BOOST_TEST((plan.rows[0].fate == ImportFate::added));
  BOOST_TEST(plan.rows[0].person.id.is_nil());
  BOOST_TEST((plan.rows[0].person.unit == city));
  BOOST_TEST((plan.rows[0].roles == std::vector<Role>{Role::officer}));
  BOOST_TEST((plan.rows[1].fate == ImportFate::changed));
  BOOST_TEST((plan.rows[1].person.id == ayu.id));
  BOOST_TEST((plan.rows[1].person.version == ayu.version));
  BOOST_TEST(plan.rows[1].person.name == "Ayu Rini");  // an empty cell leaves it
  const std::vector<domain::ImportChange> changes{{ImportColumn::phone, "1", "2"},
                                                  {ImportColumn::unit, "Kota", "Depo  Timur"}};
  BOOST_TEST((plan.rows[1].changes == changes));
  BOOST_TEST((plan.rows[1].roles == std::vector<Role>{Role::officer}));  // there, too
}

BOOST_AUTO_TEST_CASE(who_is_as_the_row_says_stays_the_same) {
  const auto plan = this->plan({{2, "Ayu Rini", "ayu@contoh.id", "0071", "1", "P", "KOTA", {Role::officer}}});
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 1u);
  BOOST_TEST((plan.rows[0].fate == ImportFate::same));
  BOOST_TEST(plan.rows[0].roles.empty());  // held already
}

BOOST_AUTO_TEST_CASE(each_problem_of_a_row_is_told) {
  BOOST_TEST(problems_of(new_one()) == "");
  auto row = new_one();
  row.name = std::string(300, 'x');
  row.email = "bukan surel";
  row.nrp = "1234567890123456789";
  row.phone = std::string(40, '1');
  row.post = std::string(121, 'p');
  row.unit = "Entah";
  row.roles = {Role::system_administrator};
  BOOST_TEST(problems_of(row) == "name_long email_bad nrp_bad phone_long post_long unit_unknown");
  BOOST_TEST(problems_of({2, "", "", "", "", "", "Kota"}) == "name_missing login_missing");
  row = new_one();
  row.email += "\u200B";  // else somebody who is there already, and no mail could be sent to
  row.phone = "+62\t812\u202E";
  BOOST_TEST(problems_of(row) == "email_bad");
  BOOST_TEST(problems_of({2, "Budi", "budi@contoh.id"}) == "unit_missing");
  row = new_one();
  row.roles = {Role::system_administrator, Role::officer, Role::auditor};
  BOOST_TEST(problems_of(row) == "role_not_yours role_not_yours");
  row = new_one();
  row.nrp = "12-3";
  BOOST_TEST(problems_of(row) == "nrp_bad");
}

BOOST_AUTO_TEST_CASE(a_name_that_hides_something_is_cleaned_and_told) {
  auto row = new_one();
  row.name = "Budi \u202Egnp.exe <b>";
  const auto plan = this->plan({row});
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 1u);
  BOOST_TEST(plan.rows[0].person.name == "Budi gnp.exe <b>");
  BOOST_REQUIRE_EQUAL(plan.problems.size(), 1u);
  BOOST_TEST((plan.problems[0].problem == name_cleaned));
  row.name = "Budi   Utomo";
  BOOST_TEST(problems_of(row) == "");  // a blank too many is nothing to tell
}

BOOST_AUTO_TEST_CASE(a_login_is_one_persons) {
  auto one = new_one(2), two = new_one(3), three = new_one(4);
  two.nrp = "0073";
  two.email = "BUDI@contoh.id";
  three.email = "";
  three.nrp = "0074";
  const auto plan = this->plan({one, two, three});
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 1u);  // nobody knows which of the twins is meant
  BOOST_TEST(plan.rows[0].line == 4u);
  BOOST_REQUIRE_EQUAL(plan.problems.size(), 2u);
  BOOST_TEST(
      (plan.problems[0] == domain::RowProblem{2, ImportColumn::email, email_twice, "budi@contoh.id", 3, "Budi"}));
  BOOST_TEST(
      (plan.problems[1] == domain::RowProblem{3, ImportColumn::email, email_twice, "BUDI@contoh.id", 2, "Budi"}));
  auto taken = new_one();
  taken.email = "Ayu@contoh.id";  // with another NRP
  BOOST_TEST(problems_of(taken) == "email_taken");
  know("Citra", "0080", "citra@contoh.id", city, Role::officer);
  taken.nrp = "0080";  // and Ayu's address
  BOOST_TEST(problems_of(taken) == "email_taken");
}

BOOST_AUTO_TEST_CASE(an_administrator_imports_into_their_own_units) {
  auto row = new_one();
  row.unit = "Seberang";
  BOOST_TEST(problems_of(row) == "unit_unknown");  // not even that it exists
  know("Dewi", "0090", "dewi@contoh.id", other, Role::officer);
  row = new_one();
  row.nrp = "0090";
  row.email = "";
  BOOST_TEST(problems_of(row) == "nrp_taken");
  row.nrp = "";
  row.email = "dewi@contoh.id";
  BOOST_TEST(problems_of(row) == "email_taken");
  administer({}, Role::head_of_unit);  // reads, changes nothing
  BOOST_TEST(problems_of(new_one()) == "unit_not_yours role_not_yours");
}

BOOST_AUTO_TEST_CASE(nobodys_login_is_taken_over_by_a_table) {
  know("Kepala", "0001", "kepala@contoh.id", city, Role::system_administrator);
  BOOST_TEST(problems_of({2, "", "pencuri@contoh.id", "0001"}) == "login_not_yours");
  BOOST_TEST(problems_of({2, "", "", "0001", "+62 1"}) == "");
  administer({}, Role::system_administrator);
  BOOST_TEST(problems_of({2, "", "kepala.baru@contoh.id", "0001"}) == "");
}

BOOST_AUTO_TEST_CASE(a_role_needs_an_open_account) {
  ground.people[0].closed = true;
  ground.people[0].grants.front().until = now;
  const ImportCells row{2, "", "", "0071", "2", "", "", {Role::officer, Role::operator_}};
  const auto plan = this->plan({row});
  BOOST_TEST(plan.rows.empty());
  const domain::RowProblem told{2, ImportColumn::role, account_closed, "Ayu Rini"};
  BOOST_REQUIRE_EQUAL(plan.problems.size(), 1u);  // once, whatever roles the cell names
  BOOST_TEST((plan.problems[0] == told));
  BOOST_TEST(problems_of({2, "", "", "0071", "2"}) == "");  // what else is known of them may change
}

BOOST_AUTO_TEST_CASE(roles_that_stay_behind_are_told_and_stop_nothing) {
  auto& known = ground.people[0];
  const auto hold = [&](Role role, const base::Id& unit, std::optional<base::Instant> until = {}) {
    known.grants.push_back({base::make_id(now), known.person.id, role, unit, now, until, {}});
  };
  hold(Role::supervisor, city);
  hold(Role::operator_, city, now);  // ended
  hold(Role::coordinator, {});       // everywhere
  const auto plan = this->plan({{2, "", "", "0071", "", "", "Depo Timur", {}}});
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 1u);
  BOOST_TEST((plan.rows[0].person.unit == depot));
  std::string told;
  for (const auto& problem : plan.problems) {
    BOOST_TEST((problem.problem == role_kept && problem.line == 2 && problem.column == ImportColumn::role));
    told += problem.value + " ";
  }
  BOOST_TEST(told == "officer supervisor ");
  BOOST_TEST(problems_of({2, "", "", "0071", "2", "", "Kota"}) == "");  // who stays leaves nothing behind
}

BOOST_AUTO_TEST_CASE(two_units_of_one_name_are_nobodys) {
  ground.units.push_back({base::make_id(now), "KOTA", "Asia/Jakarta", "112", city});
  administer(city);
  BOOST_TEST(problems_of(new_one()) == "unit_ambiguous");
}

BOOST_AUTO_TEST_CASE(what_the_file_said_already_isnt_said_again) {
  auto row = new_one();
  row.nrp = "1,98E+17";
  const auto plan = this->plan({row}, {{2, ImportColumn::nrp, nrp_mangled, row.nrp}});
  BOOST_TEST(plan.rows.empty());
  BOOST_TEST(plan.problems.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_shown_is_cut_between_characters) {
  BOOST_TEST(domain::shown_value("é") == "é");
  const auto cut = domain::shown_value(std::string(60, 'a') + "ééé");
  BOOST_TEST(cut == std::string(60, 'a') + "…");
}

BOOST_AUTO_TEST_CASE(names_are_one_to_one) {
  for (std::size_t at = 0; at < domain::import_problem_count; ++at) {
    const auto problem = static_cast<domain::ImportProblem>(at);
    BOOST_TEST((domain::import_problem(domain::name_of(problem)) == problem));
  }
  for (std::size_t at = 0; at < domain::import_column_count; ++at) {
    const auto column = static_cast<ImportColumn>(at);
    BOOST_TEST((domain::import_column(domain::name_of(column)) == column));
  }
  BOOST_TEST((domain::import_fate("same") == ImportFate::same));
  BOOST_TEST(!domain::import_problem(""));
}

BOOST_AUTO_TEST_SUITE_END()
