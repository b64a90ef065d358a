// Reading a recording's bytes: Range, and the growing end.
#include "hub/hub.h"
#include "hub/uploads.h"
#include "hub_fixture.h"
#include "net/raw_client.h"
#include "protocol/directory.h"

#include <future>

namespace siaga::test {

namespace {

struct RecordingFixture : HubFixture {
  RecordingFixture() {
    phone.raise(sos);
    BOOST_REQUIRE(phone.create_upload(sos, recording, 10).status == 201u);
    BOOST_REQUIRE(phone.append(recording, 0, "01234").status == 204u);
  }
  void finish() { BOOST_REQUIRE(phone.append(recording, 5, "56789").status == 204u); }

  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  base::Id sos = make_id();
  base::Id recording = make_id();
};

std::string summary(const net::ClientResponse& answer) {
  return std::to_string(answer.status) + " " + std::string{answer.header("Content-Range").value_or("-")} + " " +
         std::string{answer.header("Siaga-Recording-State").value_or("-")} + " " +
         (answer.status < 300 ? answer.body : std::string{});
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recording_desk, RecordingFixture)

BOOST_AUTO_TEST_CASE(ranges_of_a_finished_one) {
  finish();
  BOOST_TEST(summary(desk.content(recording)) == "200 - finished 0123456789");
  BOOST_TEST(summary(desk.content(recording, "bytes=2-4")) == "206 bytes 2-4/10 finished 234");
  BOOST_TEST(summary(desk.content(recording, "bytes=7-")) == "206 bytes 7-9/10 finished 789");
  BOOST_TEST(summary(desk.content(recording, "bytes=-3")) == "206 bytes 7-9/10 finished 789");
  BOOST_TEST(summary(desk.content(recording, "bytes=5-99")) == "206 bytes 5-9/10 finished 56789");
  BOOST_TEST(summary(desk.content(recording, "bytes=10-")) == "416 bytes */10 finished ");
  BOOST_TEST(summary(desk.content(recording, "bytes=10-", "wait=5")) == "416 bytes */10 finished ");
  BOOST_TEST(summary(desk.content(recording, "bytes=0-1,3-4")) == "200 - finished 0123456789");
  BOOST_TEST(summary(desk.content(recording, "items=0-1")) == "200 - finished 0123456789");
  const auto head = desk.send(net::Verb::head, "/api/v1/recordings/" + base::to_string(recording) + "/content");
  BOOST_TEST(head.header("Content-Length").value_or("") == "10");
  BOOST_TEST(head.header("Content-Type").value_or("") == "video/mp4");
  BOOST_TEST(head.header("X-Content-Type-Options").value_or("") == "nosniff");
}

// Its row was read while the last bytes were on their way, and is looked up just after the end.
BOOST_AUTO_TEST_CASE(a_reader_that_is_late_at_the_very_end_gets_the_whole) {
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  const auto row = store::recording_table::find(database, recording).value();
  BOOST_REQUIRE((row.recording.state == domain::RecordingState::growing));
  finish();
  const auto upload = hub().core().uploads.of(row);
  BOOST_TEST(upload->is_finished());
  BOOST_TEST(upload->durable() == 10u);
  BOOST_TEST(summary(desk.content(recording, "bytes=0-")) == "206 bytes 0-9/10 finished 0123456789");
}

BOOST_AUTO_TEST_CASE(ranges_of_a_growing_one_have_no_total) {
  BOOST_TEST(summary(desk.content(recording, "bytes=1-2")) == "206 bytes 1-2/* growing 12");
  BOOST_TEST(summary(desk.content(recording, "bytes=3-")) == "206 bytes 3-4/* growing 34");
  BOOST_TEST(summary(desk.content(recording, "bytes=5-")) == "204 - growing ");
  BOOST_TEST(summary(desk.content(recording)) == "200 - growing 01234");
}

BOOST_AUTO_TEST_CASE(a_reader_at_the_end_is_held_until_bytes_arrive) {
  auto waiting =
      std::async(std::launch::async, [&] { return summary(desk.content(recording, "bytes=5-", "wait=20")); });
  BOOST_TEST(phone.append(recording, 5, "56").status == 204u);
  BOOST_TEST(waiting.get() == "206 bytes 5-6/* growing 56");
}

BOOST_AUTO_TEST_CASE(a_reader_at_the_end_is_freed_when_the_recording_ends) {
  const net::Headers tus{{"Tus-Resumable", "1.0.0"}};
  auto waiting =
      std::async(std::launch::async, [&] { return summary(desk.content(recording, "bytes=5-", "wait=20")); });
  BOOST_TEST(phone.send(net::Verb::del, "/api/v1/uploads/" + base::to_string(recording), {}, tus).status == 204u);
  BOOST_TEST(waiting.get() == "416 bytes */5 finished ");
}

BOOST_AUTO_TEST_CASE(a_reader_at_the_end_is_freed_after_its_time) {
  const auto begun = std::chrono::steady_clock::now();
  const auto answer = desk.content(recording, "bytes=5-", "respond-async, wait=1");
  BOOST_TEST(summary(answer) == "204 - growing ");
  BOOST_TEST(answer.header("Preference-Applied").value_or("") == "wait=1");
  BOOST_TEST((std::chrono::steady_clock::now() - begun >= std::chrono::milliseconds{900}));
}

BOOST_AUTO_TEST_CASE(a_download_breaks_off_when_its_session_ends) {
  constexpr std::size_t size = 32 << 20;  // more than any socket holds
  const auto large = make_id();
  BOOST_REQUIRE(phone.create_upload(sos, large, size).status == 201u);
  BOOST_REQUIRE(phone.append(large, 0, std::string(size, 'x')).status == 204u);
  Visitor watcher{*this, "sari@contoh.id"};
  RawClient raw(endpoint().port, 4096);
  raw.send("GET /api/v1/recordings/" + base::to_string(large) +
           "/content HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + watcher.token() + "\r\n\r\n");
  const auto head = raw.read_until("\r\n\r\n");
  BOOST_REQUIRE(head.starts_with("HTTP/1.1 200"));
  BOOST_REQUIRE(watcher.send(net::Verb::del, "/api/v1/sessions/current").status == 204u);
  const auto rest = raw.read_to_end().size();
  BOOST_TEST(raw.was_closed());
  BOOST_TEST(rest < size / 2);
  BOOST_TEST(watcher.content(large, "bytes=0-3").status == 401u);
  const auto head_only = "/api/v1/recordings/" + base::to_string(large) + "/content";
  BOOST_TEST(watcher.send(net::Verb::head, head_only).status == 401u);
}

BOOST_AUTO_TEST_CASE(a_download_breaks_off_when_its_role_ends) {
  constexpr std::size_t size = 32 << 20;
  const auto large = make_id();
  BOOST_REQUIRE(phone.create_upload(sos, large, size).status == 201u);
  BOOST_REQUIRE(phone.append(large, 0, std::string(size, 'x')).status == 204u);
  add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "admin@contoh.id"};
  Visitor watcher{*this, "lina@contoh.id"};
  const domain::Grant lent{make_id(), lina.id, domain::Role::operator_, semarang, clock.now(), {}, {}};
  const auto path = "/api/v1/grants/" + base::to_string(lent.id);
  BOOST_REQUIRE(admin.send(net::Verb::put, path, protocol::encode_put(lent)).status == 201u);
  RawClient raw(endpoint().port, 4096);
  raw.send("GET /api/v1/recordings/" + base::to_string(large) +
           "/content HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + watcher.token() + "\r\n\r\n");
  BOOST_REQUIRE(raw.read_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
  BOOST_REQUIRE(admin.send(net::Verb::del, path).status == 204u);
  BOOST_TEST(watcher.content(large, "bytes=0-3").status == 404u);
  BOOST_TEST(raw.read_to_end().size() < size / 2);
  BOOST_TEST(raw.was_closed());
}

BOOST_AUTO_TEST_CASE(a_reader_at_the_end_is_sent_away_when_its_session_ends) {
  Visitor watcher{*this, "sari@contoh.id"};
  Visitor same{*this, "sari@contoh.id"};
  const net::Headers bearer{{"Authorization", "Bearer " + watcher.token()}};
  auto waiting = std::async(std::launch::async, [&] { return watcher.content(recording, "bytes=5-", "wait=20"); });
  BOOST_REQUIRE(same.send(net::Verb::del, "/api/v1/sessions/current", {}, bearer).status == 204u);
  const auto ended = std::chrono::steady_clock::now();
  const auto answer = waiting.get();
  BOOST_TEST(answer.status == 401u);
  BOOST_TEST((std::chrono::steady_clock::now() - ended < std::chrono::seconds{20}));  // its own wait wasn't over
}

BOOST_AUTO_TEST_CASE(a_link_to_a_recording_is_worth_nothing_without_its_session) {
  finish();
  Visitor nobody{*this, "nobody"};
  for (const std::string what : {"content", "play-copy", "posters/0", "loudness"}) {
    const auto path = "/api/v1/recordings/" + base::to_string(recording) + "/" + what;
    BOOST_TEST(nobody.get(path).status == 401u);
    BOOST_TEST(nobody.get(path + "?token=" + desk.token()).status == 401u, "a token in an address is none");
    BOOST_TEST(nobody.get(path + "?access_token=" + desk.token()).status == 401u);
    BOOST_TEST(nobody.send(net::Verb::get, path, {}, {{"Cookie", "token=" + desk.token()}}).status == 401u);
  }
}

BOOST_AUTO_TEST_CASE(other_units_and_officers_do_not_see_it) {
  Visitor makassar_desk{*this, "lina@contoh.id"};
  BOOST_TEST(makassar_desk.content(recording).status == 404u);
  BOOST_TEST(phone.content(recording).status == 403u);
  BOOST_TEST(desk.content(make_id()).status == 404u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
