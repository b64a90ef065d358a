// What the sign-in page says when the hub has ended a session: why, and what to do.
#include "ui/sign_in/session_end_words.h"

#include "protocol/session_end.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace siaga;
using base::Fault;
using test::InEnglish;
using test::InIndonesian;

BOOST_FIXTURE_TEST_CASE(each_end_of_a_session_is_told_apart, InIndonesian) {
  std::set<std::string> said;
  for (const auto name : protocol::session_end_names)
    BOOST_TEST(said.insert(ui::session_end_words(base::fail(Fault::unauthenticated, "log", std::string{name}))).second);
  BOOST_TEST(said.insert(ui::session_end_words(base::fail(Fault::unauthenticated, "an older hub"))).second);
  BOOST_TEST(said.insert(ui::session_end_words(base::fail(Fault::forbidden, "no role"))).second);
  BOOST_TEST(said.insert(ui::session_end_words(base::fail(Fault::forbidden, "log", "second_factor"))).second);
  for (const auto& words : said) BOOST_TEST(words.find("log") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_reason_of_a_newer_hub_is_an_end_all_the_same, InEnglish) {
  const auto words = ui::session_end_words(base::fail(Fault::unauthenticated, "log", "moon_phase"));
  BOOST_TEST(words.find("Sign in again") != std::string::npos);
}
