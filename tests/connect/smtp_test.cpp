// Against a real SMTP server, and against some that are none.
#include "connect/smtp.h"

#include "connect/mail.h"
#include "support/mail_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdlib>

namespace siaga::connect {

using base::Fault;

namespace {

const std::string from = "siaga@contoh.id";
const std::string to = "sari@contoh.id";
const std::atomic<bool> never{false};

std::string message(const std::string& body = "Kode Anda: 012345\n") {
  return compose({base::make_id({}), from, to, "Sandi “baru”", body, {}}).value();
}

base::Error error_of(const SmtpServer& server, const std::atomic<bool>& stop = never) {
  const auto sent = send(server, from, to, message(), stop);
  BOOST_REQUIRE(!sent);
  return sent.error();
}

/// A port of this machine that takes connections and says nothing; once closed, it refuses them.
class SilentPort {
 public:
  SilentPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* general = reinterpret_cast<sockaddr*>(&address);
    BOOST_REQUIRE(::bind(socket_.get(), general, size) == 0);
    BOOST_REQUIRE(::listen(socket_.get(), 8) == 0);
    ::getsockname(socket_.get(), general, &size);
    url_ = "smtp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  void close() { socket_.close(); }
  const std::string& url() const { return url_; }

 private:
  base::Descriptor socket_;
  std::string url_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(smtp)

BOOST_AUTO_TEST_CASE(a_mail_arrives_as_it_was_written) {
  test::MailServer server;
  const std::string body = "Kode Anda: 012345\n.\n..titik\nJangan “berikan” = siapa pun.\n";
  BOOST_TEST(send({server.url()}, from, to, message(body), never).has_value());
  const auto arrived = server.next_mail();
  BOOST_TEST(arrived.starts_with("X-Envelope: siaga@contoh.id sari@contoh.id\r\nX-Secured: no\r\n"));
  BOOST_TEST(arrived.ends_with(message(body).substr(message(body).find("\r\n\r\n"))));
}

BOOST_AUTO_TEST_CASE(with_login_over_starttls_or_tls_from_the_start) {
  for (const std::string kind : {"starttls", "smtps"}) {
    test::MailServer server{{"--tls", kind, "--login", "siaga:rahasia sekali"}};
    SmtpServer wished{server.url(kind == "smtps" ? "smtps" : "smtp"), "siaga", "rahasia sekali"};
    wished.ca_file = server.certificate();
    BOOST_TEST(send(wished, from, to, message(), never).has_value());
    BOOST_TEST(server.next_mail().find("X-Secured: yes") != std::string::npos);
    wished.password = "salah";
    const auto refused = error_of(wished);
    BOOST_TEST((refused.fault == Fault::unauthenticated));
    BOOST_TEST(refused.detail.find("salah") == std::string::npos);
    BOOST_TEST(may_go_later(refused));
  }
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_vouches_for_gets_nothing) {
  test::MailServer server{{"--tls", "smtps"}};
  BOOST_TEST((error_of({server.url("smtps")}).fault == Fault::untrusted));
  const test::MailServer other{{"--tls", "smtps"}};
  SmtpServer wished{server.url("smtps")};
  wished.ca_file = other.certificate();
  BOOST_TEST((error_of(wished).fault == Fault::untrusted));
}

BOOST_AUTO_TEST_CASE(without_starttls_nothing_goes_out_but_on_this_machine) {
  test::MailServer server;
  const test::MailServer secured{{"--tls", "starttls"}};
  SmtpServer wished{server.url()};
  wished.ca_file = secured.certificate();
  BOOST_TEST((error_of(wished).fault == Fault::untrusted));
  BOOST_TEST(goes_without_tls({"smtp://127.0.0.1:25"}));
  BOOST_TEST(goes_without_tls({"smtp://[::1]:25"}));
  BOOST_TEST(goes_without_tls({"smtp://localhost"}));
  for (const auto* elsewhere : {"smtp://192.168.1.10:25", "smtp://mail.contoh.id:587", "smtps://127.0.0.1:465",
                                "smtp://127.0.0.1.contoh.id:25", "smtp://localhost.contoh.id:25"})
    BOOST_TEST(!goes_without_tls({elsewhere}), elsewhere);
}

BOOST_AUTO_TEST_CASE(a_greylisting_server_is_asked_again_a_final_no_is_not) {
  test::MailServer server{{"--answers", "451,250,550"}};
  const auto later = error_of({server.url()});
  BOOST_TEST((later.fault == Fault::unavailable));
  BOOST_TEST(may_go_later(later));
  BOOST_TEST(server.next_refusal() == "451");
  BOOST_TEST(send({server.url()}, from, to, message(), never).has_value());
  server.next_mail();
  const auto final = error_of({server.url()});
  BOOST_TEST((final.fault == Fault::invalid));
  BOOST_TEST(final.field == "550");
  BOOST_TEST(!may_go_later(final));
}

BOOST_AUTO_TEST_CASE(a_server_that_hangs_or_is_gone_costs_no_longer_than_the_deadline) {
  SilentPort port;
  SmtpServer server{port.url()};
  server.deadline = std::chrono::milliseconds{300};
  const auto hung = error_of(server);
  BOOST_TEST((hung.fault == Fault::timeout));
  BOOST_TEST(may_go_later(hung));
  const std::atomic<bool> stopped{true};
  server.deadline = std::chrono::minutes{5};
  BOOST_TEST((error_of(server, stopped).fault == Fault::unavailable));
  port.close();
  const auto refused = error_of(server);
  BOOST_TEST((refused.fault == Fault::unavailable));
  BOOST_TEST(may_go_later(refused));
}

BOOST_AUTO_TEST_CASE(only_addresses_of_smtp_servers_are_taken) {
  for (const auto* bad : {"", "mail.contoh.id", "http://a:25", "file:///etc/passwd", "smtp://", "smtp://a/b",
                          "smtp://u:p@a", "smtp://a\r\nb", "smtp://:25", "SMTP://a"}) {
    const auto checked = check({bad});
    BOOST_REQUIRE_MESSAGE(!checked, bad);
    BOOST_TEST(checked.error().field == "smtp");
  }
  BOOST_TEST(check({"smtps://mail.contoh.id:465"}).has_value());
  BOOST_TEST(check({"smtp://[::1]:25"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::connect
