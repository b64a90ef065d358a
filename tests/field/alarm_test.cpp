// field/alarm and field/upload against the real hub: resent with the same ids, resumed after breaks, withdrawn.
#include "base/digest.h"
#include "field/officer.h"
#include "net/blocking.h"
#include "protocol/command.h"

#include <boost/test/unit_test.hpp>

#include <atomic>

using namespace siaga;
using namespace siaga::test;

namespace {

std::string noise(std::size_t size) {
  const auto bytes = base::random_bytes(size);
  return {bytes.begin(), bytes.end()};
}

/// A recording that grows when the test says so.
class GrowingClip final : public field::Clip {
 public:
  explicit GrowingClip(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t available() const override { return available_; }
  bool is_whole() const override { return whole_; }
  base::Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
    return bytes_.substr(offset, count);
  }
  void grow_to(std::uint64_t size) { available_ = size; }
  void end() { whole_ = true; }

 private:
  std::string bytes_;
  std::atomic<std::uint64_t> available_ = 0;
  std::atomic<bool> whole_ = false;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(alarm_to_hub, Officer)

BOOST_AUTO_TEST_CASE(an_alarm_without_network_arrives_once_when_there_is_one) {
  wire.cut();
  const auto entry = pressed();
  const auto alarm = alarm_of(entry);
  auto running = begin(*alarm);
  BOOST_REQUIRE(soon([&] { return lines.has("can't be reached"); }));
  BOOST_TEST(at_the_hub().empty());
  wire.mend();
  BOOST_TEST(end_of(running).has_value());
  const auto views = at_the_hub();
  BOOST_REQUIRE(views.size() == 1u);
  BOOST_TEST((views[0].sos.id == entry.alarm.id));
  BOOST_TEST((views[0].sos.pressed_at == entry.alarm.pressed_at));
  BOOST_TEST((outbox.find(entry.alarm.id)->received_at == views[0].sos.received_at));
  BOOST_TEST(lines.has("Received by the hub"));
}

BOOST_AUTO_TEST_CASE(a_program_that_died_before_the_answer_sends_the_same_alarm_again) {
  const auto entry = pressed();
  auto direct = direct_client();
  auto command = entry.alarm;
  command.sent_at = clock.now();
  const auto first = net::run_blocking(runtime.executor(), field::raise(*direct, account.token, command)).value();
  const auto alarm = alarm_of(entry);  // as `resume` does: nothing was noted of the answer
  auto running = begin(*alarm);
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST(at_the_hub().size() == 1u);
  BOOST_TEST((outbox.find(entry.alarm.id)->received_at == first.received_at));
}

BOOST_AUTO_TEST_CASE(a_recording_arrives_whole) {
  const auto bytes = noise(1'300'000);
  const auto entry = pressed(bytes);
  const auto alarm = alarm_of(entry);
  auto running = begin(*alarm);
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
  BOOST_TEST(outbox.find(entry.alarm.id)->is_settled());
  const auto recording = at_the_hub().at(0).recordings.at(0);
  BOOST_TEST((recording.state == domain::RecordingState::finished));
  BOOST_TEST((recording.sha256 == base::sha256(bytes)));
}

BOOST_AUTO_TEST_CASE(an_upload_goes_on_where_it_broke) {
  const auto bytes = noise(3'000'000);
  const auto entry = pressed(bytes);
  wire.cut_after(1'700'000);
  const auto alarm = alarm_of(entry);
  auto running = begin(*alarm);
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST(wire.cuts() == 1u);
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
  BOOST_TEST(at_the_hub().at(0).recordings.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_upload_of_a_program_that_died_is_finished_by_the_next) {
  const auto bytes = noise(2'000'000);
  const auto entry = pressed(bytes);
  {
    auto clip = std::make_unique<GrowingClip>(bytes);
    clip->grow_to(900'000);
    net::Runtime dying{1};
    field::Alarm::Terms terms;
    terms.follow = false;
    field::Alarm alarm{dying.executor(), clock, account, outbox, entry, std::move(clip), lines.say(), terms};
    auto running = net::asio::co_spawn(dying.executor(), alarm.run(), net::asio::use_future);
    const auto file = hub.core().folder.media(entry.clip->recording);
    BOOST_REQUIRE(soon([&] { return std::filesystem::exists(file) && std::filesystem::file_size(file) >= 900'000; }));
    dying.stop();
  }
  const auto next = alarm_of(outbox.find(entry.alarm.id).value());
  auto running = begin(*next);
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
  const auto recordings = at_the_hub().at(0).recordings;
  BOOST_REQUIRE(recordings.size() == 1u);
  BOOST_TEST((recordings[0].state == domain::RecordingState::finished));
}

BOOST_AUTO_TEST_CASE(a_growing_recording_is_sent_as_it_grows) {
  const auto bytes = noise(500'000);
  const auto entry = pressed(bytes);
  auto growing = std::make_unique<GrowingClip>(bytes);
  auto& clip = *growing;
  clip.grow_to(100'000);
  const auto alarm = alarm_of(entry, std::move(growing));
  auto running = begin(*alarm);
  const auto file = hub.core().folder.media(entry.clip->recording);
  BOOST_REQUIRE(soon([&] { return std::filesystem::exists(file) && std::filesystem::file_size(file) == 100'000; }));
  clip.grow_to(bytes.size());
  BOOST_REQUIRE(soon([&] { return std::filesystem::file_size(file) == bytes.size(); }));
  BOOST_TEST((at_the_hub().at(0).recordings.at(0).state == domain::RecordingState::growing));
  clip.end();  // the length is told without bytes
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST((at_the_hub().at(0).recordings.at(0).state == domain::RecordingState::finished));
}

BOOST_AUTO_TEST_CASE(a_withdrawal_ends_the_upload_and_keeps_what_arrived) {
  const auto bytes = noise(500'000);
  const auto entry = pressed(bytes);
  auto growing = std::make_unique<GrowingClip>(bytes);
  growing->grow_to(200'000);
  const auto alarm = alarm_of(entry, std::move(growing));
  auto running = begin(*alarm);
  const auto file = hub.core().folder.media(entry.clip->recording);
  BOOST_REQUIRE(soon([&] { return std::filesystem::exists(file) && std::filesystem::file_size(file) == 200'000; }));

  auto other = field::Outbox::open(scratch.path() / "state").value();  // `sos --withdraw` in another process
  BOOST_REQUIRE(other.note_withdrawn(entry.alarm.id, base::make_id(clock.now())));
  const auto withdrawing = alarm_of(other.find(entry.alarm.id).value(), std::make_unique<GrowingClip>(""));
  BOOST_TEST(end_of(running).has_value());
  auto telling = begin(*withdrawing);
  BOOST_TEST(end_of(telling).has_value());

  const auto view = at_the_hub().at(0);
  BOOST_TEST(view.sos.withdrawn_at.has_value());
  BOOST_TEST(!view.sos.is_closed());
  BOOST_TEST((view.recordings.at(0).state == domain::RecordingState::finished));
  BOOST_TEST(view.recordings.at(0).size == 200'000u);
  BOOST_TEST(outbox.find(entry.alarm.id)->is_settled());
}

BOOST_AUTO_TEST_CASE(the_officer_hears_who_took_it_and_what_was_answered) {
  const auto entry = pressed();
  const auto alarm = alarm_of(entry, nullptr, true);
  auto running = begin(*alarm);
  BOOST_REQUIRE(soon([&] { return lines.has("Received by the hub"); }));
  auto desk = direct_client();
  const auto command = [&](const std::string& verb, const std::string& body) {
    net::ClientRequest request;
    request.verb = net::Verb::post;
    request.target = "/api/v1/sos/" + base::to_string(entry.alarm.id) + "/" + verb;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = body;
    BOOST_REQUIRE(net::run_blocking(runtime.executor(), field::ask(*desk, supervisor(), std::move(request))));
  };
  const auto id = [&] { return base::make_id(clock.now()); };
  command("claim", protocol::encode(protocol::PlainCommand{id(), "KONSOL-1"}));
  BOOST_REQUIRE(soon([&] { return lines.has("Handled by Sari"); }));
  command("release", protocol::encode(protocol::PlainCommand{id(), "KONSOL-1"}));
  BOOST_REQUIRE(soon([&] { return lines.has("Nobody handles it any more"); }));
  command("claim", protocol::encode(protocol::PlainCommand{id(), "KONSOL-1"}));
  command("respond", protocol::encode(protocol::TextCommand{id(), "KONSOL-1", "patroli jalan"}));
  BOOST_REQUIRE(soon([&] { return lines.has("Response: patroli jalan"); }));
  command("close", protocol::encode(protocol::CloseCommand{id(), "KONSOL-1", domain::Outcome::helped, "aman"}));
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST(lines.has("Closed"));
}

BOOST_AUTO_TEST_CASE(an_ended_session_stops_and_keeps_what_was_not_acknowledged) {
  const auto entry = pressed();
  account.token = "old";
  const auto alarm = alarm_of(entry);
  auto running = begin(*alarm);
  BOOST_TEST((end_of(running).error().fault == base::Fault::unauthenticated));
  BOOST_TEST(!outbox.find(entry.alarm.id)->is_settled());
}

BOOST_AUTO_TEST_SUITE_END()
