// One's own account: the password asked again by a locked screen, and changed; who looked at one's record.
#include "protocol/account.h"

#include "domain/totp.h"
#include "mail_desk.h"
#include "protocol/second_factor.h"

namespace siaga::test {

namespace {

struct AccountDesk : MailDesk {
  Visitor desk{*this, "sari@contoh.id"};

  net::ClientResponse confirm_own(Visitor& visitor, const std::string& password) {
    return visitor.post("/api/v1/sessions/current/confirm", protocol::encode(protocol::ConfirmPassword{password}));
  }
  net::ClientResponse change(Visitor& visitor, const std::string& from, const std::string& to) {
    return visitor.post("/api/v1/password", protocol::encode(protocol::ChangePassword{from, to}));
  }
  protocol::LooksPage looks(Visitor& visitor, const std::string& query = {}) {
    return protocol::decode_looks_page(visitor.get("/api/v1/profile/views" + query).body).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account, AccountDesk)

BOOST_AUTO_TEST_CASE(the_password_of_the_present_session_is_confirmed_and_guessing_is_slowed_down) {
  BOOST_TEST(confirm_own(desk, "siaga-demo").status == 204u);
  const auto wrong = confirm_own(desk, "salah");
  BOOST_TEST(problem_of(wrong) == "forbidden password");
  for (int guess = 0; guess < 4; ++guess) confirm_own(desk, "salah");
  const auto slowed = confirm_own(desk, "siaga-demo");
  BOOST_TEST(slowed.status == 429u);
  BOOST_TEST(std::stoi(std::string{slowed.header("Retry-After").value_or("0")}) >= 1);
  // Nobody is kept from signing in by it, and the screen itself only for a minute.
  BOOST_TEST((Visitor{*this, "visitor"}.sign_in("sari@contoh.id").status == 201u));
  clock.advance(std::chrono::seconds{60});
  BOOST_TEST(confirm_own(desk, "siaga-demo").status == 204u);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  // Whoever guesses at an open desk is seen.
  BOOST_TEST(text_of("select count(*) from journal where kind = 'session.refused'") == "5");
}

BOOST_AUTO_TEST_CASE(strangers_at_the_same_address_do_not_keep_a_screen_locked) {
  Visitor stranger{*this, "visitor"};
  for (int guess = 0; guess < 30; ++guess) stranger.sign_in("orang" + std::to_string(guess) + "@contoh.id", "salah");
  BOOST_TEST(stranger.sign_in("budi@contoh.id").status == 429u);
  BOOST_TEST(confirm_own(desk, "siaga-demo").status == 204u);
}

BOOST_AUTO_TEST_CASE(a_changed_password_ends_every_other_session_and_is_told_by_mail) {
  add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "admin@contoh.id"};
  FeedReader watcher{*this, admin, admin.snapshot().as_of};
  Visitor home{*this, "sari@contoh.id"};
  Visitor colleague{*this, "budi@contoh.id"};
  FeedReader feed{*this, home, home.snapshot().as_of};
  FeedReader mine{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  BOOST_TEST(change(desk, "siaga-demo", new_password).status == 204u);
  BOOST_TEST(home.get("/api/v1/snapshot").status == 401u);
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(mine.next().has_value());
  BOOST_TEST(colleague.get("/api/v1/snapshot").status == 200u);
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(visitor.sign_in("sari@contoh.id").status == 401u);
  BOOST_TEST(visitor.sign_in("sari@contoh.id", new_password).status == 201u);
  const auto letter = server.next_mail();
  BOOST_TEST(letter.find("kata sandi Anda diganti") != std::string::npos);
  BOOST_TEST(letter.find("\r\nTo: <sari@contoh.id>\r\n") != std::string::npos);
  const auto told = watcher.until(protocol::EventKind::password_changed, sari.id);
  BOOST_TEST((told.actor == sari.id && told.body.by == sari.version));
  BOOST_TEST(text_of("select count(*) from journal where body like '%sebuah kalimat%'") == "0");
}

BOOST_AUTO_TEST_CASE(what_is_no_new_password_changes_nothing) {
  Visitor home{*this, "sari@contoh.id"};
  BOOST_TEST(problem_of(change(desk, "salah", new_password)) == "forbidden password");
  BOOST_TEST(problem_of(change(desk, "siaga-demo", "pendek")) == "invalid password_short");
  BOOST_TEST(problem_of(change(desk, "siaga-demo", "sari@contoh.id")) == "invalid password_login");
  BOOST_TEST(problem_of(change(desk, "siaga-demo", "siaga-demo")) == "invalid password_same");
  BOOST_TEST(desk.post("/api/v1/password", R"({"new_password":"sebuah kalimat sendiri"})").status == 400u);
  BOOST_TEST(home.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST((Visitor{*this, "visitor"}.sign_in("sari@contoh.id").status == 201u));
}

BOOST_AUTO_TEST_CASE(a_code_that_was_under_way_is_of_no_use_after_a_change) {
  Visitor visitor{*this, "visitor"};
  ask_for_code(visitor);
  const auto code = code_in(server.next_mail());
  BOOST_TEST(change(desk, "siaga-demo", new_password).status == 204u);
  BOOST_TEST(confirm(visitor, code, "kalimat lain lagi di sini").status == 409u);
}

BOOST_AUTO_TEST_CASE(recovery_codes_are_made_anew_with_password_and_code) {
  const auto path = "/api/v1/second-factor/recovery-codes";
  const auto ask = [&](const std::string& password, const std::string& code) {
    return desk.post(path, protocol::encode(protocol::RemoveSecondFactor{password, code}));
  };
  BOOST_TEST(problem_of(ask("siaga-demo", "000000")) == "conflict second_factor");
  const auto offer = desk.post("/api/v1/second-factor", R"({"password":"siaga-demo"})");
  const auto secret = domain::from_base32(protocol::decode_second_factor_offer(offer.body).value().secret).value();
  const auto shown = [&] { return domain::totp_code(secret, domain::totp_step(clock.now())); };
  const auto enrolled =
      desk.post("/api/v1/second-factor/confirm", protocol::encode(protocol::ConfirmSecondFactor{shown()}));
  const auto old = protocol::decode_recovery_codes(enrolled.body).value().codes;
  BOOST_TEST(problem_of(ask("siaga-demo", shown())) == "forbidden code");  // it was used for enrolling
  clock.advance(domain::totp_period * 2);
  BOOST_TEST(problem_of(ask("salah", shown())) == "forbidden password");
  const auto answer = ask("siaga-demo", shown());
  BOOST_REQUIRE(answer.status == 200u);
  const auto fresh = protocol::decode_recovery_codes(answer.body).value().codes;
  BOOST_TEST(fresh.size() == 10u);
  const auto enter = [&](const std::string& code) {
    return Visitor{*this, "visitor"}.sign_in("sari@contoh.id", "siaga-demo", code).status;
  };
  BOOST_TEST(enter(old[0]) == 401u);
  BOOST_TEST(enter(fresh[0]) == 201u);
  const auto profile = protocol::decode_profile_view(desk.get("/api/v1/profile").body).value();
  BOOST_TEST((profile.second_factor && profile.recovery_codes == 9u));
}

BOOST_AUTO_TEST_CASE(people_see_who_opened_their_record_once_a_session) {
  Visitor phone{*this, "officer@contoh.id"};
  BOOST_TEST(looks(phone).items.empty());
  const auto record = "/api/v1/people/" + base::to_string(officer.id);
  for (int time = 0; time < 2; ++time) BOOST_TEST(desk.get(record).status == 200u);
  until("select count(*) from journal where kind = 'person.viewed'", "1");
  clock.advance(std::chrono::minutes{1});
  Visitor colleague{*this, "budi@contoh.id"};
  BOOST_TEST(colleague.get(record).status == 200u);
  until("select count(*) from journal where kind = 'person.viewed'", "2");

  const auto page = looks(phone);
  BOOST_REQUIRE(page.items.size() == 2u);
  BOOST_TEST(page.items[0].name == budi.name);
  BOOST_TEST(page.items[1].name == sari.name);
  BOOST_TEST(page.items[1].console == "K1");
  BOOST_TEST((page.items[0].at > page.items[1].at));
  BOOST_TEST(!page.next);
  const auto first = looks(phone, "?limit=1");
  BOOST_REQUIRE((first.items.size() == 1u && first.next));
  const auto second = looks(phone, "?limit=1&before=" + std::to_string(*first.next));
  BOOST_REQUIRE(second.items.size() == 1u);
  BOOST_TEST(second.items[0].name == sari.name);
  BOOST_TEST(phone.get("/api/v1/profile/views?before=x").status == 400u);
  // Nobody else's list, and not one's own look.
  BOOST_TEST(looks(desk).items.empty());
  BOOST_TEST(desk.get("/api/v1/people/" + base::to_string(sari.id)).status == 200u);
  BOOST_TEST(desk.get("/api/v1/people/" + base::to_string(make_id())).status == 404u);
  BOOST_TEST(desk.get("/api/v1/people/" + base::to_string(budi.id)).status == 200u);
  until("select count(*) from journal where kind = 'person.viewed'", "3");
  BOOST_TEST(looks(desk).items.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
