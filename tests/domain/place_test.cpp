// Distances held against values of an independent geodesic calculator (WGS 84, Karney), within the sphere's 0.6 %.
#include "domain/place.h"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace siaga;

BOOST_AUTO_TEST_CASE(a_degree_of_latitude_and_of_longitude) {
  const domain::Position equator{0, 0, 0, {}};
  BOOST_TEST(domain::distance_m(equator, 1, 0) == 110'574.0, boost::test_tools::tolerance(0.006));
  BOOST_TEST(domain::distance_m(equator, 0, 1) == 111'319.0, boost::test_tools::tolerance(0.006));
  BOOST_TEST(domain::distance_m(equator, 0, 180) == 20'003'931.0, boost::test_tools::tolerance(0.006));
  BOOST_TEST(domain::distance_m(equator, 0, 0) == 0.0);
}

BOOST_AUTO_TEST_CASE(the_nearest_place_of_any_unit) {
  std::vector<domain::Place> places(3);
  for (auto& place : places) place.id = base::make_id({});
  places[0].lat = -6.99, places[0].lon = 110.42;
  places[1].lat = -6.9834, places[1].lon = 110.4093;
  places[2].lat = -7.2, places[2].lon = 110.1;
  const domain::Position here{-6.9833, 110.4093, 5, {}};
  const auto nearest = domain::nearest_place(here, places);
  BOOST_REQUIRE(nearest.has_value());
  BOOST_TEST((nearest->place == places[1].id));
  BOOST_TEST(nearest->metres == 11.1, boost::test_tools::tolerance(0.02));
  BOOST_TEST(!domain::nearest_place(here, {}).has_value());
}
