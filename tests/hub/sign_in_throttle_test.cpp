#include "hub/sign_in_throttle.h"

#include <boost/test/unit_test.hpp>

namespace siaga::hub {

using namespace std::chrono_literals;

namespace {

struct ThrottleFixture {
  int attempts_until_slowed(const std::string& account, const std::string& address) {
    int count = 0;
    while (!throttle.begin(account, address, now)) ++count;
    return count;
  }
  SignInThrottle throttle;
  base::Instant now{std::chrono::hours{500'000}};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in_throttle, ThrottleFixture)

BOOST_AUTO_TEST_CASE(an_account_waits_longer_each_time_up_to_a_minute) {
  BOOST_TEST(attempts_until_slowed("sari", "1.2.3.4") == SignInThrottle::free_failures_of_account);
  std::chrono::seconds longest{0};
  for (int i = 0; i < 12; ++i) {
    const auto wait = throttle.begin("sari", "1.2.3.4", now);
    BOOST_REQUIRE(wait);
    BOOST_TEST((*wait >= longest));
    longest = *wait;
    now += *wait;
    BOOST_TEST(!throttle.begin("sari", "1.2.3.4", now));
  }
  BOOST_TEST((longest == SignInThrottle::longest_of_account));
}

BOOST_AUTO_TEST_CASE(a_right_password_without_its_code_counts_for_the_account_alone) {
  for (int i = 0; i < 100; ++i) {
    BOOST_REQUIRE(!throttle.begin("person " + std::to_string(i), "1.2.3.4", now));
    throttle.password_right("1.2.3.4");
  }
  for (int i = 0; i < SignInThrottle::free_failures_of_account; ++i) {
    BOOST_REQUIRE(!throttle.begin("sari", "1.2.3.4", now));
    throttle.password_right("1.2.3.4");
  }
  BOOST_TEST(throttle.begin("sari", "9.9.9.9", now).has_value());
}

BOOST_AUTO_TEST_CASE(an_address_that_tries_many_accounts_is_slowed_too) {
  int count = 0;
  while (!throttle.begin("account " + std::to_string(count), "1.2.3.4", now)) ++count;
  BOOST_TEST(count == SignInThrottle::free_failures_of_address);
  BOOST_TEST(!throttle.begin("another", "5.6.7.8", now));
}

BOOST_AUTO_TEST_CASE(success_starts_anew_and_people_who_sign_in_rightly_are_never_slowed) {
  for (int i = 0; i < 200; ++i) {
    BOOST_TEST(!throttle.begin("officer " + std::to_string(i), "1.2.3.4", now));
    throttle.succeeded("officer " + std::to_string(i), "1.2.3.4");
  }
  attempts_until_slowed("sari", "5.6.7.8");
  throttle.succeeded("sari", "5.6.7.8");
  BOOST_TEST(attempts_until_slowed("sari", "5.6.7.8") == SignInThrottle::free_failures_of_account);
}

BOOST_AUTO_TEST_CASE(a_known_console_waits_for_its_own_failures_alone) {
  attempts_until_slowed("sari", "1.2.3.4");
  for (int i = 0; !throttle.begin("account " + std::to_string(i), "1.2.3.4", now); ++i) {
  }
  int count = 0;
  while (!throttle.begin_known("console", now)) ++count;
  BOOST_TEST(count == SignInThrottle::free_failures_of_account);
  BOOST_TEST(!throttle.begin_known("another", now));
  now += 1s;
  BOOST_TEST(!throttle.begin_known("console", now));
  throttle.known_succeeded("console");
  BOOST_TEST(!throttle.begin_known("console", now));
}

BOOST_AUTO_TEST_CASE(a_whole_network_of_ipv6_counts_as_one_address) {
  int count = 0;
  while (!throttle.begin("account " + std::to_string(count), "2001:db8:1:2::" + std::to_string(count), now)) ++count;
  BOOST_TEST(count == SignInThrottle::free_failures_of_address);
  throttle.password_right("2001:db8:1:2::77");
  BOOST_TEST(!throttle.begin("another", "2001:db8:1:2::88", now));
}

BOOST_AUTO_TEST_CASE(failures_are_forgotten) {
  attempts_until_slowed("sari", "1.2.3.4");
  now += 31min;
  BOOST_TEST(attempts_until_slowed("sari", "1.2.3.4") == SignInThrottle::free_failures_of_account);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::hub
