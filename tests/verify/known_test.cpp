// What an auditor knew before: a checkpoint that they kept, a printed root, a key.
#include "log_maker.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {

using verify::Finding;

namespace {

struct TwoVisits {
  LogMaker log;

  TwoVisits() {
    for (int i = 1; i <= 20; ++i) log.add("{\"n\":" + std::to_string(i) + "}");
  }

  static Finding finding(const std::string& bytes, const std::string& known, const std::string& key = {}) {
    verify::Wish wish;
    wish.key = key;
    if (!known.empty()) wish.known = verify::read_known(known).value();
    return verdict_of(bytes, wish).finding;
  }
  static std::string on_paper(const LogMaker& log, std::uint64_t size) {
    const auto text = proof::encode(proof::Checkpoint{"x", size, log.root(size)});
    return std::to_string(size) + " " + text.substr(text.rfind('\n', text.size() - 2) + 1);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(known, TwoVisits)

BOOST_AUTO_TEST_CASE(a_log_goes_on_from_what_was_known) {
  const auto bytes = log.exported();
  for (std::uint64_t size = 1; size <= 20; ++size) {
    BOOST_TEST((finding(bytes, log.checkpoint(size)) == Finding::whole));
    BOOST_TEST((finding(bytes, on_paper(log, size)) == Finding::whole));
  }
  verify::Wish wish;
  wish.known = verify::read_known(log.checkpoint(12)).value();
  BOOST_TEST(verdict_of(bytes, wish).is_compared);
}

BOOST_AUTO_TEST_CASE(a_file_older_than_what_was_known_is_told) {
  LogMaker later = log;
  later.add("{}");
  verify::Wish wish;
  wish.known = verify::read_known(later.checkpoint(21)).value();
  const auto verdict = verdict_of(log.exported(), wish);
  BOOST_TEST((verdict.finding == Finding::older_than_known));
  BOOST_TEST(verdict.first == 21u);
  BOOST_TEST(verdict.last == 20u);
  BOOST_TEST(verify::exit_code(verdict) == 3);
}

BOOST_AUTO_TEST_CASE(a_fork_is_found) {
  LogMaker fork;
  for (int i = 1; i <= 20; ++i) fork.add("{\"n\":" + std::to_string(i == 7 ? 70 : i) + "}");
  BOOST_TEST((finding(fork.exported(), log.checkpoint(6)) == Finding::whole));
  BOOST_TEST((finding(fork.exported(), log.checkpoint(7)) == Finding::forked));
  BOOST_TEST((finding(fork.exported(), log.checkpoint(20)) == Finding::forked));
  BOOST_TEST((finding(fork.exported(), on_paper(log, 20)) == Finding::forked));
}

BOOST_AUTO_TEST_CASE(another_hub_and_another_key_are_told_apart) {
  const auto bytes = log.exported();
  BOOST_TEST((finding(bytes, log.checkpoint_by(log_key("bb", '1'), 20)) == Finding::known_of_other_log));
  BOOST_TEST((finding(bytes, log.checkpoint_by(log_key("aa", 'x'), 20)) == Finding::known_of_other_key));
  auto altered = log.checkpoint(20);
  altered.replace(altered.find("\n20\n"), 4, "\n19\n");
  BOOST_TEST((finding(bytes, altered) == Finding::known_altered));
  BOOST_TEST(!verify::read_known("nothing").has_value());
  BOOST_TEST(!verify::read_known("20 short").has_value());
}

BOOST_AUTO_TEST_CASE(a_key_can_be_expected) {
  const auto bytes = log.exported();
  BOOST_TEST((finding(bytes, {}, proof::fingerprint(log.key().verifier())) == Finding::whole));
  BOOST_TEST((finding(bytes, {}, proof::encode(log.key().verifier())) == Finding::whole));
  BOOST_TEST((finding(bytes, {}, proof::fingerprint(log_key("aa", 'x').verifier())) == Finding::other_key));
}

BOOST_AUTO_TEST_CASE(a_rotated_key_is_vouched_for_by_the_old_one) {
  const auto before = log.checkpoint(20);
  const auto old_key = proof::fingerprint(log.key().verifier());
  log.rotate('2');
  log.add("{}");
  BOOST_TEST((finding(log.exported(), before, old_key) == Finding::whole));
}

BOOST_AUTO_TEST_CASE(who_only_claims_to_go_on_is_not_vouched_for) {
  const auto genuine = proof::fingerprint(log.key().verifier());
  LogMaker invented;  // begins with the genuine statement, which anybody has
  invented.restore("aa", 'x', 0);
  for (int i = 1; i <= 20; ++i) invented.add("{\"invented\":true}");
  LogMaker turned;  // goes on from a genuine checkpoint
  for (int i = 1; i <= 6; ++i) turned.add("{\"n\":" + std::to_string(i) + "}");
  BOOST_REQUIRE(turned.checkpoint(6) == log.checkpoint(6));
  turned.restore("aa", 'x', 6);
  for (int i = 1; i <= 20; ++i) turned.add("{\"invented\":true}");
  for (auto* forged : {&invented, &turned}) {
    BOOST_TEST((finding(forged->exported(), {}, genuine) == Finding::key_not_vouched));
    BOOST_TEST((finding(forged->exported(), {}, proof::encode(log.key().verifier())) == Finding::key_not_vouched));
    forged->rotate('y');  // a key further on is no better
    forged->add("{}");
    verify::Wish wish;
    wish.key = genuine;
    BOOST_TEST(verify::exit_code(verdict_of(forged->exported(), wish)) == 3);
  }
  // With a known checkpoint all that follows it can be forged as well: the first sentence says so.
  verify::Wish wish;
  wish.known = verify::read_known(log.checkpoint(6)).value();
  const auto said = verify::sentence(verdict_of(turned.exported(), wish), verify::Language::indonesian);
  BOOST_TEST(said.find("kuncinya tidak dijamin kunci lama") != std::string::npos, said);
}

BOOST_AUTO_TEST_CASE(a_restored_hubs_own_key_can_be_expected) {
  log.restore("bb", '3', 20);
  log.add("{}");
  verify::Wish wish;
  wish.key = proof::fingerprint(log.key().verifier());
  const auto expected = verdict_of(log.exported(), wish);
  BOOST_TEST(expected.is_whole());
  BOOST_TEST(expected.restores == 1u);
  BOOST_TEST(verify::sentence(expected, verify::Language::english).find("restored") == std::string::npos);
  const auto anybody = verdict_of(log.exported());
  BOOST_TEST(verify::sentence(anybody, verify::Language::english).find("restored") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_root_from_paper_says_nothing_of_the_key) {
  const auto says_compare = [this](const std::string& known) {
    verify::Wish wish;
    wish.known = verify::read_known(known).value();
    const auto text = verify::particulars(verdict_of(log.exported(), wish), verify::Language::english);
    return text.find("compare that key") != std::string::npos;
  };
  BOOST_TEST(says_compare(on_paper(log, 12)));
  BOOST_TEST(!says_compare(log.checkpoint(12)));  // signed by this log's key
}

BOOST_AUTO_TEST_CASE(what_falls_between_cannot_be_compared) {
  const auto bytes = log.exported({.first = 18, .last = 20});  // 16 leaves before it are one hash
  BOOST_TEST((finding(bytes, log.checkpoint(16)) == Finding::whole));
  BOOST_TEST((finding(bytes, log.checkpoint(15)) == Finding::cannot_be_compared));
  const auto asked = log.exported({.first = 18, .last = 20, .stops = {15}});
  BOOST_TEST((finding(asked, log.checkpoint(15)) == Finding::whole));
}

BOOST_AUTO_TEST_CASE(a_restored_hub_goes_on_in_another_log) {
  auto lost = log;  // the hub before it was restored: five more events, of which a checkpoint was kept
  for (int i = 0; i < 5; ++i) lost.add("{\"lost\":true}");
  const auto kept = lost.checkpoint(25);
  log.restore("bb", '3', 20);
  for (int i = 0; i < 9; ++i) log.add("{\"after\":true}");
  const auto bytes = log.exported();
  verify::Wish wish;
  wish.known = verify::read_known(lost.checkpoint(20)).value();
  const auto whole = verdict_of(bytes, wish);
  BOOST_TEST(whole.is_whole());
  BOOST_TEST(whole.restores == 1u);
  wish.known = verify::read_known(kept).value();
  const auto verdict = verdict_of(bytes, wish);
  BOOST_TEST((verdict.finding == Finding::restored));
  BOOST_TEST(verdict.first == 25u);
  BOOST_TEST(verify::exit_code(verdict) == 3);
  wish.known = verify::read_known(log.checkpoint(29)).value();
  BOOST_TEST((verdict_of(lost.exported(), wish).finding == Finding::known_of_other_log));
}

BOOST_AUTO_TEST_CASE(a_restored_hub_whose_past_was_rewritten_is_found) {
  LogMaker rewritten;
  for (int i = 1; i <= 20; ++i) rewritten.add("{\"n\":" + std::to_string(i == 7 ? 70 : i) + "}");
  rewritten.restore("bb", '3', 20);
  rewritten.add("{}");
  auto bytes = rewritten.exported();
  BOOST_TEST((finding(bytes, log.checkpoint(20)) == Finding::restored));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
