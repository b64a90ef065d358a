// Known answers come from vectors.py.
#include "proof/commitment.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <numeric>

namespace {

using siaga::base::to_hex;
using siaga::proof::commit;

std::array<std::uint8_t, siaga::proof::salt_size> counting_salt() {
  std::array<std::uint8_t, siaga::proof::salt_size> salt{};
  std::iota(salt.begin(), salt.end(), std::uint8_t{0});
  return salt;
}

}  // namespace

BOOST_AUTO_TEST_CASE(commitments_have_known_answers) {
  BOOST_TEST(to_hex(commit(counting_salt(), "{\"text\":\"halte simpang lima \xe2\x80\x93 masuk\"}")) ==
             "27d1d643be92c3cb3f4f1cc1726cc847a208c7c70b69fd3b8182258565312845");
  const std::array<std::uint8_t, siaga::proof::salt_size> zeros{};
  BOOST_TEST(to_hex(commit(zeros, "")) == "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb");
}

BOOST_AUTO_TEST_CASE(every_byte_of_salt_and_body_counts) {
  const auto salt = counting_salt();
  const auto whole = commit(salt, "body");
  for (std::size_t i = 0; i < salt.size(); ++i) {
    auto changed = salt;
    changed[i] ^= 1;
    BOOST_CHECK(commit(changed, "body") != whole);
  }
  BOOST_CHECK(commit(salt, "bodz") != whole);
  BOOST_CHECK(commit(salt, std::string_view{"body\0", 5}) != whole);
}
