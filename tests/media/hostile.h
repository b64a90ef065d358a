// Files made to do harm, in the player and in siaga-probe. Thread: the test's.
#pragma once

#include <boost/test/unit_test.hpp>

namespace siaga::test {

/// A case for each hostile clip of the set.
boost::unit_test::test_suite* hostile_suite();

}  // namespace siaga::test
