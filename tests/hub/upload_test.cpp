#include "base/digest.h"
#include "base/file.h"
#include "hub/hub.h"
#include "hub/upload_sweep.h"
#include "hub_fixture.h"
#include "net/blocking.h"
#include "net/runtime.h"
#include "net/tus.h"

#include <fstream>

namespace siaga::test {

using protocol::EventKind;

namespace {

std::string some_bytes(std::size_t count) {
  const auto random = base::random_bytes(count);
  return {random.begin(), random.end()};
}

net::Headers checksum(base::DigestKind kind, std::string_view bytes) {
  base::Digest digest{kind};
  digest.update(bytes);
  return {{"Upload-Checksum", net::tus::format_checksum({kind, digest.finish()})}};
}

struct UploadFixture : HubFixture {
  UploadFixture() { BOOST_REQUIRE(phone->raise(sos).status == 201u); }

  void restart(const std::function<void(hub::HubOptions&)>& adapt = {}) {
    stop();
    start(adapt);
    sign_in();
  }
  void sign_in() {
    phone = std::make_unique<Visitor>(*this, "officer@contoh.id");
    desk = std::make_unique<Visitor>(*this, "sari@contoh.id");
  }
  std::filesystem::path file() const {
    const auto name = base::to_string(recording);
    return data() / "media" / name.substr(34) / name;
  }
  /// By the file's time; only while stopped.
  void last_byte_came(std::chrono::hours ago) {
    const auto at = std::chrono::sys_time<std::chrono::microseconds>{(clock.now() - ago).time_since_epoch()};
    std::filesystem::last_write_time(file(), std::chrono::file_clock::from_sys(at));
  }
  domain::Recording row() {
    const auto view = desk->view(sos);
    BOOST_REQUIRE(view.recordings.size() == 1u);
    return view.recordings[0];
  }

  /// What a creation with this name and type is answered.
  unsigned named(const std::string& name, const std::string& type = "video/mp4") {
    const net::Headers headers{{"Tus-Resumable", "1.0.0"},
                               {"Upload-Length", "1"},
                               {"Upload-Metadata", net::tus::format_metadata({{"sos", base::to_string(sos)},
                                                                              {"id", base::to_string(recording)},
                                                                              {"filename", name},
                                                                              {"filetype", type}})}};
    return phone->send(net::Verb::post, "/api/v1/uploads", {}, headers).status;
  }

