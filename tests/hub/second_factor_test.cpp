// The second factor at a hub whose organisation asks for one: enrolling, signing in, replays, paper, removal.
#include "hub/second_factor.h"

#include "base/file.h"
#include "hub/user_command.h"
#include "strict_hub.h"

#include <sys/stat.h>

#include <cctype>

namespace siaga::test {

BOOST_FIXTURE_TEST_SUITE(second_factor, StrictHub)

BOOST_AUTO_TEST_CASE(a_session_that_lacks_it_may_only_enrol) {
  Visitor desk{*this, "visitor"};
  const auto opened = desk.sign_in("sari@contoh.id");
  BOOST_REQUIRE(opened.status == 201u);
  BOOST_TEST(state_of(opened) == "needed");
  for (const auto* path : {"/api/v1/snapshot", "/api/v1/sos", "/api/v1/feed?after=0:0"})
    BOOST_TEST(problem_of(desk.get(path)) == "forbidden second_factor");
  BOOST_TEST(desk.raise(make_id()).status == 201u);  // nothing stands before an alarm
  BOOST_TEST(state_of(desk.get("/api/v1/sessions/current")) == "needed");
  BOOST_TEST(desk.get("/api/v1/sessions").status == 200u);

  stop();
  start();  // what it may do is stored with it
  BOOST_TEST(problem_of(read_as(desk, "/api/v1/snapshot")) == "forbidden second_factor");
  Visitor enrolled{*this, "visitor"};
  BOOST_TEST(enrolled.sign_in("sari@contoh.id").status == 201u);
  Codes paper;
  enrol(enrolled, &paper);
  BOOST_TEST(paper.size() == 10u);
  BOOST_TEST(enrolled.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(state_of(enrolled.get("/api/v1/sessions/current")) == "active");
  BOOST_TEST(read_as(desk, "/api/v1/sessions/current").status == 401u);
  stop();
  start();
  BOOST_TEST(read_as(enrolled, "/api/v1/snapshot").status == 200u);
}

BOOST_AUTO_TEST_CASE(each_session_shows_a_new_factor_itself) {
  Visitor desk{*this, "visitor"}, other{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  auto secret = enrol(desk);
  BOOST_REQUIRE(other.sign_in("sari@contoh.id", password, shown(secret)).status == 201u);
  clock.advance(domain::totp_period * 2);
  BOOST_REQUIRE(remove(desk, shown(secret)).status == 204u);
  BOOST_TEST(problem_of(other.get("/api/v1/snapshot")) == "forbidden second_factor");
  enrol(desk);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(problem_of(other.get("/api/v1/snapshot")) == "forbidden second_factor");
  stop();
  start();
  BOOST_TEST(read_as(desk, "/api/v1/snapshot").status == 200u);
  BOOST_TEST(problem_of(read_as(other, "/api/v1/snapshot")) == "forbidden second_factor");
}

BOOST_AUTO_TEST_CASE(a_session_counts_as_opened_with_both_while_there_are_both) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  FeedReader feed{*this, desk, desk.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  BOOST_TEST(remove(desk, shown(secret)).status == 204u);
  BOOST_REQUIRE(problem_of(desk.get("/api/v1/snapshot")) == "forbidden second_factor");
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  enrol(desk);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
}

BOOST_AUTO_TEST_CASE(others_are_not_asked_and_may_have_one) {
  for (const auto* login : {"lina@contoh.id", "officer@contoh.id"})
    BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in(login)) == "none");
  Visitor desk{*this, "lina@contoh.id"};
  enrol(desk);
  Visitor again{*this, "visitor"};
  BOOST_TEST(problem_of(again.sign_in("lina@contoh.id")) == "unauthenticated code");
  ask("off");
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("sari@contoh.id")) == "none");
  Visitor then{*this, "visitor"};
  BOOST_TEST(problem_of(then.sign_in("lina@contoh.id")) == "unauthenticated code");
}

