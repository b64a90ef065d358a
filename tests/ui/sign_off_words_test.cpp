// What is said of periods that were signed off, and which days come next: months in their lengths, nothing to come.
#include "ui/logbook/sign_off_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using test::InIndonesian;

namespace {

base::Day book_day(std::string_view text) { return base::parse_day(text).value(); }

protocol::SignOffView signed_off(std::string_view from, std::string_view to) {
  protocol::SignOffView view;
  view.book_no = 1042;
  view.by = "Dian Permata";
  view.text = "Lengkap.";
  view.from = book_day(from);
  view.to = book_day(to);
  return view;
}

std::string next_after(const std::vector<protocol::SignOffView>& views, std::string_view today) {
  const auto next = ui::next_period(views, book_day(today));
  return next ? base::to_text(next->first) + " " + base::to_text(next->second) : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_off_words)

BOOST_AUTO_TEST_CASE(the_first_period_is_the_month_before) {
  BOOST_TEST(next_after({}, "2026-11-23") == "2026-10-01 2026-10-31");
  BOOST_TEST(next_after({}, "2028-03-31") == "2028-02-01 2028-02-29");
  BOOST_TEST(next_after({}, "2027-01-01") == "2026-12-01 2026-12-31");
}

BOOST_AUTO_TEST_CASE(then_no_day_is_left_out_and_none_to_come_is_signed) {
  const auto october = signed_off("2026-10-01", "2026-10-31");
  BOOST_TEST(next_after({october}, "2026-12-05") == "2026-11-01 2026-11-30");
  BOOST_TEST(next_after({october}, "2026-11-23") == "2026-11-01 2026-11-23");
  BOOST_TEST(next_after({october}, "2026-10-31") == "");
  // The newest entry needn't be about the latest days.
  BOOST_TEST(next_after({signed_off("2026-09-01", "2026-09-30"), october}, "2026-12-05") == "2026-11-01 2026-11-30");
  BOOST_TEST(next_after({signed_off("2026-10-01", "2026-11-10")}, "2026-12-05") == "2026-11-11 2026-11-30");
}

BOOST_FIXTURE_TEST_CASE(each_says_who_what_and_what_the_hub_signed, InIndonesian) {
  auto view = signed_off("2026-10-01", "2026-10-31");
  const auto waiting = ui::sign_off_steps({view}).at(0);
  BOOST_TEST(waiting.text == "1 Okt 2026 – 31 Okt 2026 · No. 1\u00a0042");
  BOOST_TEST(waiting.detail == "Dian Permata: Lengkap.\nTanda tangan pusat menyusul.");
  BOOST_TEST((waiting.sign == ui::CaseStep::Sign::next));
  view.checkpoint = protocol::SignedSize{10482, "root", "ABCD EFGH"};
  const auto done = ui::sign_off_steps({view}).at(0);
  BOOST_TEST(done.detail ==
             "Dian Permata: Lengkap.\nPusat menandatangani 10\u00a0482 kejadian dengan kunci ABCD EFGH.");
  BOOST_TEST((done.sign == ui::CaseStep::Sign::done));
  BOOST_TEST(ui::period_words(book_day("2026-10-01"), book_day("2026-10-01")) == "1 Okt 2026");
}

BOOST_AUTO_TEST_SUITE_END()
