#include "log_maker.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {

using verify::Finding;

namespace {

struct OneRecord {
  LogMaker log;
  verify::Wish wish;

  OneRecord() {
    for (int i = 1; i <= 23; ++i) log.add("{\"n\":" + std::to_string(i) + "}");
    wish.key = proof::encode(log.key().verifier());
  }
  std::string proof_of(std::uint64_t seq) const {
    return proof::encode(proof::ProofFile{proof::leaf_data(log.leaf(seq)), seq - 1, log.tree().inclusion(seq - 1, 23),
                                          log.checkpoint(23)});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(record_proof, OneRecord)

BOOST_AUTO_TEST_CASE(each_record_is_proven) {
  for (std::uint64_t seq = 1; seq <= 23; ++seq) BOOST_TEST(verdict_of(proof_of(seq), wish).is_whole());
  wish.known = verify::read_known(log.checkpoint(23)).value();
  BOOST_TEST(verdict_of(proof_of(5), wish).is_compared);
  wish.known = verify::read_known(log.checkpoint(22)).value();
  BOOST_TEST((verdict_of(proof_of(5), wish).finding == Finding::cannot_be_compared));
}

BOOST_AUTO_TEST_CASE(it_says_which_record_and_no_date) {
  const auto verdict = verdict_of(proof_of(14), wish);
  BOOST_TEST(verify::sentence(verdict, verify::Language::indonesian) == "catatan #14 terbukti ada dalam cap #23");
  BOOST_TEST(verify::sentence(verdict, verify::Language::english) == "record #14 is proven to be in checkpoint #23");
}

BOOST_AUTO_TEST_CASE(each_byte_that_is_flipped_is_found) {
  const auto good = proof_of(14);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char bit : {'\x01', '\x20'}) {
      auto bad = good;
      bad[i] = static_cast<char>(bad[i] ^ bit);
      BOOST_TEST(!verdict_of(bad, wish).is_whole(), i);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_is_needed) {
  BOOST_TEST((verdict_of(proof_of(1)).finding == Finding::key_needed));
  wish.key = proof::encode(log_key("aa", 'x').verifier());
  BOOST_TEST((verdict_of(proof_of(1), wish).finding == Finding::checkpoint_of_other_key));
  wish.key = proof::encode(log_key("bb", '1').verifier());
  BOOST_TEST((verdict_of(proof_of(1), wish).finding == Finding::checkpoint_of_other_log));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
