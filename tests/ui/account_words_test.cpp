// What administrators read about somebody's account, and about mails that don't leave.
#include "ui/directory/account_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;
using test::InEnglish;
using test::InIndonesian;

namespace {
const auto asked_at = base::parse_rfc3339("2026-12-03T05:00:00Z").value();
}

BOOST_FIXTURE_TEST_CASE(closing_says_what_ends_and_what_somebody_must_take_over, InIndonesian) {
  protocol::PersonAccount account;
  const auto plain = ui::closing_words("Lina", account);
  BOOST_TEST(plain.find("Lina") != std::string::npos);
  BOOST_TEST(plain.find("SOS") == std::string::npos);
  account.roles = 2;
  account.sessions = 1;
  account.alarms = 3;
  account.orders = 1;
  const auto full = ui::closing_words("Lina", account);
  for (const auto* part : {"1 sesi", "2 peran", "3 SOS", "1 perintah"})
    BOOST_TEST(full.find(part) != std::string::npos, part << " isn't in " << full);
}

BOOST_FIXTURE_TEST_CASE(a_closed_account_says_since_when, InIndonesian) {
  protocol::PersonAccount account;
  BOOST_TEST(ui::account_state_words(account, asked_at, "Asia/Jakarta").find("terbuka") != std::string::npos);
  account.closed_at = asked_at - 48h;
  const auto closed = ui::account_state_words(account, asked_at, "Asia/Jakarta");
  BOOST_TEST(closed.find("1 Des 2026") != std::string::npos);
  BOOST_TEST(closed.find("WIB") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(mails_that_do_not_leave_are_counted, InEnglish) {
  BOOST_TEST(ui::late_mail_words({}, asked_at, "Asia/Jakarta").empty());
  const auto words = ui::late_mail_words({2, 1, asked_at - 1h}, asked_at, "Asia/Jakarta");
  BOOST_TEST(words.find("2 mails don't leave") != std::string::npos);
  BOOST_TEST(words.find("1 mail of today was given up") != std::string::npos);
  BOOST_TEST(words.find("11:00:00 WIB") != std::string::npos);
}
