#include "store/backup.h"

#include "base/file.h"
#include "store/integrity.h"
#include "store/session_table.h"
#include "store_fixture.h"

#include <algorithm>
#include <span>

namespace siaga::store {

namespace {

struct BackupFixture : test::StoreFixture {
  std::filesystem::path copy = scratch.path() / "copy.db";

  base::Result<void> make(const CopyWatch& watch = [](std::uint64_t, std::uint64_t) { return true; }) {
    return copy_database(folder.database(), copy, watch);
  }
  Database opened() const { return Database::open(copy, Database::Mode::read_only).value(); }
  /// The only file whose name begins so.
  bool is_alone() const {
    for (const auto& entry : std::filesystem::directory_iterator{scratch.path()})
      if (entry.path().filename().string().starts_with("copy.db") && entry.path() != copy) return false;
    return true;
  }
  void fill(int events) {
    for (int i = 0; i < events; ++i) BOOST_REQUIRE(run(test::append_job(std::string(1000, 'x'))));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(backup, BackupFixture)

BOOST_AUTO_TEST_CASE(a_copy_is_of_one_moment_however_much_is_written_meanwhile) {
  start();
  fill(2000);
  const auto before = journal_end(*std::make_unique<Database>(open()));
  int steps = 0;
  const auto made = make([&](std::uint64_t done, std::uint64_t whole) {
    ++steps;
    BOOST_TEST(done <= whole);
    BOOST_REQUIRE(run(test::append_job("meanwhile")));  // the writer neither waits nor makes the copy begin anew
    return steps < 100;
  });
  BOOST_REQUIRE(made);
  BOOST_TEST(steps >= 2);
  BOOST_TEST(steps < 100);
  auto database = opened();
  BOOST_TEST(journal_end(database) == before);
  BOOST_TEST(faults_of(database).empty());
  BOOST_TEST(is_alone());
  BOOST_TEST(journal_end(*std::make_unique<Database>(open())) == before + static_cast<unsigned>(steps));
}

BOOST_AUTO_TEST_CASE(who_is_signed_in_or_was_is_in_no_byte_of_it) {
  const auto live = base::random_bytes(32);
  const auto forgotten = base::random_bytes(32);
  {
    auto database = open(Database::Mode::read_write);
    const auto person = test::make_person(database, clock.now());
    const auto add = [&](const std::vector<std::uint8_t>& bytes) {
      session_table::Row row;
      std::ranges::copy(bytes, row.token_hash.begin());
      row.person = person.id;
      row.opened_at = row.used_at = clock.now();
      row.expires_at = clock.now() + std::chrono::hours{1};
      row.id = base::make_id(clock.now());
      row.peer = "198.51.100.7";
      session_table::insert(database, row);
    };
    add(live);
    add(forgotten);
    database.run("pragma secure_delete = off");  // as SQLite is without Debian's choice
    database.run("delete from session where token_hash = ?", std::span<const std::uint8_t>{forgotten});
    database.checkpoint();
  }
  const auto text = [](const std::vector<std::uint8_t>& bytes) { return std::string{bytes.begin(), bytes.end()}; };
  const auto source = base::read_file(folder.database()).value();
  BOOST_REQUIRE(source.find(text(live)) != std::string::npos);
  BOOST_REQUIRE(source.find(text(forgotten)) != std::string::npos);  // SQLite leaves it lying about
  BOOST_REQUIRE(make());
  const auto bytes = base::read_file(copy).value();
  BOOST_TEST(bytes.find(text(live)) == std::string::npos);
  BOOST_TEST(bytes.find(text(forgotten)) == std::string::npos);
  BOOST_TEST(bytes.find("198.51.100.7") == std::string::npos);
  BOOST_TEST(bytes.find("a@contoh.id") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_stopped_says_so) {
  start();
  fill(10);
  const auto made = make([](std::uint64_t, std::uint64_t) { return false; });
  BOOST_REQUIRE(!made);
  BOOST_TEST(made.error().field == "stopped");
  BOOST_TEST(!std::filesystem::exists(copy));
}

BOOST_AUTO_TEST_CASE(without_a_database_there_is_nothing_to_copy) {
  const auto made =
      copy_database(scratch.path() / "nothing.db", copy, [](std::uint64_t, std::uint64_t) { return true; });
  BOOST_TEST((made.error().fault == base::Fault::not_found));
}

BOOST_AUTO_TEST_CASE(each_kind_of_damage_to_the_journal_is_found) {
  struct Row {
    const char* sql;
    const char* said;
  };
  start();
  fill(5);
  thread->stop();
  for (const auto& row : {Row{"update journal set body = '{}' where seq = 3", "committed"},
                          Row{"update journal set at = at + 1 where seq = 3", "leaf"},
                          Row{"update journal set at = 0 where seq = 3", "earlier"},
                          Row{"update journal set kind = 'sos.closed' where seq = 3", "leaf"},
                          Row{"update journal set actor = x'00' where seq = 3", "blob"},
                          Row{"update journal set salt = x'00' where seq = 3", "committed"},
                          Row{"delete from journal where seq = 3", "comes after 2"}}) {
    auto database = open(Database::Mode::read_write);
    BOOST_TEST(faults_of(database).empty());
    database.run("begin");
    database.run(row.sql);
    const auto faults = faults_of(database);
    BOOST_REQUIRE_MESSAGE(!faults.empty(), row.sql);
    BOOST_TEST(faults.front().find(row.said) != std::string::npos, row.sql << ": " << faults.front());
    database.run("rollback");
  }
}

BOOST_AUTO_TEST_CASE(a_body_that_the_law_has_emptied_is_no_damage) {
  start();
  fill(3);
  thread->stop();
  auto database = open(Database::Mode::read_write);
  database.run("update journal set body = '', salt = x'' where seq = 2");
  BOOST_TEST(faults_of(database).empty());
}

BOOST_AUTO_TEST_CASE(a_damaged_page_is_found) {
  start();
  fill(200);
  thread->stop();
  thread.reset();
  {
    auto database = open(Database::Mode::read_write);
    leave_wal(database);
  }
  auto file = base::File::open(folder.database(), base::File::Mode::read_write).value();
  const auto middle = file.size().value() / 8192 * 4096;
  BOOST_REQUIRE(file.write_at(middle, std::string(4096, '\x5a')));
  auto database = open();
  BOOST_TEST(!faults_of(database).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