  std::unique_ptr<Visitor> phone = std::make_unique<Visitor>(*this, "officer@contoh.id");
  std::unique_ptr<Visitor> desk = std::make_unique<Visitor>(*this, "sari@contoh.id");
  base::Id sos = make_id();
  base::Id recording = make_id();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upload, UploadFixture)

BOOST_AUTO_TEST_CASE(in_pieces_with_and_without_checksum_to_a_finished_recording) {
  const auto clip = some_bytes(500'000);
  const auto created = phone->create_upload(sos, recording, clip.size());
  BOOST_TEST(created.status == 201u);
  BOOST_TEST(created.header("Location").value_or("") == "/api/v1/uploads/" + base::to_string(recording));
  BOOST_TEST(created.header("Tus-Resumable").value_or("") == "1.0.0");
  const auto one = clip.substr(0, 100'000), two = clip.substr(100'000, 150'000), three = clip.substr(250'000);
  BOOST_TEST(phone->append(recording, 0, one).status == 204u);
  BOOST_TEST(phone->offset(recording).value() == 100'000u);
  BOOST_TEST(phone->append(recording, 100'000, two, checksum(base::DigestKind::sha256, two)).status == 204u);
  BOOST_TEST((row().state == domain::RecordingState::growing));
  const auto last = phone->append(recording, 250'000, three, checksum(base::DigestKind::sha1, three));
  BOOST_TEST(last.status == 204u);
  BOOST_TEST(last.header("Upload-Offset").value_or("") == "500000");

  BOOST_TEST((row().state == domain::RecordingState::finished));
  BOOST_TEST((row().sha256 == base::sha256(clip)));
  BOOST_TEST((base::read_file(file()).value() == clip));
  BOOST_TEST(phone->offset(recording).value() == clip.size());
  const auto view = desk->view(sos);
  BOOST_REQUIRE(view.timeline.size() == 3u);
  BOOST_TEST((view.timeline[1].kind == EventKind::recording_started && view.timeline[1].body.file_name == "klip.mp4"));
  BOOST_TEST(
      (view.timeline[2].kind == EventKind::recording_finished && view.timeline[2].body.sha256 == base::sha256(clip)));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_leaves_the_offset_where_it_was) {
  phone->create_upload(sos, recording, 10);
  BOOST_TEST(phone->append(recording, 0, "0123").status == 204u);
  const auto unchanged = [&] { return phone->offset(recording) == 4u; };
  BOOST_TEST(problem_of(phone->append(recording, 5, "x")) == "conflict Upload-Offset");
  BOOST_TEST(unchanged());
  BOOST_TEST(problem_of(phone->append(recording, 0, "x")) == "conflict Upload-Offset");
  BOOST_TEST(unchanged());
  BOOST_TEST(phone->append(recording, 4, "456789x").status == 413u);
  BOOST_TEST(unchanged());
  const auto wrong = phone->append(recording, 4, "456789", checksum(base::DigestKind::sha256, "999999"));
  BOOST_TEST(wrong.status == 460u);
  BOOST_TEST(unchanged());
  BOOST_TEST(problem_of(phone->append(recording, 4, "4", {{"Upload-Checksum", "md5 AAAA"}})) ==
             "unsupported Upload-Checksum");
  BOOST_TEST(unchanged());
  BOOST_TEST(phone->append(recording, 4, "456789", checksum(base::DigestKind::sha256, "456789")).status == 204u);
  BOOST_TEST((row().sha256 == base::sha256("0123456789")));
}

BOOST_AUTO_TEST_CASE(a_creation_sent_again_is_the_same_upload) {
  phone->create_upload(sos, recording, 10);
  phone->append(recording, 0, "01234");
  const auto again = phone->create_upload(sos, recording, 10);
  BOOST_TEST(again.status == 201u);
  BOOST_TEST(again.header("Upload-Offset").value_or("") == "5");
  BOOST_TEST(desk->view(sos).recordings.size() == 1u);
  phone->append(recording, 5, "56789");
  BOOST_TEST(phone->create_upload(sos, recording, 10).header("Upload-Offset").value_or("") == "10");
}

BOOST_AUTO_TEST_CASE(it_is_nobody_elses) {
  phone->create_upload(sos, recording, 10);
  Visitor thief{*this, "anton@contoh.id"};
  BOOST_TEST(!thief.offset(recording));
  BOOST_TEST(thief.append(recording, 0, "x").status == 404u);
  BOOST_TEST(thief.create_upload(sos, make_id(), 10).status == 404u);
  const auto own = make_id();
  thief.raise(own);
  BOOST_TEST(problem_of(thief.create_upload(own, recording, 10)) == "conflict Upload-Metadata");
}

BOOST_AUTO_TEST_CASE(limits_of_size_and_number_hold) {
  restart([](hub::HubOptions& options) {
    options.limits.recording_bytes = 1000;
    options.limits.growing_of_person = 2;
  });
  BOOST_TEST(problem_of(phone->create_upload(sos, make_id(), 1001)) == "too-large Upload-Length");
  BOOST_TEST(phone->create_upload(sos, recording, {}).status == 201u);
  BOOST_TEST(phone->append(recording, 0, std::string(1001, 'x')).status == 413u);
  BOOST_TEST(phone->offset(recording).value() == 0u);
  BOOST_TEST(phone->create_upload(sos, make_id(), 10).status == 201u);
  BOOST_TEST(problem_of(phone->create_upload(sos, make_id(), 10)) == "too-many");
  phone->append(recording, 0, "0123");
  clock.advance(std::chrono::hours{25});  // what was abandoned makes room, its bytes stay
  BOOST_TEST(phone->create_upload(sos, make_id(), 10).status == 201u);
  desk = std::make_unique<Visitor>(*this, "sari@contoh.id");  // half a day without a request ended the first session
  BOOST_TEST(desk->content(recording).header("Siaga-Recording-State").value_or("") == "finished");
}

BOOST_AUTO_TEST_CASE(a_deferred_length_may_come_with_any_piece) {
  phone->create_upload(sos, recording, {});
  BOOST_TEST(phone->append(recording, 0, "01234").status == 204u);
  BOOST_TEST(problem_of(phone->append(recording, 5, "", {{"Upload-Length", "4"}})) == "conflict Upload-Length");
  BOOST_TEST(phone->append(recording, 5, "56", {{"Upload-Length", "9"}}).status == 204u);
  BOOST_TEST(problem_of(phone->append(recording, 7, "78", {{"Upload-Length", "10"}})) == "conflict Upload-Length");
  BOOST_TEST(phone->append(recording, 7, "78").status == 204u);
  BOOST_TEST((row().sha256 == base::sha256("012345678")));
}

BOOST_AUTO_TEST_CASE(an_officer_who_stops_leaves_what_came_as_evidence) {
  const net::Headers tus{{"Tus-Resumable", "1.0.0"}};
  const auto target = "/api/v1/uploads/" + base::to_string(recording);
  phone->create_upload(sos, recording, 100);
  phone->append(recording, 0, "0123");
  BOOST_TEST(phone->send(net::Verb::del, target, {}, tus).status == 204u);
  BOOST_TEST(phone->send(net::Verb::del, target, {}, tus).status == 204u);
  BOOST_TEST((row().sha256 == base::sha256("0123")));
  BOOST_TEST(phone->offset(recording).value() == 4u);
  BOOST_TEST(problem_of(phone->append(recording, 4, "4")) == "conflict Upload-Offset");
  BOOST_TEST(desk->content(recording).body == "0123");
}

BOOST_AUTO_TEST_CASE(it_goes_on_after_a_restart_with_the_digest_recomputed) {
  const auto clip = some_bytes(300'000);
  phone->create_upload(sos, recording, clip.size());
  phone->append(recording, 0, clip.substr(0, 200'000));
  restart();
  BOOST_TEST(phone->offset(recording).value() == 200'000u);
  BOOST_TEST(phone->append(recording, 200'000, clip.substr(200'000)).status == 204u);
  BOOST_TEST((row().sha256 == base::sha256(clip)));
}

BOOST_AUTO_TEST_CASE(after_a_crash_the_offset_is_the_smaller_of_file_and_table) {
  phone->create_upload(sos, recording, 10);
  phone->append(recording, 0, "01234");
  stop();
  std::ofstream{file(), std::ios::app} << "junk that no row knows";
  start();
  sign_in();
  BOOST_TEST(phone->offset(recording).value() == 5u);
  stop();
  std::filesystem::resize_file(file(), 3);
  start();
  sign_in();
  BOOST_TEST(phone->offset(recording).value() == 3u);
  BOOST_TEST(phone->append(recording, 3, "3456789").status == 204u);
  BOOST_TEST((row().sha256 == base::sha256("0123456789")));
}

BOOST_AUTO_TEST_CASE(a_full_disk_refuses_recordings_but_not_alarms) {
  phone->create_upload(sos, recording, 10);
  restart([](hub::HubOptions& options) { options.limits.free_bytes = std::numeric_limits<std::uint64_t>::max(); });
  BOOST_TEST(problem_of(phone->append(recording, 0, "x")) == "storage-full");
  BOOST_TEST(phone->create_upload(sos, make_id(), 10).status == 507u);
  BOOST_TEST(phone->raise(make_id()).status == 201u);
  FeedReader reader{*this, *desk, desk->snapshot().as_of};
  const auto frame = reader.next().value();
  BOOST_TEST(std::get<protocol::HeartbeatFrame>(frame).storage_full);
}

BOOST_AUTO_TEST_CASE(what_a_phone_left_is_finished_after_a_day_of_silence_also_over_a_restart) {
  phone->create_upload(sos, recording, 10);
  phone->append(recording, 0, "01234");
  stop();
  last_byte_came(std::chrono::hours{23});
  start();
  sign_in();
  static net::Runtime runtime{1};  // outlives the threads of every hub that may still be posting to it
  const std::optional<base::Id> everybody;
  const auto ended = [&] {
    return net::run_blocking(runtime.executor(), hub::end_abandoned(hub().core(), everybody)).value();
  };
  BOOST_TEST(ended() == 0u);
  BOOST_TEST((row().state == domain::RecordingState::growing));
  stop();
  last_byte_came(std::chrono::hours{25});
  start();
  sign_in();
  FeedReader reader{*this, *desk, protocol::Cursor{desk->snapshot().as_of.epoch, 0}};
  const auto event = reader.until(EventKind::recording_finished, sos);
  BOOST_TEST((event.body.abandoned == true && event.body.size == 5u && event.body.sha256 == base::sha256("01234")));
  BOOST_TEST(ended() == 0u);
}

BOOST_AUTO_TEST_CASE(silence_counts_and_not_age) {
  restart([](hub::HubOptions& options) { options.limits.growing_of_person = 1; });
  phone->create_upload(sos, recording, 10);
  for (std::uint64_t at = 0; at < 3; ++at) {
    phone->append(recording, at, "x");
    clock.advance(std::chrono::hours{11});
    sign_in();
  }
  BOOST_TEST(problem_of(phone->create_upload(sos, make_id(), 10)) == "too-many");
  BOOST_TEST(phone->append(recording, 3, "x").status == 204u);
}

BOOST_AUTO_TEST_CASE(a_phone_that_comes_back_too_late_sends_it_all_as_another_recording) {
  phone->create_upload(sos, recording, 10);
  phone->append(recording, 0, "01234");
  stop();
  last_byte_came(std::chrono::hours{25});
  start();
  sign_in();
  FeedReader{*this, *desk, protocol::Cursor{desk->snapshot().as_of.epoch, 0}}.until(EventKind::recording_finished, sos);
  const net::Headers tus{{"Tus-Resumable", "1.0.0"}};
  const auto target = "/api/v1/uploads/" + base::to_string(recording);
  BOOST_TEST(phone->send(net::Verb::head, target, {}, tus).status == 410u);
  const auto refused = phone->append(recording, 5, "56789");
  BOOST_TEST((refused.status == 410u && problem_of(refused) == "conflict abandoned"));
  BOOST_TEST(phone->create_upload(sos, recording, 10).status == 410u);
  BOOST_TEST(phone->send(net::Verb::del, target, {}, tus).status == 204u);
  const auto whole = make_id();
  BOOST_TEST(phone->create_upload(sos, whole, 10).status == 201u);
  BOOST_TEST(phone->append(whole, 0, "0123456789").status == 204u);
  BOOST_TEST(desk->content(recording).body == "01234");
  BOOST_TEST(desk->content(whole).body == "0123456789");
}

BOOST_AUTO_TEST_CASE(a_file_that_lost_bytes_is_not_finished_as_if_no_more_had_come) {
  phone->create_upload(sos, recording, 10);
  phone->append(recording, 0, "01234");
  stop();
  std::filesystem::resize_file(file(), 3);
  last_byte_came(std::chrono::hours{25});
  start();
  sign_in();
  static net::Runtime runtime{1};  // outlives the threads of every hub that may still be posting to it
  const std::optional<base::Id> everybody;
  BOOST_TEST(net::run_blocking(runtime.executor(), hub::end_abandoned(hub().core(), everybody)).value() == 0u);
  BOOST_TEST((row().state == domain::RecordingState::growing && row().size == 5u));
}

BOOST_AUTO_TEST_CASE(an_officers_first_upload_is_not_refused_for_what_others_have) {
  restart([](hub::HubOptions& options) { options.limits.growing = 1; });
  Visitor other{*this, "anton@contoh.id"};
  const auto alarm = make_id();
  other.raise(alarm);
  BOOST_TEST(other.create_upload(alarm, make_id(), 10).status == 201u);
  BOOST_TEST(phone->create_upload(sos, recording, 10).status == 201u);
  BOOST_TEST(problem_of(phone->create_upload(sos, make_id(), 10)) == "too-many");
}

BOOST_AUTO_TEST_CASE(names_from_a_phone_never_become_paths) {
  BOOST_TEST(named("../../etc/\xff\x01 passwd\n", "text/html\r\nX: y") == 201u);
  BOOST_TEST(row().file_name == "../../etc/?? passwd?");
  BOOST_TEST(row().content_type == "application/octet-stream");
  BOOST_TEST(std::filesystem::exists(file()));
}

BOOST_AUTO_TEST_CASE(a_name_with_nul_and_marks_that_turn_reading_is_shown_as_it_is) {
  BOOST_TEST(named(std::string("a\0b", 3) + "\xe2\x80\xaegpj.exe\xe2\x81\xa6 \xd7\x90\xe2\x80\x8f.mp4") == 201u);
  BOOST_TEST(row().file_name == "a?b?gpj.exe? \xd7\x90?.mp4");
}

BOOST_AUTO_TEST_CASE(a_long_name_ends_at_a_whole_character) {
  std::string name = "x";
  while (name.size() < 2000) name += "\xc3\xa9";
  BOOST_TEST(named(name) == 201u);
  BOOST_TEST(row().file_name == name.substr(0, 255));
}

BOOST_AUTO_TEST_CASE(a_name_of_four_kilobytes_is_refused) { BOOST_TEST(named(std::string(4096, 'n')) == 400u); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
