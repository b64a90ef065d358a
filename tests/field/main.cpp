#define BOOST_TEST_MODULE field
#include <boost/test/unit_test.hpp>
