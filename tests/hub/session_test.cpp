#include "base/file.h"
#include "hub/hub.h"
#include "hub/password.h"
#include "hub_fixture.h"
#include "protocol/account.h"
#include "protocol/directory.h"
#include "store/person_table.h"

#include <algorithm>
#include <future>
#include <utility>

namespace siaga::test {

BOOST_FIXTURE_TEST_SUITE(session, HubFixture)

BOOST_AUTO_TEST_CASE(signing_in_by_email_or_nrp_gives_person_and_unit) {
  Visitor visitor{*this, "visitor"};
  const auto answer = visitor.sign_in("SARI@contoh.id");
  BOOST_REQUIRE(answer.status == 201u);
  const auto view = protocol::decode_session_view(answer.body).value();
  BOOST_TEST(view.token.size() == 64u);
  BOOST_TEST((view.person.id == sari.id && view.unit.id == semarang));
  BOOST_TEST(visitor.sign_in(sari.nrp).status == 201u);
  const auto current = visitor.get("/api/v1/sessions/current");
  BOOST_TEST(current.status == 200u);
  BOOST_TEST(protocol::decode_session_view(current.body).value().token == "");
}

BOOST_AUTO_TEST_CASE(a_wrong_password_and_an_unknown_login_get_the_same_answer) {
  Visitor visitor{*this, "visitor"};
  const auto wrong = visitor.sign_in("sari@contoh.id", "salah");
  const auto unknown = visitor.sign_in("siapa@contoh.id", "salah");
  BOOST_TEST(wrong.status == 401u);
  BOOST_TEST(unknown.status == 401u);
  BOOST_TEST(wrong.body == unknown.body);
}

// Who reads the disk, or a copy of it, has nobody's session.
BOOST_AUTO_TEST_CASE(a_token_stands_nowhere_on_the_disk_but_its_digest) {
  std::string everything;
  const auto read_all = [&] {
    everything.clear();
    for (const auto& entry : std::filesystem::recursive_directory_iterator{data()})
      if (entry.is_regular_file()) everything += base::read_file(entry.path(), std::uint64_t{1} << 30).value();
  };
  std::string token, bytes;
  const auto look = [&] {
    read_all();
    BOOST_TEST((everything.find(token) == std::string::npos));
    BOOST_TEST((everything.find(bytes) == std::string::npos));
    const auto digest = base::sha256(token);
    BOOST_TEST((everything.find(std::string(digest.begin(), digest.end())) != std::string::npos));
  };
  {
    Visitor visitor{*this, "sari@contoh.id"};
    token = visitor.token();
    for (std::size_t i = 0; i < token.size(); i += 2)
      bytes += static_cast<char>(std::stoi(token.substr(i, 2), nullptr, 16));
    BOOST_REQUIRE(visitor.get("/api/v1/sessions").status == 200u);
    look();
  }
  stop();
  look();
}

BOOST_AUTO_TEST_CASE(a_dearer_hash_is_made_at_the_next_sign_in) {
  const auto hash = [this] {
    auto offline = hub::open_offline(data()).value();
    return store::person_table::find_login(offline.database, "sari@contoh.id").value().password_hash;
  };
  stop();
  const hub::PasswordCost dearer{3, 20480};
  {
    auto offline = hub::open_offline(data()).value();
    BOOST_TEST((hub::password_cost(offline.database) == hub::PasswordCost{}));
    BOOST_TEST(!hub::set_password_cost(offline.database, {1, 20480}).has_value());
    BOOST_TEST(!hub::set_password_cost(offline.database, {3, std::uint64_t{1} << 40}).has_value());
    BOOST_TEST(hub::set_password_cost(offline.database, dearer).has_value());
  }
  const auto before = hash();
  BOOST_TEST(hub::is_outdated(before, dearer));
  const auto sign_in = [this](const std::string& password) {
    start();
    const auto status = Visitor{*this, "visitor"}.sign_in("sari@contoh.id", password).status;
    stop();
    return status;
  };
  BOOST_TEST(sign_in("salah") == 401u);
  BOOST_TEST(hash() == before);
  BOOST_TEST(sign_in("siaga-demo") == 201u);
  BOOST_TEST(!hub::is_outdated(hash(), dearer));
  BOOST_TEST(sign_in("siaga-demo") == 201u);
}

BOOST_AUTO_TEST_CASE(a_password_counts_as_it_was_set_to_the_last_character) {
  const auto phrase = " Kuda Hijau " + std::string(88, 'x') + "Z";
  {
    Visitor sari_now{*this, "sari@contoh.id"};
    const protocol::ChangePassword wish{"siaga-demo", phrase};
    BOOST_REQUIRE(sari_now.post("/api/v1/password", protocol::encode(wish)).status / 100 == 2);
  }
  const auto with = [this](const std::string& password) {
    const auto status = Visitor{*this, "visitor"}.sign_in("sari@contoh.id", password).status;
    clock.advance(std::chrono::hours{1});  // guesses in a row are slowed down
    return status;
  };
  BOOST_TEST(with(phrase) == 201u);
  BOOST_TEST(with(phrase.substr(1)) == 401u, "a blank at the beginning is a character");
  BOOST_TEST(with(phrase + " ") == 401u);
  BOOST_TEST(with(phrase.substr(0, phrase.size() - 1)) == 401u);
  BOOST_TEST(with(phrase.substr(0, 72)) == 401u, "as some hashes would cut it");
  BOOST_TEST(with(phrase.substr(0, phrase.size() - 1) + "z") == 401u);
  BOOST_TEST(with(" KUDA HIJAU " + phrase.substr(12)) == 401u);
  BOOST_TEST(with(phrase) == 201u);
}

BOOST_AUTO_TEST_CASE(a_password_ends_by_no_calendar) {
  clock.advance(std::chrono::hours{24 * 365 * 5});
  BOOST_TEST((Visitor{*this, "visitor"}.sign_in("sari@contoh.id").status == 201u));
}

BOOST_AUTO_TEST_CASE(guessing_is_slowed_down_even_with_the_right_password_at_last) {
  Visitor visitor{*this, "visitor"};
  for (int i = 0; i < 5; ++i) BOOST_TEST(visitor.sign_in("sari@contoh.id", "salah").status == 401u);
  const auto slowed = visitor.sign_in("sari@contoh.id");
  BOOST_TEST(slowed.status == 429u);
  const auto wait = std::stoi(std::string{slowed.header("Retry-After").value_or("0")});
  BOOST_TEST(wait >= 1);
  BOOST_TEST(visitor.sign_in("budi@contoh.id").status == 201u);
  clock.advance(std::chrono::seconds{wait});
  BOOST_TEST(visitor.sign_in("sari@contoh.id").status == 201u);
}

BOOST_AUTO_TEST_CASE(who_has_two_logins_is_guessed_at_as_one_person) {
  Visitor visitor{*this, "visitor"};
  for (const auto& login : {sari.email, sari.nrp, std::string{"SARI@contoh.id"}, sari.nrp, sari.email})
    BOOST_TEST(visitor.sign_in(login, "salah").status == 401u);
  BOOST_TEST(visitor.sign_in(sari.nrp).status == 429u);
  BOOST_TEST(visitor.sign_in(sari.email).status == 429u);
  BOOST_TEST(visitor.sign_in(budi.nrp).status == 201u);
}

BOOST_AUTO_TEST_CASE(strangers_do_not_keep_somebody_from_a_console_they_know) {
  const std::string mine(64, 'a');
  const std::string stolen(64, 'b');
  Visitor visitor{*this, "visitor"};
  const auto sign_in = [&](const std::string& password, const std::optional<std::string>& device) {
    const protocol::SignIn body{"sari@contoh.id", password, "K1", {}, device};
    return visitor.post("/api/v1/sessions", protocol::encode(body)).status;
  };
  BOOST_TEST(sign_in("siaga-demo", mine) == 201u);
  for (int i = 0; i < 5; ++i) BOOST_TEST(sign_in("salah", {}) == 401u);
  BOOST_TEST(sign_in("siaga-demo", {}) == 429u);
  BOOST_TEST(sign_in("siaga-demo", stolen) == 429u);
  BOOST_TEST(sign_in("siaga-demo", mine) == 201u);
  // What happens at the console itself counts there.
  for (int i = 0; i < 5; ++i) BOOST_TEST(sign_in("salah", mine) == 401u);
  BOOST_TEST(sign_in("siaga-demo", mine) == 429u);
  clock.advance(std::chrono::minutes{1});
  BOOST_TEST(sign_in("siaga-demo", mine) == 201u);
  // Nor does an address that it shares with them.
  for (int i = 0; i < 30; ++i) visitor.sign_in("orang" + std::to_string(i) + "@contoh.id", "salah");
  BOOST_TEST(visitor.sign_in("budi@contoh.id").status == 429u);
  BOOST_TEST(sign_in("siaga-demo", mine) == 201u);
  BOOST_TEST(
      problem_of(visitor.post("/api/v1/sessions", R"({"login":"a","password":"b","console":"K","device":"short"})")) ==
      "invalid /device");
}

BOOST_AUTO_TEST_CASE(a_session_survives_a_restart_and_ends_with_signing_out_or_with_time) {
  const Visitor first{*this, "sari@contoh.id"};
  stop();
  start();
  const net::Headers bearer{{"Authorization", "Bearer " + first.token()}};
  Visitor visitor{*this, "visitor"};
  const auto current = [&] { return visitor.send(net::Verb::get, "/api/v1/sessions/current", {}, bearer).status; };
  BOOST_TEST(current() == 200u);
  BOOST_TEST(visitor.send(net::Verb::del, "/api/v1/sessions/current", {}, bearer).status == 204u);
  BOOST_TEST(current() == 401u);
  stop();
  start();
  Visitor after{*this, "sari@contoh.id"};
  BOOST_TEST(after.send(net::Verb::get, "/api/v1/sessions/current", {}, bearer).status == 401u);
  BOOST_TEST(after.get("/api/v1/snapshot").status == 200u);
  clock.advance(std::chrono::hours{24 * 31});
  BOOST_TEST(after.get("/api/v1/snapshot").status == 401u);
}

BOOST_AUTO_TEST_CASE(people_see_and_end_their_own_sessions) {
  Visitor desk{*this, "sari@contoh.id"};
  Visitor forgotten{*this, "sari@contoh.id"};
  Visitor stranger{*this, "budi@contoh.id"};
  const auto sessions = [](Visitor& visitor) {
    return protocol::decode_own_sessions(visitor.get("/api/v1/sessions").body).value().sessions;
  };
  auto mine = sessions(desk);
  BOOST_REQUIRE(mine.size() == 2u);
  const auto& other = mine[0].current ? mine[1] : mine[0];
  BOOST_TEST((mine[0].current != mine[1].current));
  BOOST_TEST(other.console == "K1");
  BOOST_TEST(other.peer == "127.0.0.1");
  BOOST_TEST((other.opened_at <= clock.now() && other.expires_at > clock.now()));

  FeedReader feed{*this, forgotten, forgotten.snapshot().as_of};
  BOOST_REQUIRE(feed.next());
  const auto path = "/api/v1/sessions/" + base::to_string(other.id);
  BOOST_TEST(stranger.send(net::Verb::del, path).status == 404u);
  BOOST_TEST(forgotten.get("/api/v1/snapshot").status == 200u);
  BOOST_TEST(desk.send(net::Verb::del, path).status == 204u);
  BOOST_TEST(forgotten.get("/api/v1/snapshot").status == 401u);
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  BOOST_TEST(desk.send(net::Verb::del, path).status == 404u);
  BOOST_TEST(sessions(desk).size() == 1u);
  BOOST_TEST(sessions(stranger).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_session_that_ended_meanwhile_is_not_found_and_ends_once) {
  using std::chrono::hours;
  Visitor desk{*this, "sari@contoh.id"};
  const auto sessions = [](Visitor& visitor) {
    return protocol::decode_own_sessions(visitor.get("/api/v1/sessions").body).value().sessions;
  };
  const auto listed = [&](bool current) {
    const auto mine = sessions(desk);
    return std::ranges::find(mine, current, &protocol::OwnSession::current)->id;
  };
  const auto end = [](Visitor& visitor, const base::Id& session) {
    return visitor.send(net::Verb::del, "/api/v1/sessions/" + base::to_string(session));
  };
  const auto closed = [this] {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    auto row = database.query("select count(*) from journal where kind = 'session.closed'");
    return row.next() ? row.integer(0) : 0;
  };

  Visitor leaving{*this, "sari@contoh.id"};
  const auto left = listed(false);
  BOOST_REQUIRE(leaving.send(net::Verb::del, "/api/v1/sessions/current").status == 204u);
  BOOST_TEST(problem_of(end(desk, left)) == "not-found");
  BOOST_TEST(closed() == 1);

  const Visitor contested{*this, "sari@contoh.id"};
  const auto wanted = listed(false);
  Visitor other_desk{*this, "sari@contoh.id"};
  auto at_once = std::async(std::launch::async, [&] { return end(other_desk, wanted).status; });
  const auto here = end(desk, wanted).status;
  const auto there = at_once.get();
  BOOST_TEST((std::minmax({here, there}) == std::pair{204u, 404u}));
  BOOST_TEST(closed() == 2);

  const auto own = listed(true);
  BOOST_TEST(end(other_desk, own).status == 204u);
  BOOST_TEST(problem_of(end(desk, own)) == "unauthenticated session_ended");

  const auto oldest = sessions(other_desk).front().id;
  clock.advance(hours{24 * 30} - hours{1});
  Visitor later{*this, "sari@contoh.id"};
  clock.advance(hours{1});
  BOOST_TEST(problem_of(end(later, oldest)) == "not-found");  // it was too old by then
  BOOST_TEST(closed() == 3);
}

BOOST_AUTO_TEST_CASE(a_session_that_is_over_says_why) {
  using std::chrono::hours;
  Visitor desk{*this, "sari@contoh.id"};
  Visitor other{*this, "sari@contoh.id"};
  const auto why = [](Visitor& visitor) { return problem_of(visitor.get("/api/v1/sessions/current")); };
  const auto own = protocol::decode_own_sessions(desk.get("/api/v1/sessions").body).value().sessions;
  const auto& forgotten = own[0].current ? own[1] : own[0];
  FeedReader feed{*this, other, other.snapshot().as_of};
  desk.send(net::Verb::del, "/api/v1/sessions/" + base::to_string(forgotten.id));
  BOOST_TEST(why(other) == "unauthenticated session_ended");
  while (feed.next()) {
  }
  BOOST_TEST(feed.close_code() == "4401");
  clock.advance(hours{12});
  BOOST_TEST(why(desk) == "unauthenticated session_idle");
  Visitor nobody{*this, "nobody"};
  BOOST_TEST(why(nobody) == "unauthenticated");
  const auto with = [&](const std::string& token) {
    return problem_of(
        nobody.send(net::Verb::get, "/api/v1/sessions/current", {}, {{"Authorization", "Bearer " + token}}));
  };
  BOOST_TEST(with(std::string(64, '0')) == "unauthenticated");
  stop();  // from here on the store alone knows
  start();
  Visitor later{*this, "sari@contoh.id"};
  BOOST_TEST(problem_of(later.send(net::Verb::get, "/api/v1/sessions/current", {},
                                   {{"Authorization", "Bearer " + other.token()}})) == "unauthenticated session_ended");
  for (hours passed{0}; passed < hours{24 * 30}; passed += hours{10}) {
    BOOST_REQUIRE(later.get("/api/v1/sessions/current").status == 200u);
    clock.advance(hours{10});
  }
  BOOST_TEST(why(later) == "unauthenticated session_expired");
}

BOOST_AUTO_TEST_CASE(a_phone_that_becomes_a_desk_ends_like_one) {
  using std::chrono::hours;
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "chief@contoh.id"};
  Visitor phone{*this, "officer@contoh.id"};
  const domain::Grant grant{make_id(), officer.id, domain::Role::supervisor, {}, clock.now(), {}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(grant.id);
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(grant)).status == 201u);
  const auto view = protocol::decode_session_view(phone.get("/api/v1/sessions/current").body).value();
  BOOST_TEST((view.expires_at == clock.now() + hours{24 * 30}));
  for (hours passed{0}; passed < hours{24 * 30}; passed += hours{10}) {
    BOOST_REQUIRE(phone.get("/api/v1/snapshot").status == 200u);
    clock.advance(hours{10});
  }
  BOOST_TEST(problem_of(phone.get("/api/v1/snapshot")) == "unauthenticated session_expired");
  // For alarms it goes on as long as it was opened for, and says so.
  BOOST_TEST(phone.raise(make_id()).status == 201u);
  const auto narrowed = protocol::decode_session_view(phone.get("/api/v1/sessions/current").body).value();
  BOOST_TEST((narrowed.expires_at == view.expires_at + hours{24 * 60}));
  const std::vector<domain::Action> left{domain::Action::raise_sos, domain::Action::read_own_sos};
  BOOST_TEST((narrowed.actions == left));
}

