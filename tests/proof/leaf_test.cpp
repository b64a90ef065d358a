// Known answers come from vectors.py.
#include "proof/leaf.h"

#include "proof/commitment.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <functional>
#include <numeric>
#include <set>
#include <stdexcept>

namespace {

using namespace siaga::base;
using namespace siaga::proof;

std::string hex_of(std::string_view bytes) { return to_hex(std::vector<std::uint8_t>(bytes.begin(), bytes.end())); }

Leaf full_leaf() {
  std::array<std::uint8_t, salt_size> salt{};
  std::iota(salt.begin(), salt.end(), std::uint8_t{0});
  Leaf leaf;
  leaf.seq = 0x0102030405060708;
  leaf.at = parse_rfc3339("2026-11-22T02:14:37.123456Z").value();
  leaf.actor = parse_id("0193510e-8f5a-7c3d-9a4e-0123456789ab").value();
  leaf.kind = "sos.raised";
  leaf.subject = parse_id("0193510e-8f5b-7c3d-9a4e-0123456789ac").value();
  leaf.unit = parse_id("0193510e-8f5c-7c3d-9a4e-0123456789ad").value();
  leaf.commitment = commit(salt, "{\"text\":\"halte simpang lima \xe2\x80\x93 masuk\"}");
  return leaf;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_leaf_has_a_known_encoding_and_hash) {
  const Leaf leaf = full_leaf();
  BOOST_TEST(hex_of(leaf_data(leaf)) ==
             "73696167612d6c6561662d7631"
             "0102030405060708"
             "000660d409fc3f80"
             "0193510e8f5a7c3d9a4e0123456789ab"
             "00000000000000000000000000000000"
             "000a736f732e726169736564"
             "0193510e8f5b7c3d9a4e0123456789ac"
             "0193510e8f5c7c3d9a4e0123456789ad"
             "27d1d643be92c3cb3f4f1cc1726cc847a208c7c70b69fd3b8182258565312845");
  BOOST_TEST(to_hex(leaf_hash(leaf)) == "6f1298a7c6e3fad213a4c3442670312cc40e35d14689906be5598694cd30f7a8");
}

BOOST_AUTO_TEST_CASE(a_time_before_1970_is_a_negative_number) {
  Leaf leaf;
  leaf.at = Instant{std::chrono::microseconds{-1}};
  BOOST_TEST(leaf_data(leaf).size() == 127u);
  BOOST_TEST(hex_of(leaf_data(leaf)).substr(42, 16) == "ffffffffffffffff");
  BOOST_TEST(to_hex(leaf_hash(leaf)) == "8744f02ae343c39ca1183d4697bd3617686228493f5ab358de329984e0c5edd2");
}

BOOST_AUTO_TEST_CASE(the_length_of_a_kind_takes_two_bytes) {
  Leaf leaf;
  leaf.seq = 1;
  leaf.kind = std::string(300, 'k');
  BOOST_TEST(leaf_data(leaf).size() == 427u);
  BOOST_TEST(to_hex(leaf_hash(leaf)) == "88ee1c85e2ef0b5773369fced68c15c75023110b2c4efbaf6721be21450984fc");
  leaf.kind = std::string(65535, 'k');
  BOOST_TEST(leaf_data(leaf).size() == 127u + 65535u);
  leaf.kind += 'k';
  BOOST_CHECK_THROW(leaf_data(leaf), std::length_error);
}

BOOST_AUTO_TEST_CASE(every_field_counts) {
  const std::array<std::function<void(Leaf&)>, 8> changes{
      [](Leaf& leaf) { ++leaf.seq; },
      [](Leaf& leaf) { leaf.at += std::chrono::microseconds{1}; },
      [](Leaf& leaf) { leaf.actor.bytes[15] ^= 1; },
      [](Leaf& leaf) { leaf.on_behalf_of.bytes[15] ^= 1; },
      [](Leaf& leaf) { leaf.kind += '2'; },
      [](Leaf& leaf) { leaf.subject.bytes[0] ^= 1; },
      [](Leaf& leaf) { leaf.unit.bytes[0] ^= 1; },
      [](Leaf& leaf) { leaf.commitment[31] ^= 1; },
  };
  std::set<Sha256> hashes{leaf_hash(full_leaf())};
  for (const auto& change : changes) {
    Leaf leaf = full_leaf();
    change(leaf);
    hashes.insert(leaf_hash(leaf));
  }
  BOOST_TEST(hashes.size() == changes.size() + 1);
}
