#include "store/schema.h"

#include "base/file.h"
#include "store/data_folder.h"
#include "store_fixture.h"

#include <fstream>
#include <set>

namespace siaga::store {

namespace {

/// What SQLite keeps of each statement, without comments and with single blanks; a column that was added later has
/// other blanks around its comma.
std::set<std::string> statements(Database& database) {
  std::set<std::string> found;
  auto row = database.query("select sql from sqlite_schema where sql is not null");
  while (row.next()) {
    std::string plain;
    bool comment = false;
    const auto text = row.text(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.compare(i, 2, "--") == 0) comment = true;
      if (text[i] == '\n') comment = false;
      if (comment) continue;
      const bool blank = text[i] == ' ' || text[i] == '\n';
      const bool joins = text[i] == ',' || text[i] == ')';
      while (joins && plain.ends_with(' ')) plain.pop_back();
      if (!blank) plain += text[i];
      if (blank && !plain.empty() && plain.back() != ' ') plain += ' ';
    }
    found.insert(plain);
  }
  return found;
}

Database from_scripts(std::initializer_list<std::string> names) {
  auto database = Database::in_memory();
  for (const auto& name : names)
    database.run_script(base::read_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "src/store" / name).value());
  return database;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(all_steps_lead_to_what_schema_sql_says) {
  auto whole = from_scripts({"schema.sql"});
  auto steps =
      from_scripts({"upgrade/001.sql", "upgrade/002.sql", "upgrade/003.sql", "upgrade/004.sql", "upgrade/005.sql",
                    "upgrade/006.sql", "upgrade/007.sql", "upgrade/008.sql", "upgrade/009.sql", "upgrade/010.sql"});
  BOOST_TEST(newest_schema() == 10);
  const auto expected = statements(whole);
  BOOST_TEST(expected.size() > 10);
  BOOST_TEST((statements(steps) == expected));
}

BOOST_AUTO_TEST_CASE(what_a_persons_role_was_becomes_a_grant) {
  auto database = from_scripts({"upgrade/001.sql", "upgrade/002.sql", "upgrade/003.sql"});
  database.run_script(
      "insert into unit values (x'01010101010101010101010101010101', 'A', 'Asia/Jakarta', '112');"
      "insert into person values (x'0a', x'1a', 'a@b', null, null), (x'0b', x'1b', 'c@d', null, null);"
      "insert into person_version values"
      " (x'19', x'0a', x'01010101010101010101010101010101', 'n', '', '', '', '', 'officer', 'own_unit', 1),"
      " (x'1a', x'0a', x'01010101010101010101010101010101', 'n', '', '', '', '', 'operator', 'own_unit', 2),"
      " (x'1b', x'0b', x'01010101010101010101010101010101', 'n', '', '', '', '', 'supervisor', 'all_units', 3);");
  database.run_script(base::read_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "src/store/upgrade/004.sql").value());
  auto row = database.query("select person, role, hex(unit), since, until from role_grant order by person");
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.text(1) == "operator");  // as they are today
  BOOST_TEST(row.text(2) == "01010101010101010101010101010101");
  BOOST_TEST(row.integer(3) == 2);
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.text(1) == "supervisor");
  BOOST_TEST(row.text(2) == std::string(32, '0'));  // everywhere
  BOOST_TEST(row.is_null(4));
  BOOST_TEST(!row.next());
}

