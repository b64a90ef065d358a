// Known answers: the test vectors of certificate-transparency's Merkle tree. The oracle is RFC 6962 §2.1, word for
// word.
#include "proof/tree.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace siaga::proof;
using siaga::base::sha256;
using siaga::base::to_hex;

using Data = std::vector<std::string>;

/// MTH, from the definition.
Hash mth(const Data& d, std::size_t begin, std::size_t end) {
  if (begin == end) return sha256("");
  if (end - begin == 1) return sha256(std::string(1, '\0') + d[begin]);
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  const auto left = mth(d, begin, begin + k);
  const auto right = mth(d, begin + k, end);
  std::string bytes(1, '\x01');
  bytes.append(left.begin(), left.end());
  bytes.append(right.begin(), right.end());
  return sha256(bytes);
}

/// PATH(m, D[n])
std::vector<Hash> path(std::size_t m, const Data& d, std::size_t begin, std::size_t end) {
  if (end - begin == 1) return {};
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  const bool left = m < k;
  auto found = left ? path(m, d, begin, begin + k) : path(m - k, d, begin + k, end);
  found.push_back(left ? mth(d, begin + k, end) : mth(d, begin, begin + k));
  return found;
}

/// SUBPROOF(m, D[n], b)
std::vector<Hash> subproof(std::size_t m, const Data& d, std::size_t begin, std::size_t end, bool b) {
  if (m == end - begin) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(d, begin, end)};
  std::size_t k = 1;
  while (k * 2 < end - begin) k *= 2;
  const bool left = m <= k;
  auto found = left ? subproof(m, d, begin, begin + k, b) : subproof(m - k, d, begin + k, end, false);
  found.push_back(left ? mth(d, begin + k, end) : mth(d, begin, begin + k));
  return found;
}

Data numbered(std::size_t count) {
  Data data;
  for (std::size_t i = 0; i < count; ++i) data.push_back("event " + std::to_string(i));
  return data;
}

Hash leaf_of(const std::string& data) { return sha256(std::string(1, '\0') + data); }

/// Tiers computed from the leaves, as a store would keep them.
Tree tree_of(const Data& data) {
  return Tree{[&data](unsigned tier, std::uint64_t first, std::uint64_t count) {
    const std::uint64_t width = std::uint64_t{1} << (tier * levels_a_tier);
    std::vector<Hash> hashes;
    for (auto i = first; i < first + count; ++i) {
      BOOST_REQUIRE((i + 1) * width <= data.size());  // whole subtrees alone are kept
      hashes.push_back(mth(data, i * width, (i + 1) * width));
    }
    return hashes;
  }};
}