BOOST_AUTO_TEST_CASE(the_organisation_may_ask_it_of_other_roles) {
  ask("auditor,operator");
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("lina@contoh.id")) == "needed");
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("sari@contoh.id")) == "none");
}

BOOST_AUTO_TEST_CASE(the_organisation_may_ask_it_of_everybody_and_alarms_need_none) {
  ask("all");
  for (const auto* login : {"sari@contoh.id", "lina@contoh.id"})
    BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in(login)) == "needed");
  Visitor phone{*this, "officer@contoh.id"};
  BOOST_TEST(state_of(phone.get("/api/v1/sessions/current")) == "needed");
  BOOST_TEST(phone.raise(make_id()).status == 201u);
}

BOOST_AUTO_TEST_CASE(signing_in_takes_password_and_code) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  Visitor other{*this, "visitor"};
  const auto sign_in = [&](const std::string& by, const std::optional<std::string>& code) {
    return other.sign_in("sari@contoh.id", by, code);
  };
  BOOST_TEST(problem_of(sign_in("salah", {})) == "unauthenticated");
  BOOST_TEST(problem_of(sign_in("salah", shown(secret))) == "unauthenticated");
  const auto asked = sign_in(password, {});
  BOOST_TEST(asked.status == 401u);
  BOOST_TEST(problem_of(asked) == "unauthenticated code");
  const auto wrong = sign_in(password, shown(secret, 5));
  BOOST_TEST(problem_of(wrong) == "unauthenticated code");
  BOOST_TEST(wrong.body != asked.body);
  const auto code = shown(secret);
  const auto opened = sign_in(password, code.substr(0, 3) + " " + code.substr(3));
  BOOST_TEST(opened.status == 201u);
  BOOST_TEST(state_of(opened) == "active");
  BOOST_TEST(other.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("lina@contoh.id", password, "000000")) == "none");
}

BOOST_AUTO_TEST_CASE(a_code_counts_once_also_after_a_restart) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = begin(desk);
  const auto first = shown(secret);
  BOOST_REQUIRE(confirm(desk, first).status == 200u);
  Visitor other{*this, "visitor"};
  BOOST_TEST(problem_of(other.sign_in("sari@contoh.id", password, first)) == "unauthenticated code");
  clock.advance(domain::totp_period);
  const auto second = shown(secret);
  BOOST_TEST(other.sign_in("sari@contoh.id", password, second).status == 201u);
  stop();
  start();
  Visitor after{*this, "visitor"};
  BOOST_TEST(problem_of(after.sign_in("sari@contoh.id", password, second)) == "unauthenticated code");
  BOOST_TEST(problem_of(after.sign_in("sari@contoh.id", password, first)) == "unauthenticated code");
}

BOOST_AUTO_TEST_CASE(a_phone_may_be_one_period_off_and_no_more) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  Visitor other{*this, "visitor"};
  for (const std::int64_t off : {-2, -1, 0, 1, 2}) {
    clock.advance(domain::totp_period * 3);
    const bool accepted = other.sign_in("sari@contoh.id", password, shown(secret, off)).status == 201;
    BOOST_TEST(accepted == (off >= -1 && off <= 1));
  }
}

BOOST_AUTO_TEST_CASE(a_recovery_code_counts_once_and_is_journaled) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  Codes paper;
  enrol(desk, &paper);
  Visitor other{*this, "visitor"};
  BOOST_TEST(problem_of(other.sign_in("sari@contoh.id", password, "AAAAA-AAAAA")) == "unauthenticated code");
  BOOST_TEST(problem_of(other.sign_in("budi@contoh.id", password, paper[0])) == "no problem document");
  BOOST_TEST(other.sign_in("sari@contoh.id", password, paper[3]).status == 201u);
  BOOST_TEST(problem_of(other.sign_in("sari@contoh.id", password, paper[3])) == "unauthenticated code");
  std::string typed = paper[4].substr(0, 5) + " " + paper[4].substr(6);
  for (auto& letter : typed) letter = static_cast<char>(std::tolower(letter));
  BOOST_TEST(other.sign_in("sari@contoh.id", password, typed).status == 201u);

  add("auditor@contoh.id", semarang, domain::Role::auditor, {});
  Visitor auditor{*this, "auditor@contoh.id"};
  FeedReader feed{*this, auditor, {auditor.snapshot().as_of.epoch, 0}};
  const auto used = feed.until(protocol::EventKind::second_factor_recovery_used, sari.id);
  BOOST_TEST((used.actor == sari.id && used.body.by == sari.version));
  feed.until(protocol::EventKind::second_factor_enrolled, sari.id);
}