BOOST_AUTO_TEST_CASE(a_logbook_of_before_is_found_by_its_words_and_kept_for_two_years) {
  auto database = from_scripts({"upgrade/001.sql", "upgrade/002.sql", "upgrade/003.sql", "upgrade/004.sql",
                                "upgrade/005.sql", "upgrade/006.sql", "upgrade/007.sql"});
  // Closed on 28 Feb 2028 17:00 UTC: the 29th in Jakarta, two years later the 1st of March.
  database.run_script(
      "pragma foreign_keys = off;"
      "insert into unit (id, name, zone, emergency) values (x'01', 'A', 'Asia/Jakarta', '112');"
      "insert into user_id (id, application, unit, user_name, agent, email, team, state, listed_at, ended_at, "
      "seen_active) values (x'0a', x'05', x'01', 'omni.nadia.p', 'Nadia Putri', 'n@contoh.id', '', 'inactive', 1, "
      "1835370000000000, 0), (x'0b', x'05', x'01', 'omni.b', 'Bayu', '', '', 'planned', 1, null, 0);"
      "insert into logbook (book_no, seq, user_id) values (1, 1, x'0a'), (2, 2, x'0b'), (3, 3, x'0a'), (4, 4, x'00');");
  database.run_script(base::read_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "src/store/upgrade/008.sql").value());
  auto row = database.query("select first_book_no, last_book_no, status, keep_until from logbook_row order by 1");
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.integer(0) == 1);
  BOOST_TEST(row.integer(1) == 3);
  BOOST_TEST(row.text(2) == "inactive");
  BOOST_TEST(base::to_rfc3339(row.instant(3)) == "2030-03-01T17:00:00.000000Z");
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.text(2) == "planned");
  BOOST_TEST(!row.next());
  auto word = database.query("select rowid from logbook_words where logbook_words match '\"nad\" * \"contoh\" *'");
  BOOST_REQUIRE(word.next());
  BOOST_TEST(word.integer(0) == 1);
}

BOOST_AUTO_TEST_CASE(an_upgrade_asks_for_no_second_factor) {
  auto database = from_scripts({"upgrade/001.sql", "upgrade/002.sql", "upgrade/003.sql"});
  database.run_script(
      "insert into unit values (x'01', 'A', 'Asia/Jakarta', '112');"
      "insert into person_version values (x'1a', x'0a', x'01', 'n', '', '', '', '', 'supervisor', 'own_unit', 2);"
      "insert into person values (x'0a', x'1a', 'a@b', null, null);"
      "insert into session (token_hash, person, console, opened_at, expires_at) values (x'05', x'0a', 'K', 1, 2);");
  for (const auto* step : {"004", "005", "006"})
    database.run_script(
        base::read_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "src/store/upgrade" / (std::string{step} + ".sql"))
            .value());
  auto setting = database.query("select value from meta where key = 'second_factor'");
  BOOST_REQUIRE(setting.next());
  BOOST_TEST(setting.text(0) == "off");
  auto session = database.query("select second_factor from session");
  BOOST_REQUIRE(session.next());
  BOOST_TEST(session.text(0) == "none");
}

BOOST_FIXTURE_TEST_CASE(an_epoch_is_random_and_stays, test::StoreFixture) {
  auto first = open();
  const auto mine = epoch(first);
  BOOST_TEST(mine.size() == 32);
  auto again = open(Database::Mode::read_write);
  BOOST_TEST(epoch(again) == mine);
  const test::StoreFixture other;
  auto others = other.open();
  BOOST_TEST(epoch(others) != mine);
}

BOOST_FIXTURE_TEST_CASE(a_newer_schema_is_refused_and_not_touched, test::StoreFixture) {
  {
    auto database = open(Database::Mode::read_write);
    database.run_script("pragma user_version = 99");
    database.run("pragma wal_checkpoint(truncate)");
  }
  const auto before = base::read_file(folder.database()).value();
  const auto refused = Database::open(folder.database(), Database::Mode::read_write);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::unsupported));
  BOOST_TEST((base::read_file(folder.database()).value() == before));
}

BOOST_AUTO_TEST_CASE(another_programs_database_is_refused) {
  const test::ScratchFolder scratch;
  const auto file = scratch.path() / "hub.db";
  {
    auto other = Database::open(file, Database::Mode::read_write).value();
    other.run_script("pragma application_id = 1");
  }
  const auto refused = Database::open(file, Database::Mode::read_write);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::unsupported));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_refused) {
  const test::ScratchFolder scratch;
  std::ofstream{scratch.path() / "hub.db"} << std::string(8192, 'x');
  const auto refused = Database::open(scratch.path() / "hub.db", Database::Mode::read_write);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::corrupt));
}

BOOST_FIXTURE_TEST_CASE(a_reader_cannot_write, test::StoreFixture) {
  auto reader = open();
  BOOST_CHECK_THROW(reader.run("delete from meta"), StoreFailure);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
