#include "net/tls.h"

#include <boost/test/unit_test.hpp>

namespace siaga::net {
namespace {

const base::Instant moment{std::chrono::seconds{1'795'000'000}};

TlsIdentity identity() { return make_identity("hub", {"localhost", "127.0.0.1", "::1"}, moment).value(); }

BOOST_AUTO_TEST_CASE(identity_fits_together_and_no_two_are_alike) {
  const auto one = identity();
  const auto other = identity();
  BOOST_TEST(check_identity(one).has_value());
  BOOST_TEST(!check_identity({one.certificate_pem, other.key_pem}));
  BOOST_TEST(!check_identity({"", one.key_pem}));
  BOOST_TEST(!check_identity({one.certificate_pem, "-----BEGIN PRIVATE KEY-----\n"}));
  BOOST_TEST(fingerprint(one).value() != fingerprint(other).value());
}

BOOST_AUTO_TEST_CASE(identity_refuses_names_that_could_smuggle_an_extension) {
  for (const std::string bad : {"", "a,DNS:b", "a b", "ü", "a\n"}) BOOST_TEST(!make_identity("hub", {bad}, moment));
  BOOST_TEST(!make_identity("", {}, moment));
}

BOOST_AUTO_TEST_CASE(fingerprint_is_32_pairs_and_read_in_any_form) {
  const std::string shown = fingerprint(identity()).value();
  BOOST_TEST(shown.size() == 32u * 3 - 1);
  std::string bare;
  for (const char c : shown)
    if (c != ':') bare += static_cast<char>(std::tolower(c));
  BOOST_TEST(normalised_fingerprint(bare).value() == shown);
  BOOST_TEST(normalised_fingerprint(" " + shown).value() == shown);
  BOOST_TEST(!normalised_fingerprint(bare.substr(2)));
  BOOST_TEST(!normalised_fingerprint("zz" + bare.substr(2)));
  BOOST_TEST(!fingerprint_of_pem("nothing"));
}

}  // namespace
}  // namespace siaga::net