const Data known_leaves{"", std::string(1, '\0'), "\x10", "\x20\x21", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"};

std::vector<std::string> hex(const std::vector<Hash>& hashes) {
  std::vector<std::string> texts;
  for (const auto& hash : hashes) texts.push_back(to_hex(hash));
  return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_CASE(roots_of_certificate_transparency) {
  const std::vector<std::string> roots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                       "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                       "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                       "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                       "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                       "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                       "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier frontier;
  const auto tree = tree_of(known_leaves);
  for (std::size_t size = 0; size < roots.size(); ++size) {
    BOOST_TEST(to_hex(frontier.root()) == roots[size]);
    BOOST_TEST(to_hex(tree.root(size)) == roots[size]);
    if (size < known_leaves.size()) frontier.append(leaf_of(known_leaves[size]));
  }
}

BOOST_AUTO_TEST_CASE(proofs_of_certificate_transparency) {
  const std::string first = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  const std::string second = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  const std::string third = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  const auto tree = tree_of(known_leaves);
  BOOST_TEST(hex(tree.inclusion(0, 8)) == (std::vector{first, second, third}), boost::test_tools::per_element());
  BOOST_TEST(hex(tree.consistency(1, 8)) == (std::vector{first, second, third}), boost::test_tools::per_element());
  const std::vector<std::string> from_six{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
  BOOST_TEST(hex(tree.consistency(6, 8)) == from_six, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_size_agrees_with_the_definition) {
  const auto data = numbered(200);
  const auto tree = tree_of(data);
  Frontier frontier;
  for (std::size_t size = 1; size <= data.size(); ++size) {
    frontier.append(leaf_of(data[size - 1]));
    const auto root = mth(data, 0, size);
    BOOST_REQUIRE((frontier.root() == root));
    BOOST_REQUIRE((tree.root(size) == root));
    for (std::size_t index = 0; index < size; index += 1 + size / 24) {
      const auto proof = tree.inclusion(index, size);
      BOOST_REQUIRE((proof == path(index, data, 0, size)));
      BOOST_REQUIRE(is_included(leaf_of(data[index]), index, size, proof, root));
    }
    for (std::size_t from = 1; from <= size; from += 1 + size / 24) {
      const auto proof = tree.consistency(from, size);
      BOOST_REQUIRE((proof == subproof(from, data, 0, size, true)));
      BOOST_REQUIRE(is_consistent(from, mth(data, 0, from), size, root, proof));
    }
  }
}

BOOST_AUTO_TEST_CASE(tiers_are_used_and_agree) {
  const auto data = numbered(1500);
  unsigned highest = 0;
  const auto plain = tree_of(data);
  const Tree tree{[&](unsigned tier, std::uint64_t first, std::uint64_t count) {
    highest = std::max(highest, tier);
    BOOST_REQUIRE(count < nodes_a_tier);
    std::vector<Hash> hashes;
    for (auto i = first; i < first + count; ++i)
      hashes.push_back(tier == 0 ? leaf_of(data[i]) : mth(data, i * nodes_a_tier, (i + 1) * nodes_a_tier));
    return hashes;
  }};
  for (const std::size_t size : {256u, 257u, 511u, 512u, 1024u, 1279u, 1500u}) {
    BOOST_TEST((tree.root(size) == mth(data, 0, size)));
    for (const std::size_t index : {0u, 255u}) BOOST_TEST((tree.inclusion(index, size) == path(index, data, 0, size)));
    BOOST_TEST((tree.consistency(200, size) == subproof(200, data, 0, size, true)));
  }
  BOOST_TEST(highest == 1u);
}

BOOST_AUTO_TEST_CASE(a_range_is_covered_by_whole_subtrees) {
  const auto data = numbered(100);
  const auto tree = tree_of(data);
  for (std::uint64_t begin = 0; begin <= 100; begin += 7) {
    for (auto end = begin; end <= 100; end += 3) {
      Frontier frontier;
      for (const auto& subtree : tree.cover(0, begin)) BOOST_REQUIRE(frontier.append(subtree));
      const auto middle = tree.cover(begin, end);
      BOOST_REQUIRE(middle.size() <= 14u);
      for (const auto& subtree : middle) BOOST_REQUIRE(frontier.append(subtree));
      for (const auto& subtree : tree.cover(end, 100)) BOOST_REQUIRE(frontier.append(subtree));
      BOOST_REQUIRE(frontier.size() == 100u);
      BOOST_REQUIRE((frontier.root() == tree.root(100)));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_subtree_begins_where_it_may) {
  Frontier frontier;
  frontier.append(Hash{});
  BOOST_TEST(!frontier.append(Subtree{1, {}}));
  BOOST_TEST(!frontier.append(Subtree{63, {}}));
  BOOST_TEST(!frontier.append(Subtree{1000, {}}));
  BOOST_TEST(frontier.size() == 1u);
}

BOOST_AUTO_TEST_CASE(whatever_is_changed_in_a_proof_is_refused) {
  const auto data = numbered(23);
  const auto tree = tree_of(data);
  const auto root = tree.root(23);
  for (std::uint64_t index = 0; index < 23; ++index) {
    const auto leaf = leaf_of(data[index]);
    const auto good = tree.inclusion(index, 23);
    for (std::uint64_t other = 0; other < 30; ++other)
      if (other != index) BOOST_TEST(!is_included(leaf, other, 23, good, root));
    for (std::size_t at = 0; at < good.size(); ++at) {
      auto bad = good;
      bad[at][31] ^= 1;
      BOOST_TEST(!is_included(leaf, index, 23, bad, root));
      bad = good;
      bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(at));
      BOOST_TEST(!is_included(leaf, index, 23, bad, root));
      bad = good;
      bad.insert(bad.begin() + static_cast<std::ptrdiff_t>(at), Hash{});
      BOOST_TEST(!is_included(leaf, index, 23, bad, root));
    }
  }
  for (std::uint64_t from = 1; from < 23; ++from) {
    const auto old = tree.root(from);
    const auto good = tree.consistency(from, 23);
    BOOST_TEST(!is_consistent(from, root, 23, root, good));
    BOOST_TEST(!is_consistent(from, old, 23, old, good));
    for (std::size_t at = 0; at < good.size(); ++at) {
      auto bad = good;
      bad[at][0] ^= 128;
      BOOST_TEST(!is_consistent(from, old, 23, root, bad));
      bad.pop_back();
      BOOST_TEST(!is_consistent(from, old, 23, root, bad));
    }
    auto longer = good;
    longer.push_back({});
    BOOST_TEST(!is_consistent(from, old, 23, root, longer));
  }
  BOOST_TEST(is_consistent(0, empty_root(), 23, root, {}));
  BOOST_TEST(!is_consistent(0, root, 23, root, {}));
  BOOST_TEST(is_consistent(23, root, 23, root, {}));
  BOOST_TEST(!is_consistent(23, root, 22, tree.root(22), {}));
}

BOOST_AUTO_TEST_SUITE_END()
