// What the sign-in page says of an authority's file that can't be used: each fault by its own words, with the file.
#include "ui/sign_in/authority_words.h"

#include "console/authorities.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace siaga;
using base::Fault;
using test::InIndonesian;

namespace {

base::Error about_file(Fault fault) {
  return base::fail(fault, "for the log", std::string{console::authorities_field});
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(each_fault_of_an_authoritys_file_is_told_apart, InIndonesian) {
  std::set<std::string> said;
  for (const auto fault :
       {Fault::not_found, Fault::timeout, Fault::unsupported, Fault::too_large, Fault::invalid, Fault::internal}) {
    const auto words = ui::authority_sentence(about_file(fault), "ca.pem");
    BOOST_TEST(said.insert(words).second, words);
    BOOST_TEST(words.starts_with("ca.pem "), words);
    BOOST_TEST(words.find("log") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_file_and_a_stranger_are_both_about_trust_and_a_wrong_code_is_not) {
  BOOST_TEST(ui::is_about_trust(about_file(Fault::not_found)));
  BOOST_TEST(ui::is_about_trust(base::fail(Fault::untrusted, "", "AB:CD")));
  BOOST_TEST(!ui::is_about_trust(base::fail(Fault::invalid, "", "password")));
  BOOST_TEST(!ui::is_about_trust(base::fail(Fault::unavailable, "")));
}
