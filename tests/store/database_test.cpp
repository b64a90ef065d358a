#include "store/database.h"

#include "store/transaction.h"

#include <boost/test/unit_test.hpp>

namespace siaga::store {

namespace {

Database with_table() {
  auto database = Database::in_memory();
  database.run_script("create table t (a integer primary key, b text, c blob) strict");
  return database;
}

std::int64_t count(Database& database) {
  auto row = database.query("select count(*) from t");
  row.next();
  return row.integer(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database)

BOOST_AUTO_TEST_CASE(what_is_bound_is_read_back) {
  auto database = with_table();
  const base::Id id = base::make_id(base::Instant{});
  const std::string text = "Sari \"';--\0 x";
  database.run("insert into t values (?, ?, ?)", 1, std::string_view{text}, id);
  database.run("insert into t values (?, ?, ?)", 2, std::optional<std::string_view>{}, std::optional<base::Id>{});
  auto row = database.query("select b, c from t order by a");
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.text(0) == text);
  BOOST_TEST((row.id(1) == id));
  BOOST_REQUIRE(row.next());
  BOOST_TEST(!row.optional_text(0));
  BOOST_TEST(!row.optional_id(1));
  BOOST_TEST(!row.next());
}

BOOST_AUTO_TEST_CASE(one_text_may_run_twice_at_a_time) {
  auto database = with_table();
  for (int i = 0; i < 3; ++i) database.run("insert into t (a) values (?)", i);
  int pairs = 0;
  auto outer = database.query("select a from t");
  while (outer.next()) {
    auto inner = database.query("select a from t");
    while (inner.next()) ++pairs;
  }
  BOOST_TEST(pairs == 9);
}

BOOST_AUTO_TEST_CASE(a_blob_of_the_wrong_length_is_no_id) {
  auto database = Database::in_memory();
  auto row = database.query("select x'0102'");
  BOOST_REQUIRE(row.next());
  BOOST_CHECK_EXCEPTION(row.id(0), StoreFailure,
                        [](const StoreFailure& failure) { return failure.fault() == base::Fault::corrupt; });
}

BOOST_AUTO_TEST_CASE(a_transaction_that_nobody_commits_is_rolled_back) {
  auto database = with_table();
  {
    const Transaction transaction{database};
    database.run("insert into t (a) values (1)");
  }
  BOOST_TEST(count(database) == 0);
  {
    Transaction transaction{database};
    database.run("insert into t (a) values (1)");
    {
      const Savepoint savepoint{database};
      database.run("insert into t (a) values (2)");
    }
    {
      Savepoint savepoint{database};
      database.run("insert into t (a) values (3)");
      savepoint.release();
    }
    transaction.commit();
  }
  BOOST_TEST(count(database) == 2);
}

BOOST_AUTO_TEST_CASE(a_broken_constraint_throws_and_the_statement_can_be_used_again) {
  auto database = with_table();
  database.run("insert into t (a) values (?)", 1);
  BOOST_CHECK_THROW(database.run("insert into t (a) values (?)", 1), StoreFailure);
  database.run("insert into t (a) values (?)", 2);
  BOOST_TEST(count(database) == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
