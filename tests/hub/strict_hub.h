// A hub whose organisation asks a second factor by the standard policy, and people who enrol at it.
// Thread: the test's.
#pragma once

#include "domain/totp.h"
#include "hub/hub.h"
#include "hub/second_factor.h"
#include "hub_fixture.h"
#include "protocol/directory.h"
#include "protocol/second_factor.h"

#include <string>
#include <vector>

namespace siaga::test {

/// Codes for paper.
using Codes = std::vector<std::string>;

struct StrictHub : HubFixture {
  static constexpr const char* password = "siaga-demo";
  static constexpr const char* factor_path = "/api/v1/second-factor";

  StrictHub() { ask("on"); }

  void ask(const std::string& policy) {
    offline([&](store::Database& database) {
      hub::set_second_factor_policy(database, domain::factor_policy(policy).value());
    });
  }

  void offline(const std::function<void(store::Database&)>& work) {
    stop();
    {
      auto opened = hub::open_offline(data()).value();
      work(opened.database);
    }
    start();
  }

  /// With somebody's token over a new connection: after a restart theirs leads nowhere.
  net::ClientResponse read_as(const Visitor& visitor, const std::string& path) {
    net::Headers bearer{{"Authorization", "Bearer " + visitor.token()}};
    return Visitor{*this, "visitor"}.send(net::Verb::get, path, {}, std::move(bearer));
  }

  std::string begin(Visitor& visitor) {
    const auto answer = visitor.post(factor_path, protocol::encode(protocol::BeginSecondFactor{password}));
    BOOST_REQUIRE(answer.status == 200u);
    const auto offer = protocol::decode_second_factor_offer(answer.body).value();
    BOOST_TEST(offer.uri.find("secret=" + offer.secret + "&") != std::string::npos);
    return domain::from_base32(offer.secret).value();
  }

  net::ClientResponse confirm(Visitor& visitor, const std::string& code) {
    return visitor.post("/api/v1/second-factor/confirm", protocol::encode(protocol::ConfirmSecondFactor{code}));
  }

  net::ClientResponse remove(Visitor& visitor, const std::string& code, const std::string& by = password) {
    return visitor.post("/api/v1/second-factor/remove", protocol::encode(protocol::RemoveSecondFactor{by, code}));
  }

  /// What an app shows whose clock is `steps` periods ahead.
  std::string shown(const std::string& secret, std::int64_t steps = 0) const {
    return domain::totp_code(secret, domain::totp_step(clock.now()) + steps);
  }

  /// Leaves the clock where a fresh code is shown.
  std::string enrol(Visitor& visitor, Codes* paper = nullptr) {
    auto secret = begin(visitor);
    const auto answer = confirm(visitor, shown(secret));
    BOOST_REQUIRE(answer.status == 200u);
    if (paper != nullptr) *paper = protocol::decode_recovery_codes(answer.body).value().codes;
    clock.advance(domain::totp_period * 2);
    return secret;
  }

  /// By an administrator who has a factor.
  void give(const domain::Person& person, domain::Role role, base::Instant from) {
    const auto login = base::to_string(make_id()) + "@contoh.id";
    add(login, semarang, domain::Role::system_administrator, {});
    Visitor admin{*this, login};
    enrol(admin);
    const domain::Grant grant{make_id(), person.id, role, {}, from, {}, {}};
    const auto path = "/api/v1/grants/" + base::to_string(grant.id);
    BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(grant)).status == 201u);
  }

  protocol::SessionView view_of(Visitor& visitor) {
    return protocol::decode_session_view(visitor.get("/api/v1/sessions/current").body).value();
  }

  std::string state_of(const net::ClientResponse& answer) const {
    return std::string{domain::name_of(protocol::decode_session_view(answer.body).value().second_factor)};
  }
};

}  // namespace siaga::test
