// What is said to whoever chose a password that the hub refuses: the reason, each in words of its own.
#include "ui/sign_in/password_words.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace siaga;
using base::Fault;
using test::InIndonesian;

namespace {

std::string refused_as(const char* field) {
  return ui::refused_password(base::fail(Fault::invalid, "for the log", field)).value();
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(each_reason_against_a_password_is_told_apart, InIndonesian) {
  std::set<std::string> said;
  for (const auto* field : {"password_short", "password_long", "password_login", "password_common", "password_own_word",
                            "password_same", "password_of_the_moon"})
    BOOST_TEST(said.insert(refused_as(field)).second);
  for (const auto& words : said) BOOST_TEST(words.find("log") == std::string::npos);
  BOOST_TEST(refused_as("password_short") == "Kata sandi sedikitnya 10 karakter.");
  BOOST_TEST(refused_as("password_own_word").starts_with("Ini kata yang dikenal di organisasi Anda"));
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_elsewhere_is_no_refused_password, InIndonesian) {
  BOOST_TEST(!ui::refused_password(base::fail(Fault::forbidden, "a wrong one", "password")));
  BOOST_TEST(!ui::refused_password(base::fail(Fault::invalid, "no name", "name")));
}
