// The logbook's numbers through an export (R39): an extract that shows nothing else still shows that it has them all.
#include "log_maker.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

namespace siaga::test {

using proof::BookNumbers;
using verify::Finding;
using verify::Language;
using Plan = LogMaker::Plan;

namespace {

/// Entries 1 to 6 of the logbook are records 2, 3, 5, 8, 9 and 11 of 12.
struct Booked {
  LogMaker log;

  Booked() {
    for (std::uint64_t seq = 1; seq <= 12; ++seq) {
      if (is_entry(seq))
        log.enter();
      else
        log.add(R"({"text":"bukan logbook"})");
    }
  }
  static constexpr std::array<std::uint64_t, 6> entries{2, 3, 5, 8, 9, 11};
  static bool is_entry(std::uint64_t seq) { return std::ranges::find(entries, seq) != entries.end(); }
  /// Nothing but the logbook, as its readers take it out.
  static Plan extract() {
    Plan plan;
    plan.book = BookNumbers{1, entries.size()};
    for (std::uint64_t seq = 1; seq <= 12; ++seq)
      if (!is_entry(seq)) plan.hidden.insert(seq);
    return plan;
  }
};

std::string said(const verify::Verdict& verdict) { return verify::sentence(verdict, Language::indonesian); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(book, Booked)

BOOST_AUTO_TEST_CASE(an_extract_says_that_it_has_all_numbers) {
  const auto verdict = verdict_of(log.exported(extract()));
  BOOST_TEST(said(verdict) == "utuh s/d cap #12, 18 Nov 2026 18:06 WIB; logbook utuh #1–#6");
  BOOST_TEST(verify::sentence(verdict, Language::english).ends_with("; logbook whole #1–#6"));
  BOOST_TEST(verdict.shown == 6u);
  BOOST_TEST(verdict.hidden == 6u);
  BOOST_TEST(verdict.book_entries == 6u);
  auto whole = extract();
  whole.hidden.clear();
  BOOST_TEST(said(verdict_of(log.exported(whole))).ends_with("; logbook utuh #1–#6"));
}

BOOST_AUTO_TEST_CASE(a_part_from_the_middle_has_its_numbers) {
  Plan plan{.first = 4, .last = 9, .book = BookNumbers{3, 5}};
  BOOST_TEST(said(verdict_of(log.exported(plan))).ends_with("; logbook utuh #3–#5"));
  plan = {.first = 6, .last = 7, .book = BookNumbers{}};
  BOOST_TEST(said(verdict_of(log.exported(plan))).ends_with("WIB"));
}

BOOST_AUTO_TEST_CASE(each_entry_that_its_own_hub_keeps_back_is_named) {
  for (std::uint64_t number = 1; number <= entries.size(); ++number) {
    auto plan = extract();
    plan.hidden.insert(entries.at(number - 1));
    const auto verdict = verdict_of(log.exported(plan));
    BOOST_TEST((verdict.finding == Finding::book_missing), number);
    BOOST_TEST(verdict.first == number);
    BOOST_TEST(verdict.last == number);
    BOOST_TEST(verify::exit_code(verdict) == 1);
    BOOST_TEST(said(verdict).starts_with("entri logbook #" + std::to_string(number) + " tidak ada"));
  }
  auto plan = extract();
  plan.hidden.insert({5, 8});
  const auto verdict = verdict_of(log.exported(plan));
  BOOST_TEST(verify::sentence(verdict, Language::english).starts_with("entry #3–#4 of the logbook isn't in this file"));
  plan = extract();
  plan.hidden.insert(entries.begin(), entries.end());
  BOOST_TEST(said(verdict_of(log.exported(plan))).starts_with("entri logbook #1–#6 tidak ada"));
}

BOOST_AUTO_TEST_CASE(who_may_not_see_all_of_it_is_told_that_others_may_exist) {
  auto plan = extract();
  plan.book.reset();
  plan.hidden.insert({2, 5});
  const auto verdict = verdict_of(log.exported(plan));
  BOOST_TEST(said(verdict).ends_with("WIB"));
  BOOST_TEST(verify::exit_code(verdict) == 0);
  const auto more = verify::particulars(verdict, Language::indonesian);
  BOOST_TEST(more.find("logbook: 4 entri di antara #2 dan #6; tidak dinyatakan") != std::string::npos, more);
  auto erased = log;
  erased.erase(2);
  plan.hidden = {3};
  BOOST_TEST(verify::exit_code(verdict_of(erased.exported(plan))) == 0, "another one stood behind the erased one");
}

BOOST_AUTO_TEST_CASE(a_number_that_was_given_twice_is_named) {
  log.enter(4);
  for (auto numbers : {std::optional<BookNumbers>{}, std::optional{BookNumbers{1, 7}}}) {
    auto plan = extract();
    plan.book = numbers;
    const auto verdict = verdict_of(log.exported(plan));
    BOOST_TEST((verdict.finding == Finding::book_twice));
    BOOST_TEST(said(verdict).starts_with("entri logbook #4 ada dua kali (baris "));
  }
}

BOOST_AUTO_TEST_CASE(an_entry_that_names_another_one_before_it_is_named) {
  log.enter({}, log.leaf(9).commitment);
  for (auto numbers : {std::optional<BookNumbers>{}, std::optional{BookNumbers{1, 7}}}) {
    auto plan = extract();
    plan.book = numbers;
    const auto verdict = verdict_of(log.exported(plan));
    BOOST_TEST((verdict.finding == Finding::book_unchained));
    BOOST_TEST(verify::sentence(verdict, Language::english).starts_with("entry #7 of the logbook doesn't follow"));
  }
}

BOOST_AUTO_TEST_CASE(an_entry_without_a_place_is_named) {
  for (const std::string& body :
       {std::string{R"({"text":"tanpa nomor"})"}, std::string{R"({"book_no":7,"book_previous":"ab"})"},
        std::string{R"({"book_no":7})"}, std::string{R"({"book_no":)"}, std::string{"{}"}}) {
    auto other = log;
    other.add("case.noted", body);
    auto plan = extract();
    plan.book->last = 7;
    const auto verdict = verdict_of(other.exported(plan));
    BOOST_TEST((verdict.finding == Finding::book_unchained), body);
    BOOST_TEST(verdict.first == 7u);
  }
  LogMaker first;
  first.enter(1, base::sha256("something before the first"));
  BOOST_TEST((verdict_of(first.exported()).finding == Finding::book_unchained));
}

BOOST_AUTO_TEST_CASE(what_was_erased_keeps_its_number_and_is_followed_by_its_commitment) {
  for (const auto& gone : {std::vector<std::uint64_t>{2}, {5}, {11}, {2, 3}, {5, 8, 9}, {9, 11}, {2, 3, 5, 8, 9, 11}}) {
    auto erased = log;
    for (const auto seq : gone) erased.erase(seq);
    const auto verdict = verdict_of(erased.exported(extract()));
    BOOST_TEST(said(verdict).ends_with("; logbook utuh #1–#6"), gone.size() << " from " << gone.front());
    BOOST_TEST(verdict.erased == gone.size());
    auto plan = extract();
    plan.hidden.insert(gone.front());
    const auto less = verdict_of(erased.exported(plan));
    BOOST_TEST((less.finding == Finding::book_missing));
  }
  auto other = log;
  other.enter({}, base::sha256("another"));
  other.erase(11);
  auto plan = extract();
  plan.book->last = 7;
  BOOST_TEST((verdict_of(other.exported(plan)).finding == Finding::book_unchained));
}

BOOST_AUTO_TEST_CASE(a_record_that_somebody_takes_out_with_its_hash_is_named) {
  const auto bytes = log.exported(extract());
  for (std::uint64_t number = 1; number <= entries.size(); ++number) {
    const auto seq = entries.at(number - 1);
    const auto begin = bytes.find("\nr " + std::to_string(seq) + " ") + 1;
    const auto end = bytes.find('\n', begin) + 1;
    auto removed = bytes;
    removed.erase(begin, end - begin);
    BOOST_TEST(!verdict_of(removed).is_whole());
    auto hashed = bytes;  // the tree holds, and the chain doesn't
    hashed.replace(begin, end - begin, "t 0 " + base::to_hex(proof::leaf_hash(log.leaf(seq))) + "\n");
    const auto verdict = verdict_of(hashed);
    BOOST_TEST((verdict.finding == Finding::book_missing));
    BOOST_TEST(verdict.first == number);
  }
}

BOOST_AUTO_TEST_CASE(what_the_head_says_of_numbers_is_signed) {
  const auto bytes = log.exported(extract());
  const std::string line = "\nbook 1 6\n";
  const auto at = bytes.find(line);
  for (const std::string& other : {std::string{"\nbook 1 5\n"}, std::string{"\nbook 1 7\n"},
                                   std::string{"\nbook 2 6\n"}, std::string{"\nbook 0 0\n"}, std::string{"\n"}}) {
    auto changed = bytes;
    changed.replace(at, line.size(), other);
    BOOST_TEST((verdict_of(changed).finding == Finding::head_altered), other);
  }
  for (const std::string& other : {std::string{"\nbook 6 1\n"}, std::string{"\nbook 0 6\n"}, std::string{"\nbook 1\n"},
                                   std::string{"\nbook 01 6\n"}, std::string{"\nbook 1 6\nbook 1 6\n"}}) {
    auto changed = bytes;
    changed.replace(at, line.size(), other);
    BOOST_TEST((verdict_of(changed).finding == Finding::unreadable_line), other);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
