// Whom a unit calls: the usual numbers, and what an older program's one number does to several.
#include "domain/emergency.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using domain::EmergencyNumbers;

BOOST_AUTO_TEST_SUITE(emergency)

BOOST_AUTO_TEST_CASE(the_usual_numbers_begin_with_the_one_that_was_known) {
  const EmergencyNumbers usual{{"Darurat", "112"}, {"Polisi", "110"}, {"Ambulans", "119"}};
  BOOST_TEST((domain::usual_numbers("112") == usual));
  BOOST_TEST((domain::usual_numbers("") == usual));
  BOOST_TEST(
      (domain::usual_numbers("119") == EmergencyNumbers{{"Ambulans", "119"}, {"Darurat", "112"}, {"Polisi", "110"}}));
  BOOST_TEST((domain::usual_numbers("(024) 1") ==
              EmergencyNumbers{{"Darurat", "(024) 1"}, {"Polisi", "110"}, {"Ambulans", "119"}}));
}

BOOST_AUTO_TEST_CASE(numbers_can_be_dialled_and_are_called_something) {
  BOOST_TEST(domain::check_numbers(domain::usual_numbers("112")).has_value());
  BOOST_TEST(domain::check_numbers(EmergencyNumbers{{"é" + std::string(39, 'x'), "+62 (24) 5-1*#"}}).has_value());
  for (const auto& wrong :
       {EmergencyNumbers{}, EmergencyNumbers{{"", "1"}}, EmergencyNumbers{{"a", ""}}, EmergencyNumbers{{"a", "tel:1"}},
        EmergencyNumbers{{std::string(41, 'x'), "1"}}, EmergencyNumbers(9, {"a", "1"})})
    BOOST_TEST(domain::check_numbers(wrong).error().field == "emergency_numbers");
}

BOOST_AUTO_TEST_SUITE_END()
