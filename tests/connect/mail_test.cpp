#include "connect/mail.h"

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace siaga::connect {

namespace {

constexpr base::Instant at{std::chrono::seconds{1'795'000'000}};  // 2026-11-18T11:06:40Z, a Wednesday

Mail plain() {
  return {base::parse_id("01931f5e-8c7a-7def-8123-456789abcdef").value(),
          "siaga@contoh.id",
          "sari@contoh.id",
          "Kode",
          "Kode Anda: 012345\n",
          at};
}

std::string field_of(const Mail& mail) {
  const auto composed = compose(mail);
  return composed ? "" : composed.error().field;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mail)

BOOST_AUTO_TEST_CASE(a_plain_mail_has_what_every_mail_needs) {
  const auto text = compose(plain()).value();
  BOOST_TEST(
      text.starts_with("Date: Wed, 18 Nov 2026 11:06:40 +0000\r\nFrom: Siaga <siaga@contoh.id>\r\n"
                       "To: <sari@contoh.id>\r\n"
                       "Message-ID: <01931f5e-8c7a-7def-8123-456789abcdef@contoh.id>\r\nSubject: Kode\r\n"));
  BOOST_TEST(text.find("Content-Type: text/plain; charset=UTF-8\r\n") != std::string::npos);
  BOOST_TEST(text.ends_with("\r\n\r\nKode Anda: 012345\r\n"));
}

BOOST_AUTO_TEST_CASE(nothing_from_outside_adds_a_header_or_a_recipient) {
  for (const std::string bad : {"a@b\r\nBcc: c@d", "a@b\nX: y", "a@b\r", "a@b,c@d", "<a@b>", "a b@c", "a@b@c", "@b",
                                "a@", "a", "", "a@b\x01", "s\xc3\xa1ri@contoh.id"}) {
    auto mail = plain();
    mail.to = bad;
    BOOST_TEST(field_of(mail) == "to", bad);
    mail = plain();
    mail.from = bad;
    BOOST_TEST(field_of(mail) == "from", bad);
  }
  for (const auto& bad : {std::string{"Kode\r\nBcc: c@d"}, std::string{"Kode\n"}, std::string{"Kode\r"},
                          std::string{"Kode\0x", 6}, std::string{"\x7f"}}) {
    auto mail = plain();
    mail.subject = bad;
    BOOST_TEST(field_of(mail) == "subject");
  }
}

BOOST_AUTO_TEST_CASE(lines_stay_short_and_ascii_whatever_the_text_is) {
  auto mail = plain();
  mail.subject.clear();
  for (int i = 0; i < 40; ++i) mail.subject += "sandi “baru” ";
  mail.body = std::string(500, 'x') + " \n.\n..titik\n" + mail.subject + "\r\n=\n";
  std::istringstream lines{compose(mail).value()};
  for (std::string line; std::getline(lines, line);) {
    BOOST_TEST(line.size() <= 79u);  // 78 and the CR
    BOOST_TEST(line.ends_with('\r'));
    for (const char c : line) BOOST_REQUIRE((static_cast<unsigned char>(c) < 0x80));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::connect
