// One-time codes against the vectors of their RFCs and against oathtool, which others wrote.
#include "domain/totp.h"

#include "domain/second_factor.h"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <memory>
#include <random>

using namespace siaga;
using namespace std::chrono_literals;

namespace {

const std::string rfc_secret = "12345678901234567890";

base::Instant second(std::int64_t seconds) { return base::Instant{std::chrono::seconds{seconds}}; }

/// The first line that a command prints. It is made of letters and digits alone.
std::string first_line_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), &::pclose};
  BOOST_REQUIRE(pipe);
  std::string line(64, '\0');
  BOOST_REQUIRE_MESSAGE(std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()), command);
  return line.substr(0, line.find('\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(totp)

BOOST_AUTO_TEST_CASE(codes_by_counter_are_those_of_rfc_4226) {
  const std::array<const char*, 10> codes{"755224", "287082", "359152", "969429", "338314",
                                          "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < codes.size(); ++i)
    BOOST_TEST(domain::totp_code(rfc_secret, static_cast<std::int64_t>(i)) == codes[i]);
}

BOOST_AUTO_TEST_CASE(codes_by_time_are_those_of_rfc_6238) {
  struct Row {
    std::int64_t at;
    const char* code;
  };
  for (const auto& row : {Row{59, "94287082"}, Row{1111111109, "07081804"}, Row{1111111111, "14050471"},
                          Row{1234567890, "89005924"}, Row{2000000000, "69279037"}, Row{20000000000, "65353130"}})
    BOOST_TEST(domain::totp_code(rfc_secret, domain::totp_step(second(row.at)), 8) == row.code);
}

BOOST_AUTO_TEST_CASE(an_independent_program_gives_the_same_codes) {
  std::mt19937_64 random{6238};
  for (int round = 0; round < 20; ++round) {
    std::string secret(domain::totp_secret_size, '\0');
    for (auto& byte : secret) byte = static_cast<char>(random());
    const auto at = static_cast<std::int64_t>(random() % 4'000'000'000);
    const auto expected =
        first_line_of("oathtool --totp --base32 --now @" + std::to_string(at) + " " + domain::to_base32(secret));
    BOOST_TEST(domain::totp_code(secret, domain::totp_step(second(at))) == expected);
  }
}

BOOST_AUTO_TEST_CASE(neighbouring_steps_are_accepted_and_no_others) {
  const auto now = second(1'795'000'015);
  const auto step = domain::totp_step(now);
  for (const std::int64_t off : {-1, 0, 1}) {
    const auto accepted = domain::accepted_step(rfc_secret, domain::totp_code(rfc_secret, step + off), now, {});
    BOOST_TEST((accepted == step + off));
  }
  for (const std::int64_t off : {-2, 2, 1000}) {
    const auto code = domain::totp_code(rfc_secret, step + off);
    BOOST_TEST(!domain::accepted_step(rfc_secret, code, now, {}).has_value());
  }
  BOOST_TEST(domain::totp_step(second(29)) == 0);
  BOOST_TEST(domain::totp_step(second(30)) == 1);
}

BOOST_AUTO_TEST_CASE(a_step_is_spent_once_and_all_before_it) {
  const auto now = second(1'795'000'015);
  const auto step = domain::totp_step(now);
  const auto accepted = [&](std::int64_t of, std::int64_t last) {
    return domain::accepted_step(rfc_secret, domain::totp_code(rfc_secret, of), now, last).has_value();
  };
  BOOST_TEST(accepted(step, step - 1));
  BOOST_TEST(!accepted(step, step));
  BOOST_TEST(!accepted(step - 1, step));
  BOOST_TEST(accepted(step + 1, step));
}

BOOST_AUTO_TEST_CASE(what_is_no_code_is_refused) {
  const auto now = second(59);
  for (const auto* code : {"", "28708", "2870820", "94287082", "28708a", "287083"})
    BOOST_TEST(!domain::accepted_step(rfc_secret, code, now, {}).has_value());
  BOOST_TEST(domain::accepted_step(rfc_secret, "287082", now, {}).has_value());
}

BOOST_AUTO_TEST_CASE(base32_knows_the_examples_of_rfc_4648) {
  struct Pair {
    const char *bytes, *text, *padded;
  };
  for (const auto& pair : {Pair{"", "", ""}, Pair{"f", "MY", "MY======"}, Pair{"fo", "MZXQ", "MZXQ===="},
                           Pair{"foo", "MZXW6", "MZXW6==="}, Pair{"foob", "MZXW6YQ", "MZXW6YQ="},
                           Pair{"fooba", "MZXW6YTB", "MZXW6YTB"}, Pair{"foobar", "MZXW6YTBOI", "MZXW6YTBOI======"}}) {
    BOOST_TEST(domain::to_base32(pair.bytes) == pair.text);
    BOOST_TEST(domain::from_base32(pair.text).value() == pair.bytes);
    BOOST_TEST(domain::from_base32(pair.padded).value() == pair.bytes);
  }
  BOOST_TEST(domain::from_base32("mzxw6ytb").value() == "fooba");
  for (const auto* bad :
       {"M", "MZX", "MZXW6Y", "MZ", "MY=", "MY==", "MY=====", "=", "========", "M1======", "MY MY", "MZXW6YTB="})
    BOOST_TEST(!domain::from_base32(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(names_in_the_uri_cannot_add_to_it) {
  BOOST_TEST(domain::otpauth_uri("Siaga", "sari@contoh.id", "foobar") ==
             "otpauth://totp/Siaga:sari%40contoh.id?secret=MZXW6YTBOI&issuer=Siaga&algorithm=SHA1&digits=6&period=30");
  const auto hostile = domain::otpauth_uri("A:B&c=d", "x?secret=AAAA#é y%", "f");
  BOOST_TEST(hostile ==
             "otpauth://totp/A%3AB%26c%3Dd:x%3Fsecret%3DAAAA%23%C3%A9%20y%25?secret=MY"
             "&issuer=A%3AB%26c%3Dd&algorithm=SHA1&digits=6&period=30");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(second_factor)

BOOST_AUTO_TEST_CASE(recovery_codes_are_typed_in_many_ways) {
  const auto code = domain::recovery_code({0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54});
  BOOST_TEST(code == "ABCDE-FGHIJ");
  for (const auto* typed : {"ABCDE-FGHIJ", "abcdefghij", " abcde fghij ", "ABC-DEF-GHIJ"})
    BOOST_TEST(domain::plain_code(typed) == "ABCDEFGHIJ");
  BOOST_TEST(domain::is_app_code(domain::plain_code("123 456")));
  for (const auto* other : {"", "12345", "1234567", "12345A", "ABCDEFGHIJ"}) BOOST_TEST(!domain::is_app_code(other));
}

BOOST_AUTO_TEST_CASE(every_state_has_a_name) {
  using domain::SecondFactor;
  for (const auto state : {SecondFactor::none, SecondFactor::needed, SecondFactor::active})
    BOOST_TEST((domain::second_factor(domain::name_of(state)) == state));
  BOOST_TEST(!domain::second_factor("off").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
