#include "net/backoff.h"

#include <boost/test/unit_test.hpp>

#include <vector>

using siaga::net::Backoff;
using std::chrono::milliseconds;

BOOST_AUTO_TEST_CASE(backoff_doubles_to_five_seconds_and_begins_again) {
  Backoff backoff;
  std::vector<long> waits;
  for (int i = 0; i < 7; ++i) waits.push_back(backoff.next(0.5).count());
  const std::vector<long> expected{250, 500, 1000, 2000, 4000, 5000, 5000};
  BOOST_TEST(waits == expected, boost::test_tools::per_element());
  backoff.reset();
  BOOST_TEST(backoff.next(0.5).count() == 250);
}

BOOST_AUTO_TEST_CASE(backoff_spreads_by_a_fifth) {
  BOOST_TEST(Backoff{}.next(0.0).count() == 200);
  BOOST_TEST(Backoff{}.next(1.0).count() == 300);
  BOOST_TEST(Backoff{}.next(-4.0).count() == 200);
  BOOST_TEST(Backoff{}.next(9.0).count() == 300);
}
