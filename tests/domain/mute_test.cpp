#include "domain/mute.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(a_mute_is_timed_and_has_a_reason) {
  const base::Instant now{1h};
  BOOST_TEST((domain::mute_until(5min, "uji alarm gedung", now).value() == now + 5min));
  BOOST_TEST(domain::mute_until(0min, "x", now).error().field == "/minutes");
  BOOST_TEST(domain::mute_until(31min, "x", now).error().field == "/minutes");
  BOOST_TEST(domain::mute_until(5min, "", now).error().field == "/reason");
}
