#include "proof/key_chain.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace siaga::proof;
using Kind = KeyStatement::Kind;

const siaga::base::Instant since{std::chrono::seconds{1'795'000'000}};

SigningKey key_of(const std::string& epoch, char seed) {
  return {origin_of_epoch(epoch), Ed25519Key::from_seed(std::string(Ed25519Key::seed_size, seed)).value()};
}

std::string signed_checkpoint(const SigningKey& key, std::uint64_t size) {
  Note note{encode(Checkpoint{key.name, size, {}}), {}};
  sign(note, key);
  return encode(note);
}

KeyLink link(const SigningKey& key, Kind kind, std::string from = {}, const SigningKey* before = nullptr) {
  return decode_key_link(encode_statement({key.verifier(), since, kind, std::move(from)}, key, before)).value();
}

struct Keys {
  SigningKey one = key_of("aa", '1');
  SigningKey two = key_of("aa", '2');
  SigningKey restored = key_of("bb", '3');
  KeyChain chain{link(one, Kind::first), link(two, Kind::after, encode(one.verifier()), &one),
                 link(restored, Kind::continues, signed_checkpoint(two, 7))};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_chain, Keys)

BOOST_AUTO_TEST_CASE(a_key_follows_from_the_one_before) {
  BOOST_TEST(!broken_link(chain).has_value());
  BOOST_TEST(!broken_link(KeyChain{chain[0], chain[1]}).has_value());
  BOOST_TEST(!broken_link(KeyChain{chain[0], link(restored, Kind::continues)}).has_value());
}

BOOST_AUTO_TEST_CASE(a_key_that_nobody_vouches_for_is_found) {
  const auto alone = link(two, Kind::after, encode(one.verifier()));
  BOOST_TEST(broken_link(KeyChain{chain[0], alone}).value() == 1u);
  const auto by_another = link(two, Kind::after, encode(one.verifier()), &restored);
  BOOST_TEST(broken_link(KeyChain{chain[0], by_another}).value() == 1u);
  BOOST_TEST(broken_link(KeyChain{chain[0], link(two, Kind::first)}).value() == 1u);
  BOOST_TEST(broken_link(KeyChain{chain[1]}).value() == 0u);
  BOOST_TEST(broken_link(KeyChain{chain[2]}).value() == 0u);
  const auto of_unknown = link(restored, Kind::continues, signed_checkpoint(key_of("cc", '4'), 7));
  BOOST_TEST(broken_link(KeyChain{chain[0], of_unknown}).value() == 1u);
  const auto other_log = link(restored, Kind::after, encode(one.verifier()), &one);
  BOOST_TEST(broken_link(KeyChain{chain[0], other_log}).value() == 1u);
}

BOOST_AUTO_TEST_CASE(no_byte_of_a_statement_changes_unseen) {
  const auto text = encode(chain[1].note);
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto bad = text;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    const auto read = decode_key_link(bad);
    if (read) BOOST_TEST(broken_link(KeyChain{chain[0], *read}).has_value(), i);
  }
}

BOOST_AUTO_TEST_CASE(a_checkpoint_is_opened_with_a_key_of_its_log) {
  BOOST_TEST(open_checkpoint(signed_checkpoint(one, 5), chain)->size == 5u);
  BOOST_TEST(open_checkpoint(signed_checkpoint(restored, 9), chain)->size == 9u);
  const auto error_of = [this](const std::string& note) { return open_checkpoint(note, chain).error().field; };
  BOOST_TEST(error_of(signed_checkpoint(key_of("aa", 'x'), 5)) == "key");
  BOOST_TEST(error_of(signed_checkpoint(key_of("cc", 'x'), 5)) == "origin");
  auto bad = signed_checkpoint(one, 5);
  bad.replace(bad.find("\n5\n"), 3, "\n6\n");
  BOOST_TEST(error_of(bad) == "signature");
  BOOST_TEST(error_of("nothing") == "note");
}

BOOST_AUTO_TEST_SUITE_END()
