// The tree over the journal as it is kept: what is missing is found and made, whatever was there before.
#include "store/merkle_table.h"

#include "store/checkpoint_table.h"
#include "store/journal_record.h"
#include "store/log_key_table.h"
#include "store/transaction.h"
#include "store_fixture.h"

namespace siaga::store {

namespace {

struct TreeFixture : test::StoreFixture {
  Database database = open(Database::Mode::read_write);
  proof::Frontier expected;

  /// Rows that have nothing but a leaf: the tree looks at nothing else.
  void grow(std::uint64_t size) {
    Transaction transaction{database};
    for (auto seq = expected.size() + 1; seq <= size; ++seq) {
      const auto leaf = base::sha256("leaf " + std::to_string(seq));
      database.run("insert into journal values (?, 0, x'', null, 'k', x'', x'', '', x'', x'', ?, x'')", seq,
                   std::span<const std::uint8_t>{leaf});
      expected.append(leaf);
    }
    transaction.commit();
  }
  /// As many rounds as it took.
  int keep_missing(std::size_t most) {
    int rounds = 0;
    while (const auto nodes = merkle_table::missing(database, expected.size(), most)) {
      merkle_table::insert(database, *nodes);
      BOOST_REQUIRE(nodes->hashes.size() <= most);
      ++rounds;
    }
    return rounds;
  }
  std::int64_t kept(unsigned tier) {
    auto row = database.query("select count(*) from merkle_node where tier = ?", tier);
    row.next();
    return row.integer(0);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(merkle_table_, TreeFixture)

BOOST_AUTO_TEST_CASE(a_small_journal_needs_no_node) {
  grow(255);
  BOOST_TEST(keep_missing(10) == 0);
  BOOST_TEST((merkle_table::tree(database).root(255) == expected.root()));
}

BOOST_AUTO_TEST_CASE(an_older_journal_gets_its_tree_in_rounds) {
  grow(70'000);
  BOOST_TEST(keep_missing(64) == 273 / 64 + 1 + 1);  // of 256 leaves, then one of 65,536
  BOOST_TEST(kept(1) == 273);
  BOOST_TEST(kept(2) == 1);
  const auto tree = merkle_table::tree(database);
  BOOST_TEST((tree.root(70'000) == expected.root()));
  const auto proof = tree.inclusion(65'535, 70'000);
  const auto leaf = base::sha256("leaf 65536");
  BOOST_TEST(proof::is_included(leaf, 65'535, 70'000, proof, expected.root()));
  BOOST_TEST(proof::is_consistent(300, tree.root(300), 70'000, expected.root(), tree.consistency(300, 70'000)));
}

BOOST_AUTO_TEST_CASE(it_grows_with_the_journal) {
  for (const std::uint64_t size : {1u, 256u, 257u, 600u, 1024u, 5000u}) {
    grow(size);
    keep_missing(3);
    BOOST_TEST(kept(1) == static_cast<std::int64_t>(size / 256));
    BOOST_TEST((merkle_table::tree(database).root(size) == expected.root()));
    BOOST_TEST(keep_missing(3) == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_leaf_that_is_gone_is_told) {
  grow(600);
  database.run("delete from journal where seq = 300");
  BOOST_CHECK_THROW(merkle_table::missing(database, 600, 64), StoreFailure);
  BOOST_CHECK_THROW(merkle_table::tree(database).root(600), StoreFailure);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_CASE(checkpoints_are_kept_once_and_found, TreeFixture) {
  BOOST_TEST(!checkpoint_table::newest(database).has_value());
  for (std::uint64_t size = 10; size <= 1000; size += 10)
    checkpoint_table::insert(database,
                             {size, base::Instant{std::chrono::seconds{size}}, "note " + std::to_string(size)});
  checkpoint_table::insert(database, {50, {}, "another"});
  BOOST_TEST(checkpoint_table::find(database, 50)->note == "note 50");
  BOOST_TEST(!checkpoint_table::find(database, 51).has_value());
  BOOST_TEST(checkpoint_table::newest(database)->size == 1000u);
  const auto page = checkpoint_table::after(database, 980, 5);
  BOOST_TEST(page.size() == 2u);
  BOOST_TEST(page.front().size == 990u);
  const auto some = checkpoint_table::between(database, 100, 900, 7);
  BOOST_TEST(some.size() == 7u);
  for (std::size_t i = 0; i < some.size(); ++i) {
    BOOST_TEST(some[i].size > (i == 0 ? 100 : some[i - 1].size + 90));
    BOOST_TEST(some[i].size < 900u);
  }
  BOOST_TEST(checkpoint_table::between(database, 100, 111, 30).size() == 1u);
  BOOST_TEST(checkpoint_table::between(database, 100, 100, 30).empty());
  log_key_table::insert(database, "first");
  log_key_table::insert(database, "second");
  BOOST_TEST(log_key_table::all(database) == (std::vector<std::string>{"first", "second"}),
             boost::test_tools::per_element());
}

}  // namespace siaga::store
