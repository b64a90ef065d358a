// The forgotten password (R30), from the request through a real mail to the new password.
#include "hub/password_reset.h"

#include "mail_desk.h"

#include <set>

namespace siaga::test {

using namespace std::chrono_literals;

namespace {

struct ResetDesk : MailDesk {
  const std::string console = std::string(64, 'c');

  /// Sari has signed in there.
  void know_console() {
    const protocol::SignIn body{"sari@contoh.id", "siaga-demo", "K1", {}, console};
    BOOST_REQUIRE(Visitor(*this, "visitor").post("/api/v1/sessions", protocol::encode(body)).status == 201u);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(password_reset, ResetDesk)

BOOST_AUTO_TEST_CASE(the_code_sets_a_new_password_and_ends_every_session) {
  Visitor desk{*this, "sari@contoh.id"};
  Visitor home{*this, "sari@contoh.id"};
  Visitor colleague{*this, "budi@contoh.id"};
  add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "admin@contoh.id"};
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  FeedReader watcher{*this, admin, admin.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(ask_for_code(visitor, "SARI@contoh.id").status == 202u);
  const auto letter = server.next_mail();
  BOOST_TEST(letter.find("\r\nTo: <sari@contoh.id>\r\n") != std::string::npos);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(confirm(visitor, code_in(letter)).status == 204u);
  for (auto* ended : {&desk, &home}) BOOST_TEST(ended->get("/api/v1/snapshot").status == 401u);
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  BOOST_TEST(colleague.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(visitor.sign_in("sari@contoh.id").status == 401u);
  BOOST_TEST(visitor.sign_in("sari@contoh.id", new_password).status == 201u);
  BOOST_TEST(server.next_mail().find("kata sandi Anda diganti") != std::string::npos);

  const auto asked = watcher.until(protocol::EventKind::password_reset_requested, sari.id);
  BOOST_TEST(asked.actor.is_nil());
  const auto set = watcher.until(protocol::EventKind::password_reset, sari.id);
  BOOST_TEST((set.actor == sari.id && set.body.by == sari.version));
  BOOST_TEST(text_of("select body from journal where kind = 'password.reset_requested'") == "{}");
  BOOST_TEST(text_of("select count(*) from journal where kind = 'session.closed'") == "2");
}

BOOST_AUTO_TEST_CASE(the_sessions_stay_ended_after_a_restart) {
  const Visitor desk{*this, "sari@contoh.id"};
  const net::Headers bearer{{"Authorization", "Bearer " + desk.token()}};
  restart();
  {
    Visitor visitor{*this, "visitor"};
    ask_for_code(visitor);
    BOOST_TEST(confirm(visitor, code_in(server.next_mail())).status == 204u);
  }
  const auto current = [&] {
    return Visitor{*this, "visitor"}.send(net::Verb::get, "/api/v1/sessions/current", {}, bearer).status;
  };
  BOOST_TEST(current() == 401u);
  restart();
  BOOST_TEST(current() == 401u);
}

BOOST_AUTO_TEST_CASE(wrong_used_old_and_nobodys_codes_look_the_same) {
  Visitor visitor{*this, "visitor"};
  const auto none = confirm(visitor, "000000");
  BOOST_TEST(none.status == 409u);
  BOOST_TEST(problem_of(none) == "conflict code");
  const auto same = [&](const net::ClientResponse& answer) {
    clock.advance(61s);
    return answer.status == none.status && answer.body == none.body;
  };
  BOOST_TEST(same(confirm(visitor, "000000", new_password, "siapa@contoh.id")));
  ask_for_code(visitor);
  const auto replaced = code_in(server.next_mail());
  clock.advance(61s);
  ask_for_code(visitor);
  const auto code = code_in(server.next_mail());
  if (replaced != code) BOOST_TEST(same(confirm(visitor, replaced)));
  BOOST_TEST(same(confirm(visitor, "")));
  BOOST_TEST(same(confirm(visitor, code, new_password, "budi@contoh.id")));
  BOOST_TEST(confirm(visitor, code).status == 204u);
  BOOST_TEST(same(confirm(visitor, code)));
  server.next_mail();
  ask_for_code(visitor);
  const auto late = code_in(server.next_mail());
  clock.advance(15min);
  BOOST_TEST(same(confirm(visitor, late)));
  BOOST_TEST(visitor.sign_in("sari@contoh.id", new_password).status == 201u);
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_use_a_code_up) {
  Visitor visitor{*this, "visitor"};
  add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "admin@contoh.id"};
  FeedReader watcher{*this, admin, admin.snapshot().as_of};
  watcher.next();
  for (const int wrong : {4, 5}) {
    ask_for_code(visitor);
    const auto code = code_in(server.next_mail());
    for (int i = 0; i < wrong; ++i) {
      clock.advance(61s);
      BOOST_TEST(confirm(visitor, code == "111111" ? "222222" : "111111").status == 409u);
    }
    clock.advance(61s);
    BOOST_TEST(confirm(visitor, code).status == (wrong < 5 ? 204u : 409u));
    if (wrong < 5) server.next_mail();
    clock.advance(61s);
  }
  BOOST_TEST(text_of("select count(*) from journal where kind = 'session.refused'") == "9");
  BOOST_TEST(watcher.until(protocol::EventKind::session_refused, sari.id).actor.is_nil());
}

BOOST_AUTO_TEST_CASE(guessing_and_asking_are_slowed_down_but_signing_in_is_not) {
  Visitor visitor{*this, "visitor"};
  for (int i = 0; i < 5; ++i) BOOST_TEST(confirm(visitor, "000000").status == 409u);
  const auto slowed = confirm(visitor, "000000");
  BOOST_TEST(slowed.status == 429u);
  BOOST_TEST(slowed.header("Retry-After").has_value());
  BOOST_TEST(ask_for_code(visitor).status == 429u);
  BOOST_TEST(visitor.sign_in("sari@contoh.id").status == 201u);
  BOOST_TEST(ask_for_code(visitor, "budi@contoh.id").status == 202u);
}

BOOST_AUTO_TEST_CASE(an_unknown_address_gets_the_same_answer_and_no_mail) {
  Visitor visitor{*this, "visitor"};
  const auto unknown = ask_for_code(visitor, "siapa@contoh.id");
  const auto number = ask_for_code(visitor, sari.nrp);
  const auto known = ask_for_code(visitor);
  for (const auto* other : {&unknown, &number}) {
    BOOST_TEST(other->status == 202u);
    BOOST_TEST(other->body == known.body);
  }
  code_in(server.next_mail());
  BOOST_TEST(text_of("select count(*) from mail") == "1");
  BOOST_TEST(text_of("select count(*) from reset_code") == "3");  // each was a commit that writes
}

BOOST_AUTO_TEST_CASE(a_password_against_the_rules_leaves_the_code_good) {
  Visitor visitor{*this, "visitor"};
  ask_for_code(visitor);
  const auto code = code_in(server.next_mail());
  BOOST_TEST(problem_of(confirm(visitor, code, "pendek")) == "invalid password_short");
  BOOST_TEST(problem_of(confirm(visitor, code, "1234567890")) == "invalid password_common");
  BOOST_TEST(problem_of(confirm(visitor, code, "Sari@contoh.id")) == "invalid password_login");
  BOOST_TEST(problem_of(confirm(visitor, code, "Siaga-2026!")) == "invalid password_own_word");
  BOOST_TEST(visitor.sign_in("sari@contoh.id").status == 201u);
  BOOST_TEST(confirm(visitor, code).status == 204u);
}

BOOST_AUTO_TEST_CASE(an_address_gets_three_codes_a_day_and_a_known_console_ten_of_its_own) {
  Visitor visitor{*this, "visitor"};
  const auto ask_three = [&] {
    for (int i = 0; i < 3; ++i) {
      BOOST_TEST(ask_for_code(visitor).status == 202u);
      code_in(server.next_mail());
      clock.advance(31min);
    }
    BOOST_TEST(ask_for_code(visitor).status == 202u);  // says nothing
    clock.advance(31min);
    BOOST_TEST(text_of("select count(*) from mail where kind = 'password_reset'") == "3");
  };
  know_console();
  ask_three();
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST(ask_for_code(visitor, "sari@contoh.id", console).status == 202u);
    code_in(server.next_mail());
    clock.advance(31min);
  }
  BOOST_TEST(ask_for_code(visitor, "sari@contoh.id", console).status == 202u);
  BOOST_TEST(text_of("select count(*) from mail where kind = 'password_reset'") == "13");
  clock.advance(24h);
  ask_for_code(visitor);
  code_in(server.next_mail());
}

BOOST_AUTO_TEST_CASE(strangers_neither_replace_the_code_of_a_known_console_nor_use_it_up) {
  know_console();
  Visitor visitor{*this, "visitor"};
  ask_for_code(visitor, "sari@contoh.id", console);
  const auto code = code_in(server.next_mail());
  ask_for_code(visitor);
  const auto strangers = code_in(server.next_mail());
  for (int i = 0; i < 5; ++i) {
    clock.advance(61s);
    BOOST_TEST(confirm(visitor, strangers == "111111" ? "222222" : "111111").status == 409u);
  }
  clock.advance(61s);
  BOOST_TEST(confirm(visitor, strangers).status == 409u);
  clock.advance(61s);
  if (code != strangers) BOOST_TEST(confirm(visitor, code).status == 409u);  // it is for the console that asked
  for (int i = 0; i < 5; ++i) confirm(visitor, "333333");                    // until strangers must wait
  const auto wish = protocol::ConfirmReset{"sari@contoh.id", code, new_password, console};
  BOOST_TEST(visitor.post("/api/v1/password-resets/confirm", protocol::encode(wish)).status == 204u);
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_the_other_code_too) {
  know_console();
  Visitor visitor{*this, "visitor"};
  ask_for_code(visitor);
  const auto strangers = code_in(server.next_mail());
  ask_for_code(visitor, "sari@contoh.id", console);
  const auto code = code_in(server.next_mail());
  const auto wish = protocol::ConfirmReset{"sari@contoh.id", code, new_password, console};
  BOOST_TEST(visitor.post("/api/v1/password-resets/confirm", protocol::encode(wish)).status == 204u);
  clock.advance(61s);
  BOOST_TEST(confirm(visitor, strangers).status == 409u);
}

BOOST_AUTO_TEST_CASE(a_hub_without_mail_says_so) {
  Visitor with{*this, "visitor"};
  BOOST_TEST(protocol::decode_sign_in_options(with.get("/api/v1/sign-in-options").body).value().mail);
  stop();
  start();
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(!protocol::decode_sign_in_options(visitor.get("/api/v1/sign-in-options").body).value().mail);
  BOOST_TEST(problem_of(ask_for_code(visitor)) == "unavailable mail");
}

BOOST_AUTO_TEST_CASE(codes_have_six_digits_and_differ) {
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) {
    const auto code = hub::password_reset::make_code();
    BOOST_REQUIRE(code.size() == 6u);
    BOOST_REQUIRE(code.find_first_not_of("0123456789") == std::string::npos);
    codes.insert(code);
  }
  BOOST_TEST(codes.size() > 980u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
