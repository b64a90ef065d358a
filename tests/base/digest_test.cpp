#include "base/digest.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <set>
#include <thread>

namespace {

using namespace siaga::base;

// FIPS 180 examples.
constexpr auto sha256_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto sha256_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto sha1_of_abc = "a9993e364706816aba3e25717850c26c9cd0d89d";
constexpr auto sha256_of_a_million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

struct Pair {
  std::string_view bytes;
  std::string_view text;
};
std::ostream& operator<<(std::ostream& out, const Pair& pair) { return out << pair.text; }

// RFC 4648 §10, and bytes that need + and /.
constexpr std::array base64_pairs{
    Pair{"", ""},
    Pair{"f", "Zg=="},
    Pair{"fo", "Zm8="},
    Pair{"foo", "Zm9v"},
    Pair{"foob", "Zm9vYg=="},
    Pair{"fooba", "Zm9vYmE="},
    Pair{"foobar", "Zm9vYmFy"},
    Pair{"\xfb\xff\xbf", "+/+/"},
};

constexpr std::array bad_base64{
    "Z",     "Zg",     "Zg=",    "Zm8",    "=",    "==",   "====", "Z===", "Zg==Zg==", "Zg= =",
    " Zg==", "Zg==\n", "Zm9v\n", "Zm\n9v", "Zm9-", "Zm9_", "Zm9*", "Zh==", "Zm9=",     "\xc3\xa9g=",
};

constexpr std::array bad_hex{"0", "abc", "0g", "g0", "0x", " 0", "0 ", "-1", "\xc3\xa9"};

}  // namespace

BOOST_AUTO_TEST_CASE(sha256_knows_the_standard_examples) {
  BOOST_TEST(to_hex(sha256("")) == sha256_of_nothing);
  BOOST_TEST(to_hex(sha256("abc")) == sha256_of_abc);
  BOOST_TEST(to_hex(sha256(std::string(1'000'000, 'a'))) == sha256_of_a_million_a);
}

BOOST_AUTO_TEST_CASE(sha1_knows_the_standard_example) {
  Digest digest{DigestKind::sha1};
  digest.update("abc");
  const auto result = digest.finish();
  BOOST_TEST(result.size() == 20u);
  BOOST_TEST(to_hex(result) == sha1_of_abc);
}

BOOST_AUTO_TEST_CASE(keyed_sha1_knows_the_examples_of_rfc_2202) {
  BOOST_TEST(to_hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")) == "b617318655057264e28bc0b6fb378c8ef146be00");
  BOOST_TEST(to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  BOOST_TEST(to_hex(hmac_sha1(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
             "aa4ae5e15272d00e95705637ce8a3b55ed402112");
  BOOST_TEST(to_hex(hmac_sha1("", "")) == "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

BOOST_AUTO_TEST_CASE(pieces_of_any_size_give_the_same_digest) {
  Digest digest{DigestKind::sha256};
  digest.update("");
  digest.update("a");
  digest.update("bc");
  const auto result = digest.finish();
  BOOST_TEST(result.size() == 32u);
  BOOST_TEST(to_hex(result) == sha256_of_abc);
}

BOOST_AUTO_TEST_CASE(a_copy_forks_the_state) {
  Digest whole{DigestKind::sha256};
  whole.update("ab");
  Digest fork{whole};
  whole.update("c");
  fork.update("c");
  BOOST_TEST(to_hex(whole.finish()) == sha256_of_abc);
  BOOST_TEST(to_hex(fork.finish()) == sha256_of_abc);
}

BOOST_AUTO_TEST_CASE(assignment_forks_and_revives) {
  Digest started{DigestKind::sha256};
  started.update("abc");
  Digest other{DigestKind::sha1};
  other.update("something else");
  other.finish();
  other = started;
  started.update("more");
  BOOST_TEST(to_hex(other.finish()) == sha256_of_abc);

  Digest moved{DigestKind::sha1};
  moved = Digest{DigestKind::sha256};
  moved.update("abc");
  BOOST_TEST(to_hex(moved.finish()) == sha256_of_abc);
}

BOOST_AUTO_TEST_CASE(threads_do_not_share_a_digest) {
  std::array<std::string, 4> results;
  {
    std::vector<std::jthread> threads;
    for (auto& result : results)
      threads.emplace_back([&result] {
        for (int i = 0; i < 1000; ++i) result = to_hex(sha256("abc"));
      });
  }
  for (const auto& result : results) BOOST_TEST(result == sha256_of_abc);
}

BOOST_AUTO_TEST_CASE(hex_goes_both_ways) {
  const std::vector<std::uint8_t> bytes{0x00, 0x7f, 0x80, 0xff};
  BOOST_TEST(to_hex(bytes) == "007f80ff");
  BOOST_TEST(from_hex("007f80ff").value() == bytes);
  BOOST_TEST(from_hex("007F80fF").value() == bytes);
  BOOST_TEST(from_hex("").value().empty());
  BOOST_TEST(to_hex({}).empty());
}

BOOST_DATA_TEST_CASE(bad_hex_is_refused, boost::unit_test::data::make(bad_hex)) {
  const auto read = from_hex(sample);
  BOOST_REQUIRE(read.has_error());
  BOOST_CHECK(read.error().fault == Fault::invalid);
}

BOOST_DATA_TEST_CASE(base64_goes_both_ways, boost::unit_test::data::make(base64_pairs)) {
  BOOST_TEST(to_base64(sample.bytes) == sample.text);
  BOOST_TEST(from_base64(sample.text).value() == sample.bytes);
}

BOOST_AUTO_TEST_CASE(base64_keeps_every_byte) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  BOOST_TEST(from_base64(to_base64(bytes)).value() == bytes);
}

BOOST_DATA_TEST_CASE(bad_base64_is_refused, boost::unit_test::data::make(bad_base64)) {
  const auto read = from_base64(sample);
  BOOST_REQUIRE(read.has_error());
  BOOST_CHECK(read.error().fault == Fault::invalid);
}

BOOST_AUTO_TEST_CASE(random_bytes_are_many_and_never_the_same) {
  std::set<std::vector<std::uint8_t>> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_bytes(16));
  BOOST_TEST(seen.size() == 100u);
  BOOST_TEST(random_bytes(0).empty());
  BOOST_TEST(random_bytes(100'000).size() == 100'000u);
}
