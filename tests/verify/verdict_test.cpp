#include "verify/verdict.h"

#include <boost/test/unit_test.hpp>

#include <set>

namespace siaga::verify {

BOOST_AUTO_TEST_SUITE(verdict)

BOOST_AUTO_TEST_CASE(the_sentence_of_the_issue) {
  Verdict whole;
  whole.size = 10'482;
  whole.at = base::parse_rfc3339("2026-11-22T16:47:12Z").value();
  whole.zone = "Asia/Jakarta";
  BOOST_TEST(sentence(whole, Language::indonesian) == "utuh s/d cap #10 482, 22 Nov 2026 23:47 WIB");
  BOOST_TEST(sentence(whole, Language::english) == "whole up to checkpoint #10 482, 22 Nov 2026 23:47 WIB");
  whole.zone = "Asia/Jayapura";
  BOOST_TEST(sentence(whole, Language::indonesian) == "utuh s/d cap #10 482, 23 Nov 2026 01:47 WIT");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_says_where) {
  Verdict bad;
  bad.finding = Finding::record_missing;
  bad.line = 1234;
  bad.first = 1'000'000;
  bad.last = 1'000'002;
  BOOST_TEST(sentence(bad, Language::indonesian) == "catatan #1 000 000–#1 000 002 dihilangkan (sebelum baris 1 234)");
  bad.last = bad.first;
  BOOST_TEST(sentence(bad, Language::english) == "record #1 000 000 was removed (before line 1 234)");
  BOOST_TEST(particulars(bad, Language::english).empty());
}

BOOST_AUTO_TEST_CASE(every_finding_has_a_sentence_and_a_code) {
  std::set<std::string> sentences;
  const auto last = static_cast<int>(Finding::cannot_be_compared);
  for (int i = 0; i <= last; ++i) {
    Verdict one;
    one.finding = static_cast<Finding>(i);
    for (const auto language : {Language::indonesian, Language::english}) {
      BOOST_TEST(!sentence(one, language).empty(), i);
      sentences.insert(sentence(one, language));
    }
    BOOST_TEST((exit_code(one) == 0) == (i == 0));
  }
  BOOST_TEST(sentences.size() == 2u * static_cast<unsigned>(last + 1));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::verify