BOOST_AUTO_TEST_CASE(guessing_codes_is_slowed_down_and_passwords_do_not_clear_the_count) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  Visitor thief{*this, "visitor"};
  BOOST_TEST(thief.sign_in("sari@contoh.id", password, "12345").status == 401u);
  BOOST_TEST(thief.sign_in("sari@contoh.id").status == 401u);
  BOOST_TEST(thief.sign_in("sari@contoh.id", password, "12345").status == 401u);
  BOOST_TEST(thief.sign_in("sari@contoh.id").status == 401u);
  BOOST_TEST(thief.sign_in("sari@contoh.id", password, "12345").status == 401u);
  const auto slowed = thief.sign_in("sari@contoh.id", password, "12345");
  BOOST_TEST(slowed.status == 429u);
  clock.advance(std::chrono::seconds{std::stoi(std::string{slowed.header("Retry-After").value_or("0")})});
  BOOST_TEST(thief.sign_in("sari@contoh.id", password, shown(secret)).status == 201u);
}

BOOST_AUTO_TEST_CASE(asking_for_a_code_does_not_count_against_the_address) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  Visitor other{*this, "visitor"};
  for (int shift = 0; shift < 40; ++shift) {
    BOOST_REQUIRE(problem_of(other.sign_in("sari@contoh.id")) == "unauthenticated code");
    BOOST_REQUIRE(other.sign_in("sari@contoh.id", password, shown(secret)).status == 201u);
    clock.advance(domain::totp_period);
  }
}

BOOST_AUTO_TEST_CASE(enrolling_and_removing_ask_for_the_password_again) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto wrong = desk.post(factor_path, protocol::encode(protocol::BeginSecondFactor{"salah"}));
  BOOST_TEST(problem_of(wrong) == "forbidden password");
  BOOST_TEST(problem_of(confirm(desk, "123456")) == "conflict second_factor");
  const auto dropped = begin(desk);
  const auto secret = begin(desk);
  BOOST_TEST(problem_of(confirm(desk, shown(dropped))) == "forbidden code");
  BOOST_TEST(confirm(desk, shown(secret)).status == 200u);
  BOOST_TEST(problem_of(confirm(desk, shown(secret))) == "conflict second_factor");
  BOOST_TEST(problem_of(desk.post(factor_path, protocol::encode(protocol::BeginSecondFactor{password}))) ==
             "conflict second_factor");
  clock.advance(domain::totp_period);
  BOOST_TEST(problem_of(remove(desk, shown(secret), "salah")) == "forbidden password");
  BOOST_TEST(problem_of(remove(desk, shown(secret, 7))) == "forbidden code");
  BOOST_TEST(remove(desk, shown(secret)).status == 204u);
  BOOST_TEST(problem_of(remove(desk, shown(secret, 1))) == "conflict second_factor");
  BOOST_TEST(state_of(Visitor{*this, "visitor"}.sign_in("sari@contoh.id")) == "needed");
}

BOOST_AUTO_TEST_CASE(a_wrong_password_at_ones_own_factor_is_in_the_journal) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  const auto secret = enrol(desk);
  const auto wrong = protocol::encode(protocol::RemoveSecondFactor{"salah", shown(secret)});
  BOOST_TEST(problem_of(desk.post("/api/v1/second-factor/remove", wrong)) == "forbidden password");
  BOOST_TEST(problem_of(desk.post("/api/v1/second-factor/recovery-codes", wrong)) == "forbidden password");
  BOOST_TEST(problem_of(remove(desk, shown(secret, 7))) == "forbidden code");
  offline([this](store::Database& database) {
    auto row = database.query("select count(*) from journal where kind = 'session.refused' and subject = ?", sari.id);
    BOOST_REQUIRE(row.next());
    BOOST_TEST(row.integer(0) == 3);
  });
}

