// Reading a recording's bytes: Range, and the growing end.
#include "hub_fixture.h"

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

BOOST_AUTO_TEST_CASE(other_units_and_officers_do_not_see_it) {
  Visitor makassar_desk{*this, "lina@contoh.id"};
  BOOST_TEST(makassar_desk.content(recording).status == 404u);
  BOOST_TEST(phone.content(recording).status == 403u);
  BOOST_TEST(desk.content(make_id()).status == 404u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
