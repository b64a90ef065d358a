// A hub that sends its mail to a real SMTP server, whose table of mails the test can look at.
// Thread: the test's.
#pragma once

#include "hub/hub.h"
#include "hub/mail_outbox.h"
#include "hub_fixture.h"
#include "store/database.h"
#include "support/mail_server.h"

#include <chrono>
#include <thread>

namespace siaga::test {

struct MailDesk : HubFixture {
  explicit MailDesk(std::vector<std::string> server_options = {}) : server(std::move(server_options)) { restart(); }

  /// With an SMTP server of this address.
  void restart(const std::string& url) {
    stop();
    start([&url](hub::HubOptions& options) {
      options.smtp = connect::SmtpServer{url};
      options.mail_from = "siaga@contoh.id";
    });
  }
  void restart() { restart(server.url()); }

  net::ClientResponse ask_for_code(Visitor& visitor, const std::string& email = "sari@contoh.id",
                                   const std::optional<std::string>& device = {}) {
    return visitor.post("/api/v1/password-resets", protocol::encode(protocol::RequestReset{email, device}));
  }
  net::ClientResponse confirm(Visitor& visitor, const std::string& code, const std::string& password = new_password,
                              const std::string& email = "sari@contoh.id") {
    return visitor.post("/api/v1/password-resets/confirm",
                        protocol::encode(protocol::ConfirmReset{email, code, password}));
  }

  std::string text_of(const std::string& sql) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    auto row = database.query(sql);
    return row.next() ? row.text(0) : "";
  }
  /// Until the query's first value is this: the outbox writes down what became of a mail in its own time.
  void until(const std::string& sql, const std::string& wanted) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (text_of(sql) != wanted) {
      BOOST_REQUIRE_MESSAGE(std::chrono::steady_clock::now() < end, sql + " is " + text_of(sql));
      std::this_thread::yield();
    }
  }
  std::string metric(const std::string& name) {
    Visitor visitor{*this, "visitor"};
    const auto text = visitor.get("/metrics").body;
    const auto at = text.find("\nsiaga_" + name + " ");
    BOOST_REQUIRE(at != std::string::npos);
    const auto value = at + name.size() + 8;
    return text.substr(value, text.find('\n', value) - value);
  }
  /// Time passes, and the outbox looks.
  void pass(std::chrono::seconds time) {
    clock.advance(time);
    hub().core().mail->wake();
  }

  static constexpr const char* new_password = "sebuah kalimat sendiri";
  MailServer server;
};

}  // namespace siaga::test