BOOST_AUTO_TEST_CASE(an_old_phone_raises_its_alarm_whatever_its_owner_becomes) {
  using std::chrono::hours;
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor phone{*this, "officer@contoh.id"};
  for (int week = 0; week < 6; ++week) {
    clock.advance(hours{24 * 7});
    BOOST_REQUIRE(phone.get("/api/v1/profile").status == 200u);
  }
  const domain::Grant desk{make_id(), officer.id, domain::Role::operator_, {}, clock.now(), {}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(desk.id);
  Visitor admin{*this, "chief@contoh.id"};
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(desk)).status == 201u);
  const auto before = admin.snapshot().as_of;
  const auto sos = make_id(), recording = make_id();
  BOOST_TEST(phone.raise(sos).status == 201u);
  BOOST_TEST(phone.create_upload(sos, recording, 5).status == 201u);
  BOOST_TEST(phone.append(recording, 0, "halo!").status == 204u);
  BOOST_TEST(phone.post("/api/v1/positions", R"({"positions":[]})").status != 401u);
  BOOST_TEST(problem_of(phone.get("/api/v1/snapshot")) == "unauthenticated session_expired");
  FeedReader reader{*this, admin, before};
  const auto told = reader.until(protocol::EventKind::session_narrowed, officer.id);
  BOOST_TEST((told.actor.is_nil() && told.body.by == officer.version));

  // What was judged over stays over when the role ends, also for a hub that was started anew.
  BOOST_REQUIRE(admin.send(net::Verb::del, path).status == 204u);
  BOOST_TEST(problem_of(phone.get("/api/v1/profile")) == "unauthenticated session_expired");
  stop();
  start();
  const net::Headers bearer{{"Authorization", "Bearer " + phone.token()}};
  Visitor same{*this, "visitor"};
  const auto target = "/api/v1/sos/" + base::to_string(sos) + "/status";
  BOOST_TEST(problem_of(same.send(net::Verb::get, "/api/v1/profile", {}, bearer)) == "unauthenticated session_expired");
  BOOST_TEST(same.send(net::Verb::get, target, {}, bearer).status == 200u);
}