BOOST_AUTO_TEST_CASE(an_administrator_at_the_machine_removes_it) {
  Codes paper;
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  enrol(desk, &paper);
  offline([this](store::Database& database) {
    BOOST_TEST(hub::remove_second_factor_of(database, clock, "sari@contoh.id").has_value());
    BOOST_TEST(
        (hub::remove_second_factor_of(database, clock, "sari@contoh.id").error().fault == base::Fault::not_found));
    BOOST_TEST(
        (hub::remove_second_factor_of(database, clock, "siapa@contoh.id").error().fault == base::Fault::not_found));
    auto row = database.query("select actor, subject, body from journal where kind = 'second_factor.removed'");
    BOOST_REQUIRE(row.next());
    BOOST_TEST((row.id(0).is_nil() && row.id(1) == sari.id));
    BOOST_TEST(row.text(2) == "{}");
    BOOST_TEST(!database.query("select 1 from recovery_code").next());
  });
  BOOST_TEST(problem_of(read_as(desk, "/api/v1/sessions/current")) == "unauthenticated session_ended");
  Visitor other{*this, "visitor"};
  BOOST_TEST(state_of(other.sign_in("sari@contoh.id", password, paper[0])) == "needed");
}

BOOST_AUTO_TEST_CASE(the_database_alone_opens_nothing) {
  Visitor desk{*this, "visitor"};
  BOOST_REQUIRE(desk.sign_in("sari@contoh.id").status == 201u);
  Codes paper;
  const auto secret = enrol(desk, &paper);
  stop();
  std::string stored;
  for (const auto& entry : std::filesystem::directory_iterator{data()})
    if (entry.path().filename().string().starts_with("hub.db")) stored += base::read_file(entry.path()).value();
  BOOST_TEST(stored.size() > 4096u);
  const auto holds = [&stored](const std::string& bytes) { return stored.find(bytes) != std::string::npos; };
  BOOST_TEST(holds("sari@contoh.id"));
  BOOST_TEST(!holds(secret));
  BOOST_TEST(!holds(domain::to_base32(secret)));
  const auto key_file = data() / "keys" / "second-factor";
  const auto key = base::read_file(key_file).value();
  BOOST_TEST(key.size() == 32u);
  BOOST_TEST(!holds(key));
  for (const auto& code : paper) BOOST_TEST((!holds(code) && !holds(domain::plain_code(code))));
  struct stat about {};
  BOOST_REQUIRE(::stat(key_file.c_str(), &about) == 0);
  BOOST_TEST((about.st_mode & 0777) == 0600u);

  std::filesystem::remove(key_file);  // a restore without it
  start();
  Visitor other{*this, "visitor"};
  BOOST_TEST(problem_of(other.sign_in("sari@contoh.id", password, shown(secret))) == "corrupt key");
  BOOST_TEST(problem_of(other.sign_in("sari@contoh.id", password, paper[0])) == "unauthenticated code");
}

BOOST_AUTO_TEST_CASE(what_is_sealed_for_one_opens_for_nobody_else) {
  stop();
  auto opened = hub::open_offline(data()).value();
  const auto box = hub::SecretBox::load(opened.folder, false).value();
  const auto sealed = box.seal(sari.id, "rahasia");
  BOOST_TEST(box.open(sari.id, sealed).value() == "rahasia");
  BOOST_TEST((box.open(budi.id, sealed).error().fault == base::Fault::corrupt));
  auto damaged = sealed;
  damaged.back() ^= 1;
  BOOST_TEST(!box.open(sari.id, damaged).has_value());
  BOOST_TEST(!box.open(sari.id, {}).has_value());
  BOOST_TEST((box.seal(sari.id, "rahasia") != sealed));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
