// Ed25519 by RFC 8032 §7.1; the note of golang.org/x/mod/sumdb/note's own documentation; what no note may be.
#include "proof/note.h"
#include "proof/checkpoint.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace siaga::proof;
using siaga::base::from_hex;
using siaga::base::to_hex;

std::string bytes_of(const std::string& hex) {
  const auto bytes = from_hex(hex).value();
  return {bytes.begin(), bytes.end()};
}

std::string hex_of(const std::string& bytes) { return to_hex(std::vector<std::uint8_t>(bytes.begin(), bytes.end())); }

SigningKey key_named(const std::string& name, char seed = 'k') {
  return {name, Ed25519Key::from_seed(std::string(Ed25519Key::seed_size, seed)).value()};
}

const std::string gos_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string gos_note =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\xe2\x80\x94 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(note)

BOOST_AUTO_TEST_CASE(signatures_of_rfc_8032) {
  const auto key =
      Ed25519Key::from_seed(bytes_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")).value();
  BOOST_TEST(to_hex(key.public_key()) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const auto signature = key.sign("\x72");
  BOOST_TEST(hex_of(signature) ==
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
             "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  BOOST_TEST(is_signature(key.public_key(), "\x72", signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    auto bad = signature;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    BOOST_TEST(!is_signature(key.public_key(), "\x72", bad));
  }
  BOOST_TEST(!is_signature(key.public_key(), "\x73", signature));
  BOOST_TEST(!is_signature(key.public_key(), "\x72", signature.substr(0, 63)));
  BOOST_TEST(!Ed25519Key::from_seed("short").has_value());
  BOOST_TEST((Ed25519Key::make().seed() != Ed25519Key::make().seed()));
}

BOOST_AUTO_TEST_CASE(gos_own_note_is_read) {
  const auto key = decode_verifier_key(gos_key).value();
  BOOST_TEST(key.name == "PeterNeumann");
  BOOST_TEST(key.id() == 0xc74f20a3u);
  BOOST_TEST(encode(key) == gos_key);
  const auto read = decode_note(gos_note).value();
  BOOST_TEST((signed_by(read, key) == Signed::yes));
  BOOST_TEST(encode(read) == gos_note);
  auto other = read;
  other.text[0] = 'i';
  BOOST_TEST((signed_by(other, key) == Signed::bad));
  other.signatures[0].id ^= 1;
  BOOST_TEST((signed_by(other, key) == Signed::no));
}

BOOST_AUTO_TEST_CASE(no_byte_of_a_key_changes_unseen) {
  for (std::size_t i = 0; i < gos_key.size(); ++i) {
    auto bad = gos_key;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    BOOST_TEST(!decode_verifier_key(bad).has_value(), i);
  }
  for (const auto* bad : {"", "+", "a+b+c", "+c74f20a3+AQ==", "a b+c74f20a3+AQ=="})
    BOOST_TEST(!decode_verifier_key(bad).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_signed_is_read_again) {
  const auto first = key_named("siaga-hub/ab");
  const auto second = key_named("saksi.contoh.id", 's');
  Note made{"Satu\n\nDua \xe2\x80\x94 tiga\n", {}};
  sign(made, first);
  sign(made, second);
  const auto read = decode_note(encode(made)).value();
  BOOST_TEST(read.text == made.text);
  BOOST_TEST((signed_by(read, first.verifier()) == Signed::yes));
  BOOST_TEST((signed_by(read, second.verifier()) == Signed::yes));
  BOOST_TEST((signed_by(read, key_named("siaga-hub/ab", 'x').verifier()) == Signed::no));
}

BOOST_AUTO_TEST_CASE(what_is_no_note_is_refused) {
  const std::string line = gos_note.substr(gos_note.find("\n\n") + 2);
  std::string many;
  for (int i = 0; i < 17; ++i) many += line;
  for (const std::string& bad :
       {std::string{}, std::string{"text\n"}, std::string{"text\n\n"}, "text\n" + line, "text\n\nx" + line,
        "text\n\n" + line.substr(0, line.size() - 1), "text\n\n" + line + "more", "te\rxt\n\n" + line,
        "te\xc0\x80xt\n\n" + line, "te\xed\xa0\x80xt\n\n" + line, "text\n\n" + many,
        std::string{"text\n\n\xe2\x80\x94 a AAAA\n"}, std::string{"text\n\n\xe2\x80\x94 a+b AAAAAAA=\n"},
        std::string{"text\n\n\xe2\x80\x94 a\xc2\xa0z AAAAAAA=\n"}, std::string{"text\n\n\xe2\x80\x94  AAAAAAA=\n"},
        std::string{"text\n\n- a AAAAAAA=\n"}})
    BOOST_TEST(!decode_note(bad).has_value(), bad);
  BOOST_TEST(decode_note("text\n\n\xe2\x80\x94 a AAAAAAA=\n").has_value());
  Note broken{"no line break", {}};
  BOOST_CHECK_THROW(sign(broken, key_named("a")), std::invalid_argument);
  Note good{"text\n", {}};
  BOOST_CHECK_THROW(sign(good, key_named("a b")), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_fingerprint_is_for_people) {
  BOOST_TEST(fingerprint(decode_verifier_key(gos_key).value()).size() == 39u);
  BOOST_TEST(fingerprint(key_named("a").verifier()) == fingerprint(key_named("b").verifier()));
  BOOST_TEST(fingerprint(key_named("a").verifier()) != fingerprint(key_named("a", 'x').verifier()));
}

BOOST_AUTO_TEST_CASE(a_checkpoint_has_three_lines) {
  const std::string text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto read = decode_checkpoint(text).value();
  BOOST_TEST(read.origin == "example.com/behind-the-sofa");
  BOOST_TEST(read.size == 20852163u);
  BOOST_TEST(encode(read) == text);
  BOOST_TEST(decode_checkpoint(text + "an extension\n").has_value());
  for (const std::string& bad :
       {std::string{}, text + "\n", text + "no end", "\n" + text, text.substr(0, text.size() - 1),
        std::string{"a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"},
        std::string{"a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"},
        std::string{"a\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"},
        std::string{"a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n"}, std::string{"a\n1\nCsUY\n"}})
    BOOST_TEST(!decode_checkpoint(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(a_proof_file_is_written_as_c2sp_says) {
  ProofFile file{"leaf", 73894, {Hash{}, Hash{1}}, "example.com/log\n1\nroot\n\nsignatures\n"};
  const auto text = encode(file);
  BOOST_TEST(text ==
             "c2sp.org/tlog-proof@v1\nextra bGVhZg==\nindex 73894\n"
             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
             "example.com/log\n1\nroot\n\nsignatures\n");
  BOOST_TEST(encode(decode_proof_file(text).value()) == text);
  file.extra.clear();
  file.path.clear();
  BOOST_TEST(encode(decode_proof_file(encode(file)).value()) == encode(file));
  for (const std::string& bad :
       {std::string{}, std::string{"c2sp.org/tlog-proof@v2\nindex 0\n\nx"}, std::string{"c2sp.org/tlog-proof@v1\n\nx"},
        std::string{"c2sp.org/tlog-proof@v1\nindex 00\n\nx"}, std::string{"c2sp.org/tlog-proof@v1\nindex 0\nAA==\n\nx"},
        std::string{"c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nx"}, std::string{"c2sp.org/tlog-proof@v1\nindex 0\n"}})
    BOOST_TEST(!decode_proof_file(bad).has_value(), bad);
}

BOOST_AUTO_TEST_SUITE_END()
