// The console's link through the second factor at the real hub: enrol, enter, leave, come back with a code, paper, or
// the saved token.
#include "domain/totp.h"

#include "control_room.h"

using namespace siaga;
using namespace siaga::test;
using console::LinkStatus;

namespace {

struct StrictRoom : ControlRoom {
  StrictRoom() {
    restart_hub([this] { hub.ask_second_factor(); });
  }

  console::Link::Hub address() const { return {"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()}; }

  template <class T>
  base::Result<T> wait_for(const std::function<void(std::function<void(base::Result<T>)>)>& ask) {
    std::optional<base::Result<T>> answer;
    ask([&](base::Result<T> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }

  /// "" when it worked.
  std::string enter(const std::string& code = {}, const std::string& login = DemoHub::supervisor) {
    const auto done = wait_for<void>([&](auto then) {
      if (code.empty())
        link->sign_in(address(), login, DemoHub::password, then);
      else
        link->sign_in_with_code(address(), login, DemoHub::password, code, then);
    });
    return done ? "" : std::string{base::name_of(done.error().fault)} + " " + done.error().field;
  }

  base::Result<protocol::SecondFactorOffer> begin(const std::string& password = DemoHub::password) {
    return wait_for<protocol::SecondFactorOffer>([&](auto then) { link->begin_second_factor(password, then); });
  }

  base::Result<protocol::RecoveryCodes> confirm(const std::string& code) {
    return wait_for<protocol::RecoveryCodes>([&](auto then) { link->confirm_second_factor(code, then); });
  }

  void reach_the_desk() {
    BOOST_REQUIRE(ui.until([&] { return model.link().state == LinkStatus::State::connected; }));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(link_second_factor, StrictRoom)

BOOST_AUTO_TEST_CASE(enrolling_leads_to_the_desk_and_is_asked_for_afterwards) {
  BOOST_TEST(enter() == "forbidden second_factor");
  BOOST_TEST((!model.session() && link->enrols_for_desk()));
  link->enter_desk();  // not yet
  BOOST_TEST(!model.session());
  BOOST_TEST(begin("salah").error().field == "password");
  const auto offer = begin().value();
  const auto secret = domain::from_base32(offer.secret).value();
  BOOST_TEST(confirm("000").error().field == "code");
  const auto step = domain::totp_step(clock.now());
  const auto codes = confirm(domain::totp_code(secret, step)).value().codes;
  BOOST_TEST(codes.size() == 10u);
  BOOST_TEST(!model.session());  // until the person has kept them
  link->enter_desk();
  BOOST_REQUIRE(model.session());
  BOOST_TEST((model.session()->second_factor == domain::SecondFactor::active));
  reach_the_desk();
  Phone{hub}.raise();
  BOOST_TEST(ui.until([&] { return arrived.size() == 1; }));
  const auto token = model.session()->token;

  const auto resumed = wait_for<void>([&](auto then) { link->resume(address(), token, then); });
  BOOST_TEST(resumed.has_value());  // a saved sign-in needs no code
  reach_the_desk();

  link->sign_out();
  BOOST_TEST(enter() == "unauthenticated code");
  BOOST_TEST(enter("000000x") == "unauthenticated code");
  // The next period's code counts already, and no clock need pass.
  BOOST_TEST(enter(domain::totp_code(secret, std::max(step + 1, domain::totp_step(clock.now())))) == "");
  reach_the_desk();
  link->sign_out();
  BOOST_TEST(enter(codes[0]) == "");
  reach_the_desk();
}

BOOST_AUTO_TEST_CASE(who_has_a_phone_alone_enrols_at_a_console_and_gets_no_desk) {
  BOOST_TEST(enter({}, DemoHub::officer) == "forbidden second_factor");
  BOOST_TEST(!link->enrols_for_desk());
  const auto offer = begin().value();
  const auto secret = domain::from_base32(offer.secret).value();
  const auto codes = confirm(domain::totp_code(secret, domain::totp_step(clock.now()))).value().codes;
  link->enter_desk();
  BOOST_TEST(!model.session());
  link->sign_out();
  BOOST_TEST(enter({}, DemoHub::officer) == "unauthenticated code");
  BOOST_TEST(enter(codes[0], DemoHub::officer) == "forbidden ");
  BOOST_TEST(!model.session());
}

BOOST_AUTO_TEST_CASE(who_leaves_while_enrolling_begins_anew) {
  BOOST_TEST(enter() == "forbidden second_factor");
  BOOST_TEST(begin().has_value());
  link->sign_out();
  BOOST_TEST((begin().error().fault == base::Fault::unauthenticated));
  BOOST_TEST(enter() == "forbidden second_factor");
}

BOOST_AUTO_TEST_CASE(who_needs_one_since_is_told_so_and_not_that_the_desk_is_gone) {
  restart_hub([this] { hub.ask_second_factor(false); });
  BOOST_TEST(enter() == "");
  reach_the_desk();
  restart_hub([this] { hub.ask_second_factor(); });
  BOOST_REQUIRE(ui.until([&] { return model.session_end().has_value(); }));
  BOOST_TEST((model.session_end()->fault == base::Fault::forbidden));
  BOOST_TEST(model.session_end()->field == "second_factor");
  BOOST_TEST(enter() == "forbidden second_factor");
}

BOOST_AUTO_TEST_SUITE_END()