BOOST_AUTO_TEST_CASE(a_phone_that_was_idle_too_long_for_a_desk_is_not_woken_by_its_alarm) {
  using std::chrono::hours;
  add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor phone{*this, "officer@contoh.id"};
  clock.advance(hours{24});
  Visitor admin{*this, "chief@contoh.id"};
  const domain::Grant desk{make_id(), officer.id, domain::Role::operator_, {}, clock.now(), {}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(desk.id);
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(desk)).status == 201u);
  BOOST_TEST(phone.raise(make_id()).status == 201u);
  BOOST_TEST(phone.get("/api/v1/snapshot").status == 401u);
}

BOOST_AUTO_TEST_CASE(a_desk_that_was_off_for_half_a_day_signs_in_again) {
  using std::chrono::hours;
  Visitor desk{*this, "sari@contoh.id"};
  Visitor phone{*this, "officer@contoh.id"};
  for (int i = 0; i < 3; ++i) {
    clock.advance(hours{11});
    BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
  }
  clock.advance(hours{12});
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 401u);
  BOOST_TEST(phone.raise(make_id()).status == 201u);
  clock.advance(hours{24 * 29});
  BOOST_TEST(phone.raise(make_id()).status == 201u);
}

BOOST_AUTO_TEST_CASE(how_long_a_desk_was_idle_outlives_the_hub) {
  const Visitor desk{*this, "sari@contoh.id"};
  const net::Headers bearer{{"Authorization", "Bearer " + desk.token()}};
  const auto current = [&] {
    return Visitor{*this, "visitor"}.send(net::Verb::get, "/api/v1/sessions/current", {}, bearer).status;
  };
  clock.advance(std::chrono::hours{11});
  BOOST_TEST(current() == 200u);
  stop();
  clock.advance(std::chrono::hours{11});
  start();
  BOOST_TEST(current() == 200u);
  stop();
  clock.advance(std::chrono::hours{12});
  start();
  BOOST_TEST(current() == 401u);
}

BOOST_AUTO_TEST_CASE(who_may_do_what_is_checked_before_anything_else) {
  Visitor nobody{*this, "nobody"};
  Visitor phone{*this, "officer@contoh.id"};
  const auto answer = nobody.get("/api/v1/snapshot");
  BOOST_TEST(answer.status == 401u);
  BOOST_TEST(answer.header("WWW-Authenticate").value_or("") == "Bearer");
  BOOST_TEST(phone.get("/api/v1/snapshot").status == 403u);
  const auto sos = make_id();
  BOOST_TEST(phone.raise(sos).status == 201u);
  BOOST_TEST(problem_of(phone.plain(sos, "claim")) == "forbidden");
  Visitor lina_desk{*this, "lina@contoh.id"};
  BOOST_TEST(problem_of(lina_desk.say(sos, "take-over", "x")) == "forbidden");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
