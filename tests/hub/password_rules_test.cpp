#include "hub/password_rules.h"

#include "hub/demo.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace siaga::test {

namespace {

struct RulesFixture {
  RulesFixture() {
    person.email = "Sari.Wulandari@contoh.id";
    person.nrp = "199001172015";
  }
  bool accepts(const std::string& password) const { return rules.check(password, person).has_value(); }
  std::string refused_as(const std::string& password) const { return rules.check(password, person).error().field; }

  hub::PasswordRules rules = hub::PasswordRules::load_for("/nowhere").value();
  domain::Person person;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(password_rules, RulesFixture)

BOOST_AUTO_TEST_CASE(ten_characters_are_enough_and_nine_are_not) {
  BOOST_TEST(accepts("pohon asem"));
  BOOST_TEST(refused_as("pohon ase") == "password_short");
  BOOST_TEST(refused_as("") == "password_short");
}

BOOST_AUTO_TEST_CASE(characters_are_counted_and_not_bytes) {
  BOOST_TEST(accepts("éééééééééé"));
  BOOST_TEST(!accepts("ééééééééé"));
}

BOOST_AUTO_TEST_CASE(a_sentence_may_be_long_and_a_book_may_not) {
  BOOST_TEST(accepts("satu " + std::string(1019, 'x')));
  BOOST_TEST(refused_as("satu " + std::string(1020, 'x')) == "password_long");
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_of_digits_capitals_and_signs) { BOOST_TEST(accepts("hujan deras sekali")); }

BOOST_AUTO_TEST_CASE(more_than_three_thousand_common_ones_are_refused) {
  std::ifstream list{hub::resources_folder() / "passwords" / "common.txt"};
  std::size_t refused = 0;
  for (std::string password; std::getline(list, password);) refused += refused_as(password) == "password_common";
  BOOST_TEST(refused >= 3000u);
}

BOOST_AUTO_TEST_CASE(common_ones_are_refused_in_any_case) {
  for (const auto* password : {"qwertyuiop", "1234567890", "Password123", "BISMILLAH123"})
    BOOST_TEST(refused_as(password) == "password_common");
}

BOOST_AUTO_TEST_CASE(ones_own_login_is_no_password) {
  BOOST_TEST(refused_as("sari.wulandari@contoh.id") == "password_login");
  BOOST_TEST(refused_as("199001172015") == "password_login");
}

BOOST_AUTO_TEST_CASE(the_organisations_own_words_are_refused_with_digits_around_them) {
  const ScratchFolder data;
  BOOST_TEST(refused_as("Siaga-2026!") == "password_own_word");
  BOOST_TEST(accepts("TransKota2026"));
  std::ofstream{data.path() / "own-words.txt"} << "Trans Kota\n\nkoridor\r\n";
  rules = hub::PasswordRules::load_for(data.path()).value();
  for (const auto* password : {"TransKota2026", "trans.kota.1", "2026koridor", "siaga12345"})
    BOOST_TEST(refused_as(password) == "password_own_word");
  BOOST_TEST(accepts("koridor hujan deras"));
}

BOOST_AUTO_TEST_CASE(without_the_list_there_are_no_rules) {
  BOOST_TEST((hub::PasswordRules::load("/nowhere/common.txt", "/nowhere/own-words.txt").error().fault ==
              base::Fault::not_found));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
