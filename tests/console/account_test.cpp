// One's own account from a console, at the real hub: the password that opens a locked screen and its change, the second
// factor by choice, the photo, who looked.
#include "console/account_client.h"

#include "control_room.h"
#include "domain/totp.h"

using namespace siaga;
using namespace siaga::test;
using console::LinkStatus;

namespace {

const std::string own_photo = "\xFF\xD8\xFF\xE0 a picture";

struct OwnDesk : ControlRoom {
  console::AccountClient& account = link->account();

  OwnDesk() { sign_in(*link, model); }

  template <class T, class Ask>
  base::Result<T> answer_to(Ask ask) {
    std::optional<base::Result<T>> answer;
    ask([&](base::Result<T> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return std::move(*answer);
  }
  base::Result<void> confirm(const std::string& password) {
    return answer_to<void>([&](auto done) { account.confirm_password(password, done); });
  }
  protocol::ProfileView profile() {
    return answer_to<protocol::ProfileView>([&](auto done) { account.fetch_profile(done); }).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(own_account, OwnDesk)

BOOST_AUTO_TEST_CASE(the_password_is_confirmed_by_the_hub_alone) {
  BOOST_TEST(confirm(DemoHub::password).has_value());
  const auto wrong = confirm("salah");
  BOOST_REQUIRE(!wrong);
  BOOST_TEST((wrong.error().fault == base::Fault::forbidden && wrong.error().field == "password"));
  wire.cut();
  const auto alone = confirm(DemoHub::password);
  BOOST_REQUIRE(!alone);
  BOOST_TEST((alone.error().fault == base::Fault::unavailable || alone.error().fault == base::Fault::timeout));
}

BOOST_AUTO_TEST_CASE(an_answer_for_who_has_left_is_no_good_news) {
  std::optional<base::Result<void>> answer;
  account.confirm_password(DemoHub::password, [&](base::Result<void> outcome) { answer = outcome; });
  link->sign_out();
  BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
  BOOST_REQUIRE(!*answer);
  BOOST_TEST((answer->error().fault == base::Fault::unauthenticated));
  BOOST_TEST((confirm(DemoHub::password).error().fault == base::Fault::unauthenticated));
}

BOOST_AUTO_TEST_CASE(a_changed_password_signs_other_consoles_out_and_not_this_one) {
  console::Model elsewhere{clock};
  const auto other = make_link(elsewhere);
  sign_in(*other, elsewhere);
  const auto change = [&](const std::string& from, const std::string& to) {
    return answer_to<void>([&](auto done) { account.change_password(from, to, done); });
  };
  BOOST_TEST(change("salah", "sebuah kalimat sendiri").error().field == "password");
  BOOST_TEST(change(DemoHub::password, "pendek").error().field == "password_short");
  BOOST_TEST(change(DemoHub::password, "sebuah kalimat sendiri").has_value());
  BOOST_TEST(ui.until([&] { return !elsewhere.session(); }));
  BOOST_TEST(confirm("sebuah kalimat sendiri").has_value());
  BOOST_TEST(model.session().has_value());
}

BOOST_AUTO_TEST_CASE(a_second_factor_by_choice_comes_and_goes) {
  BOOST_TEST(!profile().second_factor);
  const auto offer =
      answer_to<protocol::SecondFactorOffer>([&](auto done) { account.begin_second_factor(DemoHub::password, done); });
  const auto secret = domain::from_base32(offer.value().secret).value();
  const auto step = domain::totp_step(clock.now());
  using Codes = protocol::RecoveryCodes;
  const auto first =
      answer_to<Codes>([&](auto done) { account.confirm_second_factor(domain::totp_code(secret, step), done); });
  BOOST_TEST(first.value().codes.size() == 10u);
  const auto renew = [&](const std::string& code) {
    return answer_to<Codes>([&](auto done) { account.renew_recovery_codes(DemoHub::password, code, done); });
  };
  const auto fresh = renew(first.value().codes[0]);
  BOOST_TEST(fresh.value().codes.size() == 10u);
  BOOST_TEST(renew(first.value().codes[1]).error().field == "code");  // of the old ones
  BOOST_TEST((profile().second_factor && profile().recovery_codes == 10u));
  const auto remove = [&](const std::string& code) {
    return answer_to<void>([&](auto done) { account.remove_second_factor(DemoHub::password, code, done); });
  };
  BOOST_TEST(!remove("000000x").has_value());
  BOOST_TEST(remove(fresh.value().codes[0]).has_value());
  BOOST_TEST(!profile().second_factor);
}

BOOST_AUTO_TEST_CASE(a_photo_goes_to_the_hub_and_comes_back) {
  const auto save = [&](const std::string& bytes) {
    return answer_to<void>([&](auto done) { account.save_photo(bytes, done); });
  };
  const auto own = [&] { return answer_to<std::string>([&](auto done) { account.fetch_own_photo(done); }); };
  BOOST_TEST((own().error().fault == base::Fault::not_found));
  BOOST_TEST(save("GIF89a").error().field == "photo");
  BOOST_REQUIRE(save(own_photo).has_value());
  BOOST_TEST(own().value() == own_photo);
  const auto me = model.session()->person.id;
  BOOST_TEST(answer_to<std::string>([&](auto done) { account.fetch_photo(me, done); }).value() == own_photo);
  BOOST_TEST(profile().photo_at.has_value());
  BOOST_TEST(answer_to<void>([&](auto done) { account.remove_photo(done); }).has_value());
  BOOST_TEST((own().error().fault == base::Fault::not_found));
  const auto looks =
      answer_to<protocol::LooksPage>([&](auto done) { account.fetch_looks(std::nullopt, done); }).value();
  BOOST_TEST(looks.items.empty());  // one's own look is none
}

BOOST_AUTO_TEST_SUITE_END()
