// What rows of a spreadsheet would put into the logbook, and what stops them.
#include "domain/user_id_import.h"

#include <boost/test/unit_test.hpp>

namespace siaga::domain {

namespace {

using enum LedgerProblem;
using Told = std::vector<std::pair<std::size_t, LedgerProblem>>;

struct LedgerDesk {
  base::Id unit = base::parse_id("019b8b74-1800-7000-8000-000000000001").value();
  base::Id elsewhere = base::parse_id("019b8b74-1800-7000-8000-000000000002").value();
  base::Id keeper = base::parse_id("019b8b74-1800-7000-8000-000000000003").value();
  base::Instant now = base::parse_rfc3339("2026-11-22T12:00:00+07:00").value();
  LedgerGround ground;

  LedgerDesk() {
    ground.units = {{unit, "Semarang", "Asia/Jakarta", "112", {}}, {elsewhere, "Makassar", "Asia/Makassar", "112", {}}};
    ground.applications = {application("019b8b74-1800-7000-8000-00000000000a", unit, "Omni Channel")};
    const std::vector<Grant> grants{{keeper, keeper, Role::document_control, unit, now, {}, {}}};
    ground.by = Standing(grants, ground.units, now);
    ground.unit = unit;
  }
  static Application application(const char* id, const base::Id& unit, const char* name) {
    return {base::parse_id(id).value(), unit, name, ConnectorKind::manual, {}, {}};
  }
  static base::Day day(const char* text) { return base::parse_day(text).value(); }
  static LedgerCells active(std::size_t line, const char* user_name, const char* agent, const char* email = "") {
    LedgerCells cells;
    cells.line = line;
    cells.user_name = user_name;
    cells.agent = agent;
    cells.email = email;
    cells.active = true;
    return cells;
  }
  static LedgerCells closed(std::size_t line, const char* user_name, const char* agent, const char* ended) {
    auto cells = active(line, user_name, agent);
    cells.active = false;
    cells.ended = LedgerDay{day(ended), {}};
    return cells;
  }
  LedgerPlan plan(const std::vector<LedgerCells>& rows) const { return plan_ledger(rows, {}, ground, now); }
  Told told(const std::vector<LedgerCells>& rows) const {
    Told all;
    for (const auto& problem : plan(rows).problems) all.emplace_back(problem.line, problem.problem);
    return all;
  }
  void know(const LedgerRow& row) {
    ground.user_ids.push_back(row.user_id);
    ground.user_ids.back().id = keeper;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(user_id_import, LedgerDesk)

BOOST_AUTO_TEST_CASE(rows_become_user_ids_as_they_stand_there) {
  auto gone = closed(3, "omni.b", "Bayu", "2026-11-20");
  gone.ended->time = std::chrono::hours{9};
  gone.letter_date = day("2026-11-06");
  gone.last_day = day("2026-11-20");
  gone.requested_by = "Hendra";
  const auto plan = this->plan({active(2, "omni.a", "Ayu  Sari", "AYU@contoh.id"), gone});
  BOOST_REQUIRE_EQUAL(plan.rows.size(), 2u);
  BOOST_TEST((plan.rows[0].user_id.state == UserIdState::active));
  BOOST_TEST(plan.rows[0].user_id.agent == "Ayu Sari");
  BOOST_TEST((plan.rows[0].user_id.unit == unit));
  BOOST_TEST((plan.rows[0].user_id.application == ground.applications[0].id));  // the only one that there is
  BOOST_TEST((plan.rows[1].user_id.ended_at == base::parse_rfc3339("2026-11-20T09:00:00+07:00").value()));
  BOOST_TEST(plan.rows[1].requested_by == "Hendra");
  BOOST_REQUIRE_EQUAL(plan.problems.size(), 1u);
  BOOST_TEST((plan.problems[0].problem == cleaned));
}

BOOST_AUTO_TEST_CASE(what_stops_a_row_is_told) {
  auto nobody = active(2, "omni.a", "");
  auto wrong = active(3, "omni b", "Ayu", "bukan surel");  // a blank is what the application may have
  auto unsaid = active(4, "omni.c", "Citra");
  unsaid.active.reset();
  auto undated = unsaid;
  undated.line = 5, undated.user_name = "omni.d", undated.active = false;
  auto both = closed(6, "omni.e", "Eka", "2026-11-20");
  both.active = true;
  auto far = active(7, "omni.f", "Fajar");
  far.last_day = day("2036-11-20"), far.letter_date = day("2026-11-24");
  auto where = active(8, "omni.g", "Gita");
  where.application = "Lain";
  const auto later = closed(9, "omni.h", "Hana", "2026-11-23");
  const auto old = closed(10, "omni.i", "Indra", "1999-11-20");
  const Told expected{{2, missing},          {3, email_bad},    {4, missing},  {5, ended_missing},
                      {6, active_yet_ended}, {7, date_to_come}, {7, date_far}, {8, application_unknown},
                      {9, date_to_come},     {10, date_far}};
  const auto all = told({nobody, wrong, unsaid, undated, both, far, where, later, old});
  BOOST_TEST((all == expected));
  auto overdue_row = active(2, "omni.a", "Ayu");
  overdue_row.last_day = day("2026-11-21");
  BOOST_TEST((told({overdue_row}) == Told{{2, overdue}}));
  BOOST_REQUIRE(plan({overdue_row}).rows.size() == 1u);  // it is what it is, and must be closed
  BOOST_TEST(plan({overdue_row}).rows[0].opens_case);
  overdue_row.last_day = day("2026-11-22");  // not over yet
  BOOST_TEST(told({overdue_row}).empty());
  BOOST_TEST(!plan({overdue_row}).rows[0].opens_case);
}

BOOST_AUTO_TEST_CASE(nobody_leaves_before_they_came) {
  auto row = closed(2, "omni.a", "Ayu", "2026-11-20");
  row.last_day = row.letter_date = day("2026-11-19");
  row.hired_on = day("2026-11-20");
  BOOST_TEST((told({row}) == Told{{2, before_hire}, {2, before_hire}}));
  row.last_day = day("2026-11-20");
  row.letter_date.reset();
  BOOST_TEST(told({row}).empty());
  const auto good = plan({row}).rows.at(0);
  BOOST_TEST((good.user_id.hired_on == day("2026-11-20")));
  know(good);
  BOOST_TEST((plan({row}).rows.at(0).fate == LedgerFate::known));
  row.hired_on = day("2026-11-18");
  BOOST_TEST((told({row}) == Told{{2, said_otherwise}}));
  row.hired_on.reset();  // says nothing about it
  BOOST_TEST(told({row}).empty());
}

BOOST_AUTO_TEST_CASE(one_user_id_stands_in_a_file_once_unless_it_changed_hands) {
  BOOST_TEST((told({active(2, "omni.a", "Ayu"), active(3, "OMNI.A", "Bayu")}) ==
              Told{{2, user_name_twice}, {3, user_name_twice}}));
  BOOST_TEST((told({closed(2, "omni.a", "Ayu", "2026-11-01"), active(3, "omni.a", "ayu")}) ==
              Told{{2, user_name_twice}, {3, user_name_twice}}));
  BOOST_TEST(plan({closed(2, "omni.a", "Ayu", "2026-11-01"), active(3, "omni.a", "Bayu")}).rows.size() == 2u);
  const auto mails = plan({active(2, "omni.a", "Ayu", "x@contoh.id"), active(3, "omni.b", "Bayu", "X@contoh.id")});
  BOOST_TEST(mails.rows.empty());
  BOOST_REQUIRE_EQUAL(mails.problems.size(), 2u);
  BOOST_TEST((mails.problems[0].problem == email_twice));
  BOOST_TEST(mails.problems[0].other == 3u);
}

BOOST_AUTO_TEST_CASE(what_the_logbook_has_is_never_changed) {
  const std::vector<LedgerCells> rows{active(2, "omni.a", "Ayu", "ayu@contoh.id"),
                                      closed(3, "omni.b", "Bayu", "2026-11-01")};
  for (const auto& row : plan(rows).rows) know(row);
  ground.user_ids[1].ended_at = *ground.user_ids[1].ended_at + std::chrono::hours{10};  // a moment of that day
  const auto again = plan(rows);
  BOOST_TEST(again.problems.empty());
  for (const auto& row : again.rows) BOOST_TEST((row.fate == LedgerFate::known));
  BOOST_TEST((told({active(2, "omni.a", "Bayu")}) == Told{{2, user_name_taken}}));
  BOOST_TEST((told({active(2, "omni.z", "Zaki", "AYU@contoh.id")}) == Told{{2, email_taken}}));
  BOOST_TEST((told({closed(2, "omni.a", "Ayu", "2026-11-02")}) == Told{{2, said_otherwise}}));
  BOOST_TEST((told({closed(3, "omni.b", "Bayu", "2026-11-02")}) == Told{{3, said_otherwise}}));
  BOOST_TEST((told({active(2, "omni.a", "Ayu")}) == Told{{2, said_otherwise}}));            // its e-mail
  BOOST_TEST((plan({active(2, "omni.b", "Citra")}).rows.at(0).fate == LedgerFate::added));  // from one to another
}

BOOST_AUTO_TEST_CASE(an_import_reaches_as_far_as_the_importer) {
  ground.applications.push_back(application("019b8b74-1800-7000-8000-00000000000b", elsewhere, "Lain"));
  ground.applications.push_back(application("019b8b74-1800-7000-8000-00000000000c", {}, "Semua"));
  auto row = active(2, "omni.a", "Ayu");
  BOOST_TEST((told({row}) == Told{{2, missing}}));  // which one?
  row.application = "lain";
  BOOST_TEST((told({row}) == Told{{2, application_not_yours}}));
  row.application = "SEMUA";
  BOOST_TEST((plan({row}).rows.at(0).user_id.unit == unit));
  ground.applications.push_back(application("019b8b74-1800-7000-8000-00000000000d", unit, "semua"));
  BOOST_TEST((told({row}) == Told{{2, application_ambiguous}}));
}

BOOST_AUTO_TEST_CASE(names_of_columns_and_problems_stay) {
  for (std::size_t at = 0; at < ledger_column_count; ++at)
    BOOST_TEST((ledger_column(name_of(static_cast<LedgerColumn>(at))) == static_cast<LedgerColumn>(at)));
  for (std::size_t at = 0; at < ledger_problem_count; ++at)
    BOOST_TEST((ledger_problem(name_of(static_cast<LedgerProblem>(at))) == static_cast<LedgerProblem>(at)));
  BOOST_TEST((ledger_fate("known") == LedgerFate::known));
  BOOST_TEST(!ledger_problem("lain"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
