#include "domain/recording.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(r1_asks_for_three_seconds_of_something_readable) {
  domain::Examination examination;
  examination.readable = true;
  examination.duration = 3000ms;
  BOOST_TEST(domain::meets_r1(examination));
  examination.duration = 2999ms;
  BOOST_TEST(!domain::meets_r1(examination));
  examination.duration.reset();
  BOOST_TEST(domain::meets_r1(examination));
  examination.readable = false;
  BOOST_TEST(!domain::meets_r1(examination));
  examination.part = domain::SeenPart{4096, {}};
  BOOST_TEST(domain::meets_r1(examination));  // it is still coming in
}
