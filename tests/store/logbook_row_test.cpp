// The logbook's rows are found as if each were looked at, whatever index, list or walk finds them.
#include "store/logbook_row_table.h"

#include "base/file.h"
#include "store/transaction.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <random>

namespace siaga::store {

namespace rows = logbook_row_table;

namespace {

constexpr std::size_t user_id_count = 13'000;  // more than twice what counts as rare
constexpr std::uint64_t from_the_newest = std::numeric_limits<std::int64_t>::max();

base::Id book_id(std::uint8_t kind, std::size_t number) {
  base::Id id;
  id.bytes[0] = kind;
  for (std::size_t i = 0; i < 4; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

/// A row as anybody can see it.
struct Listed {
  std::uint64_t last_book_no = 0;
  std::string words;  ///< each after a blank
  base::Id application;
  base::Id unit;
  std::string status;
};

/// Half of all are of one unit; numbered user names; a name that is frequent, and rare only together with another.
struct LargeBook {
  Database database = Database::in_memory();
  std::vector<Listed> all;

  LargeBook() {
    database.run_script(base::read_file(std::filesystem::path{SIAGA_SOURCE_DIR} / "src/store/schema.sql").value());
    database.run_script("pragma foreign_keys = off");
    Transaction transaction{database};
    for (std::size_t i = 0; i < user_id_count; ++i) list(i);
    // Some are touched again: the newest entry isn't the order of the first.
    for (std::size_t i = 0; i < user_id_count; i += 7) enter(i);
    transaction.commit();
  }

  void list(std::size_t i) {
    const std::string agent = i % 2 == 0 ? "Nadia" : "Bayu";
    const std::string second = i % 1000 == 1 ? "Zaenal" : i < 6000 ? "Putri" : "José";
    auto number = std::to_string(i);
    number.insert(0, 6 - number.size(), '0');
    Listed one;
    one.application = book_id(2, i % 5000 == 0 ? 1 : 2);
    one.unit = book_id(3, i % 2 == 0 ? 1 : i % 100 == 1 ? 2 : 3 + i % 3);
    one.status = i % 10 == 0 ? "active" : "inactive";
    one.words = " " + lower(agent) + " " + lower(second) + " agent" + number + " contoh id omni agent" + number;
    all.push_back(one);
    database.run(
        "insert into user_id (id, application, unit, user_name, agent, email, team, state, listed_at, seen_active) "
        "values (?, ?, ?, ?, ?, ?, '', ?, 1, 0)",
        book_id(1, i), one.application, one.unit, std::string_view{"omni.agent" + number},
        std::string_view{agent + " " + second}, std::string_view{"agent" + number + "@contoh.id"}, one.status);
    enter(i);
  }
  void enter(std::size_t i) {
    ++book_no_;
    database.run("insert into logbook (book_no, seq, user_id) values (?, ?, ?)", book_no_, book_no_, book_id(1, i));
    all[i].last_book_no = book_no_;
  }
  static std::string lower(std::string text) {
    for (auto& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return text;
  }

  static bool fits(const Listed& one, const rows::Filter& filter) {
    for (const auto& word : filter.words)
      if (one.words.find(" " + word) == std::string::npos) return false;
    if (filter.application && *filter.application != one.application) return false;
    if (filter.status && *filter.status != one.status) return false;
    return !filter.units || std::ranges::find(*filter.units, one.unit) != filter.units->end();
  }
  std::vector<std::uint64_t> expected(const rows::Filter& filter) const {
    std::vector<std::uint64_t> found;
    for (const auto& one : all)
      if (fits(one, filter)) found.push_back(one.last_book_no);
    std::ranges::sort(found, std::greater{});
    return found;
  }
  /// The first two pages, and the count as far as it goes.
  void check(const rows::Filter& filter, const std::string& what) {
    const auto whole = expected(filter);
    auto after = from_the_newest;
    std::vector<std::uint64_t> found;
    for (int i = 0; i < 2; ++i) {
      for (const auto& row : rows::page(database, filter, after, 20)) found.push_back(row.last_book_no);
      if (!found.empty()) after = found.back();
    }
    const std::vector<std::uint64_t> first{whole.begin(),
                                           whole.begin() + std::min<std::ptrdiff_t>(40, std::ssize(whole))};
    BOOST_TEST_CONTEXT(what) {
      BOOST_TEST(found == first, boost::test_tools::per_element());
      const auto counted = rows::count(database, filter, 10'000);
      BOOST_TEST(counted.found <= whole.size());
      if (!counted.more) BOOST_TEST(counted.found == whole.size());
      if (whole.empty()) BOOST_TEST(counted.found == 0u);
    }
  }

 private:
  std::uint64_t book_no_ = 0;
};

LargeBook& large_book() {
  static LargeBook book;  // half a second to make
  return book;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(logbook_row)

BOOST_AUTO_TEST_CASE(words_are_found_however_frequent_they_are) {
  for (const auto* words : {"nadia",
                            "n",
                            "nadia zaenal",
                            "bayu zaenal",
                            "na pu",
                            "agent0",
                            "agent00",
                            "agent0123",
                            "agent012345",
                            "contoh",
                            "conto",
                            "contoha",
                            "nadia contoh omni agen",
                            "zaen",
                            "jos",
                            "jos\xc3\xa9",
                            "jose",
                            "\xc3\xa9",
                            "a\xe2\x80\x94\x62",
                            "\xe2\x80\x94",
                            "q",
                            "omni agent000",
                            "putri agent0100"}) {
    rows::Filter filter;
    filter.words = rows::words_of(words);
    large_book().check(filter, words);
  }
}

BOOST_AUTO_TEST_CASE(filters_narrow_each_other) {
  std::mt19937 random{5};
  const std::vector<std::string> words{"", "", "nadia", "zaenal", "agent01", "bayu putri", "contoh"};
  const std::vector<std::vector<base::Id>> units{{},
                                                 {book_id(3, 1)},
                                                 {book_id(3, 2)},
                                                 {book_id(3, 9)},
                                                 {book_id(3, 2), book_id(3, 3)},
                                                 {book_id(3, 1), book_id(3, 3), book_id(3, 4)}};
  for (int i = 0; i < 150; ++i) {
    rows::Filter filter;
    filter.words = rows::words_of(words[random() % words.size()]);
    if (random() % 3 == 0) filter.application = book_id(2, 1 + random() % 3);
    if (random() % 3 == 0) filter.status = std::array{"active", "inactive", "disposed"}[random() % 3];
    if (random() % 3 != 0) filter.units = units[random() % units.size()];
    large_book().check(filter, "round " + std::to_string(i));
  }
}

/// How much of the table is read: nobody walks past thirteen thousand rows for a few.
BOOST_AUTO_TEST_CASE(a_small_unit_is_found_by_its_index) {
  auto plan = large_book().database.query(
      "explain query plan select first_book_no from logbook_row where status <> 'planned' and unit = ? "
      "and last_book_no < ? order by last_book_no desc",
      book_id(3, 2), from_the_newest);
  BOOST_REQUIRE(plan.next());
  BOOST_TEST(plan.text(3).find("logbook_row_of_unit") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
