// console/recording_bytes, recording_fetch and recording_shelf: growth, ranges, far reads, breaks, letting go.
#include "base/digest.h"
#include "console/handmade.h"
#include "console/recording_shelf.h"
#include "console/scripted_hub.h"
#include "support/scratch_folder.h"
#include "support/tcp_proxy.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <future>

using namespace siaga;
using namespace siaga::test;
using console::CachedRecording;
using console::RecordingBytes;

namespace {

constexpr std::chrono::seconds deadline{30};

std::string noise(std::size_t size) {
  const auto bytes = base::random_bytes(size);
  return {bytes.begin(), bytes.end()};
}

/// In a thread of its own, as the player reads.
std::future<base::Result<std::string>> read_later(std::shared_ptr<CachedRecording> recording, std::uint64_t offset,
                                                  std::size_t count) {
  return std::async(std::launch::async, [recording, offset, count]() -> base::Result<std::string> {
    std::string bytes(count, '\0');
    const auto got = recording->read(offset, std::as_writable_bytes(std::span{bytes}));
    if (!got) return got.error();
    bytes.resize(*got);
    return bytes;
  });
}

base::Result<std::string> read_now(const std::shared_ptr<CachedRecording>& recording, std::uint64_t offset,
                                   std::size_t count = 4096) {
  auto answer = read_later(recording, offset, count);
  if (answer.wait_for(deadline) != std::future_status::ready) {
    recording->cancel();
    BOOST_FAIL("a reader still waits");
  }
  return answer.get();
}

std::string read_all(const std::shared_ptr<CachedRecording>& recording) {
  std::string all;
  while (true) {
    const auto more = read_now(recording, all.size(), 100'000);
    BOOST_REQUIRE(more);
    if (more->empty()) return all;
    all += *more;
  }
}

struct Library {
  ScratchFolder scratch;
  ScriptedHub hub;
  TcpProxy wire{hub.port()};
  net::Runtime runtime{1};
  std::unique_ptr<console::RecordingShelf> shelf = make_shelf();
  const base::Id id = id_of(50);

  ~Library() {
    shelf.reset();
    runtime.stop();
  }

  std::unique_ptr<console::RecordingShelf> make_shelf(std::uint64_t room = console::RecordingShelf::room) {
    console::HubAccess access;
    access.endpoint = {"127.0.0.1", wire.port()};
    access.trust.pinned_fingerprint = hub.fingerprint();
    access.token = "token";
    return std::make_unique<console::RecordingShelf>(scratch.path() / "cache", runtime.executor(), access, room);
  }

  std::size_t files() const {
    const std::filesystem::directory_iterator entries{scratch.path() / "cache"};
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
  }
};

struct Bytes : ScratchFolder {
  std::shared_ptr<RecordingBytes> bytes = std::make_shared<RecordingBytes>(path() / "r");

  void put(std::uint64_t offset, const std::string& text) { BOOST_REQUIRE(bytes->put(offset, text)); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recording_bytes, Bytes)

BOOST_AUTO_TEST_CASE(pieces_join_in_any_order) {
  put(4, "EF");
  BOOST_TEST(bytes->available() == 0u);
  put(0, "AB");
  BOOST_TEST(bytes->available() == 2u);
  put(2, "CD");
  BOOST_TEST(bytes->available() == 6u);
  put(1, "BCDE");
  BOOST_TEST(bytes->stored() == 6u);
  BOOST_TEST(read_now(bytes, 1).value() == "BCDEF");
}

BOOST_AUTO_TEST_CASE(a_read_stops_at_a_hole_and_at_the_end) {
  put(0, "AB");
  put(4, "EF");
  bytes->finish(6);
  BOOST_TEST(read_now(bytes, 0).value() == "AB");
  BOOST_TEST(read_now(bytes, 4).value() == "EF");
  BOOST_TEST(read_now(bytes, 6).value() == "");
  BOOST_TEST(read_now(bytes, 99).value() == "");
}

BOOST_AUTO_TEST_CASE(wants_follow_the_reader_and_then_fill_the_holes) {
  auto want = bytes->next_want(10).value();
  BOOST_TEST(want.offset == 0u);
  BOOST_TEST(want.at_edge);
  put(0, std::string(10, 'a'));
  put(30, std::string(10, 'c'));
  bytes->finish(50);
  BOOST_TEST(bytes->next_want(100)->offset == 10u);
  BOOST_TEST(bytes->next_want(100)->length == 20u);
  BOOST_TEST(!bytes->next_want(100)->at_edge);
  auto reader = read_later(bytes, 45, 5);
  while (bytes->next_want(100)->offset != 45u) std::this_thread::yield();
  put(45, std::string(5, 'd'));
  BOOST_TEST(reader.get().value() == "ddddd");
  BOOST_TEST(bytes->next_want(100)->offset == 10u);
  put(10, std::string(20, 'b'));
  put(40, std::string(5, 'e'));
  BOOST_TEST(!bytes->next_want(100));
}

BOOST_AUTO_TEST_CASE(a_place_that_is_not_there_yet_is_asked_once) {
  put(0, "AB");
  auto reader = read_later(bytes, 1000, 5);
  while (bytes->next_want(10)->offset != 1000u) std::this_thread::yield();
  bytes->refuse(1000);
  BOOST_TEST(bytes->next_want(10)->offset == 2u);
  BOOST_TEST(bytes->next_want(10)->at_edge);
  bytes->finish(700);
  BOOST_TEST(reader.get().value() == "");
}

BOOST_AUTO_TEST_CASE(cancel_frees_readers_and_refuses_new_ones_until_resume) {
  auto reader = read_later(bytes, 0, 5);
  bytes->cancel();
  BOOST_TEST((reader.get().error().fault == base::Fault::unavailable));
  put(0, "AB");
  BOOST_TEST((read_now(bytes, 0).error().fault == base::Fault::unavailable));
  bytes->resume();
  BOOST_TEST(read_now(bytes, 0).value() == "AB");
}

BOOST_AUTO_TEST_CASE(a_failure_reaches_readers_of_what_is_missing_alone) {
  put(0, "AB");
  auto reader = read_later(bytes, 2, 5);
  bytes->fail(base::fail(base::Fault::not_found, "gone"));
  BOOST_TEST((reader.get().error().fault == base::Fault::not_found));
  BOOST_TEST(read_now(bytes, 0).value() == "AB");
  BOOST_TEST(!bytes->next_want(10));
  bytes->try_again();
  BOOST_TEST(bytes->next_want(10)->offset == 2u);
}

BOOST_AUTO_TEST_CASE(a_place_that_can_not_be_written_fails_its_readers) {
  const auto nowhere = std::make_shared<RecordingBytes>(path() / "no" / "such" / "folder");
  BOOST_TEST(read_now(nowhere, 0).has_error());
  BOOST_TEST(nowhere->put(0, "AB").has_error());
  BOOST_TEST(!nowhere->next_want(10));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(recording_shelf, Library)

BOOST_AUTO_TEST_CASE(a_finished_recording_comes_whole) {
  const auto original = noise(1'500'000);
  hub.grow_recording(id, original, true);
  const auto recording = shelf->open(id);
  BOOST_TEST((read_all(recording) == original));
  BOOST_TEST(recording->final_size().value() == original.size());
  BOOST_TEST(recording->available() == original.size());
}

BOOST_AUTO_TEST_CASE(a_growing_recording_is_followed_to_its_end) {
  const auto original = noise(700'000);
  hub.grow_recording(id, original.substr(0, 1000), false);
  const auto recording = shelf->open(id);
  BOOST_TEST((read_now(recording, 0).value() == original.substr(0, 1000)));
  BOOST_TEST(!recording->final_size());
  auto edge = read_later(recording, 1000, 10);
  hub.grow_recording(id, original.substr(1000, 299'000), false);
  BOOST_REQUIRE((edge.wait_for(deadline) == std::future_status::ready));
  BOOST_TEST((edge.get().value() == original.substr(1000, 10)));
  hub.grow_recording(id, original.substr(300'000), false);
  hub.grow_recording(id, "", true);
  BOOST_TEST((read_all(recording) == original));
  BOOST_TEST(recording->final_size().value() == original.size());
}

BOOST_AUTO_TEST_CASE(a_far_read_is_fetched_first) {
  const auto original = noise(8'000'000);
  hub.grow_recording(id, original, true);
  const auto recording = shelf->open(id);
  BOOST_TEST((read_now(recording, 7'900'000, 10).value() == original.substr(7'900'000, 10)));
  BOOST_TEST((read_all(recording) == original));
}

BOOST_AUTO_TEST_CASE(a_read_far_beyond_a_growing_end_waits_for_the_end) {
  const auto original = noise(100'000);
  hub.grow_recording(id, original, false);
  const auto recording = shelf->open(id);
  auto far = read_later(recording, 50'000'000, 10);
  BOOST_TEST((read_now(recording, 99'990).value() == original.substr(99'990)));
  hub.grow_recording(id, "", true);
  BOOST_REQUIRE((far.wait_for(deadline) == std::future_status::ready));
  BOOST_TEST(far.get().value() == "");
}

BOOST_AUTO_TEST_CASE(an_empty_recording_ends_at_once) {
  hub.grow_recording(id, "", true);
  const auto recording = shelf->open(id);
  BOOST_TEST(read_now(recording, 0).value() == "");
  BOOST_TEST(recording->final_size().value() == 0u);
}

BOOST_AUTO_TEST_CASE(a_break_loses_nothing_and_fetches_nothing_twice) {
  const auto original = noise(2'000'000);
  hub.grow_recording(id, original.substr(0, 600'000), false);
  const auto recording = shelf->open(id);
  BOOST_TEST((read_now(recording, 599'990, 100).value() == original.substr(599'990, 10)));
  wire.cut();
  hub.grow_recording(id, original.substr(600'000), true);
  auto edge = read_later(recording, 600'000, 10);
  wire.mend();
  BOOST_REQUIRE((edge.wait_for(deadline) == std::future_status::ready));
  BOOST_TEST((read_all(recording) == original));
  const auto asked = hub.ranges_asked();
  BOOST_TEST(std::ranges::count_if(asked, [](const auto& one) { return one.starts_with("bytes=0-"); }) == 1);
}

BOOST_AUTO_TEST_CASE(what_the_hub_refuses_reaches_the_reader) {
  const auto recording = shelf->open(id_of(51));
  BOOST_TEST((read_now(recording, 0).error().fault == base::Fault::not_found));
  hub.grow_recording(id, noise(10), true);
  hub.ignore_ranges();
  BOOST_TEST((read_now(shelf->open(id), 0).error().fault == base::Fault::corrupt));
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_gone_gives_way_to_the_original) {
  const auto original = noise(600'000);
  hub.grow_recording(id, original, true);
  const auto recording = shelf->open(id, console::RecordingForm::play_copy);
  BOOST_TEST((read_all(recording) == original));
  BOOST_TEST(recording->final_size().value() == original.size());
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_there_is_what_is_read) {
  const auto copy = noise(600'000);
  hub.grow_recording(id, noise(1000), true);
  hub.grow_copy(id, copy, true);
  BOOST_TEST((read_all(shelf->open(id, console::RecordingForm::play_copy)) == copy));
}

BOOST_AUTO_TEST_CASE(a_copy_that_goes_while_it_is_read_is_never_mixed_with_the_original) {
  const auto copy = noise(1000);
  hub.grow_recording(id, noise(5000), true);
  hub.grow_copy(id, copy, false);
  const auto recording = shelf->open(id, console::RecordingForm::play_copy);
  BOOST_TEST((read_now(recording, 0).value() == copy));
  hub.lose_copy(id);
  BOOST_TEST((read_now(recording, 1000).error().fault == base::Fault::not_found));
  BOOST_TEST((read_now(recording, 0).value() == copy));
}

BOOST_AUTO_TEST_CASE(neither_copy_nor_original_is_a_failure_that_is_told) {
  const auto recording = shelf->open(id, console::RecordingForm::play_copy);
  BOOST_TEST((read_now(recording, 0).error().fault == base::Fault::not_found));
}

BOOST_AUTO_TEST_CASE(it_is_one_object_while_anybody_holds_it_and_fetched_once) {
  hub.grow_recording(id, noise(1000), true);
  auto recording = shelf->open(id);
  BOOST_TEST(shelf->open(id) == recording);
  read_all(recording);
  const auto asked = hub.ranges_asked().size();
  recording.reset();
  BOOST_TEST(read_all(shelf->open(id)).size() == 1000u);
  BOOST_TEST(hub.ranges_asked().size() == asked);
}

BOOST_AUTO_TEST_CASE(more_growing_recordings_than_turns_all_get_theirs) {
  std::vector<std::shared_ptr<CachedRecording>> held;
  for (std::uint8_t i = 0; i < console::RecordingShelf::fetches_at_once + 3; ++i) {
    hub.grow_recording(id_of(i), std::string(100, static_cast<char>('a' + i)), false);
    held.push_back(shelf->open(id_of(i)));
  }
  for (std::size_t i = 0; i < held.size(); ++i)
    BOOST_TEST(read_now(held[i], 0).value() == std::string(100, static_cast<char>('a' + i)));
}

BOOST_AUTO_TEST_CASE(old_ones_make_room_and_held_ones_stay) {
  shelf = make_shelf(2500);
  std::vector<std::shared_ptr<CachedRecording>> held;
  for (std::uint8_t i = 0; i < 3; ++i) {
    hub.grow_recording(id_of(i), noise(1000), true);
    held.push_back(shelf->open(id_of(i)));
    read_all(held.back());
  }
  BOOST_TEST(files() == 3u);
  held.erase(held.begin());
  hub.grow_recording(id_of(9), noise(1000), true);
  held.push_back(shelf->open(id_of(9)));
  BOOST_TEST(files() == 3u);  // the one that was let go
}

// Each kept one is an open file, and a console without descriptors has no link to its hub.
BOOST_AUTO_TEST_CASE(many_small_ones_that_were_let_go_are_few_files) {
  const auto descriptors = [] {
    const std::filesystem::directory_iterator entries{"/proc/self/fd"};
    return std::distance(begin(entries), end(entries));
  };
  const auto before = descriptors();
  for (std::uint8_t i = 0; i < 200; ++i) {
    hub.grow_recording(id_of(i), noise(1000), true);
    read_all(shelf->open(id_of(i)));
  }
  BOOST_TEST(files() <= console::RecordingShelf::most_places + 1);
  BOOST_TEST(descriptors() - before <= 50);
}

BOOST_AUTO_TEST_CASE(signing_out_frees_readers_and_leaves_no_file) {
  hub.grow_recording(id, noise(1000), false);
  auto recording = shelf->open(id);
  read_now(recording, 0);
  auto edge = read_later(recording, 1000, 10);
  shelf.reset();
  BOOST_REQUIRE((edge.wait_for(deadline) == std::future_status::ready));
  BOOST_TEST((edge.get().error().fault == base::Fault::unavailable));
  recording.reset();
  runtime.stop();
  BOOST_TEST(files() == 0u);
}

BOOST_AUTO_TEST_CASE(what_an_earlier_run_left_is_removed) {
  shelf.reset();
  BOOST_REQUIRE(base::write_atomically(scratch.path() / "cache" / "x.siaga-recording", "left"));
  shelf = make_shelf();
  BOOST_TEST(files() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
