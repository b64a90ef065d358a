// The whole hub, but for its sockets, on a disk that loses power or refuses the n-th operation: bytes that were
// acknowledged by 204 are there afterwards, the offset is the smaller of file and table, and every upload ends with the
// SHA-256 of its clip. A tenth of SIAGA_POWER_CUTS (1000) cuts, at least 60.
#include "base/digest.h"
#include "base/file.h"
#include "direct_phone.h"
#include "net/blocking.h"
#include "store/recording_table.h"
#include "support/fault_disk.h"
#include "support/fault_vfs.h"
#include "support/silence.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <future>
#include <iostream>
#include <random>

namespace siaga::test {

namespace {

namespace asio = net::asio;

std::uint64_t number_in_environment(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoull(text);
}

/// One alarm with one recording, as its phone knows it.
struct Work {
  base::Id sos;
  base::Id recording;
  std::string clip;
  bool alarm_acknowledged = false;
  std::uint64_t bytes_acknowledged = 0;
  bool finished = false;
};

class FaultyHub : public HubFixture {
 public:
  explicit FaultyHub(std::uint64_t seed) : random(seed) { HubFixture::stop(); }

  std::filesystem::path next_folder() { return scratch_.path() / std::to_string(++number_); }
  void start_in(const std::filesystem::path& folder) {
    start([&folder](hub::HubOptions& options) {
      options.data = folder;
      options.reserve = 4096;
    });
    phone = std::make_unique<DirectPhone>(hub(), officer);
  }
  void end() {
    phone.reset();
    HubFixture::stop();
  }

  Work new_work() {
    Work work{make_id(), make_id(), std::string(1 + random() % 40'000, 'x')};
    for (auto& byte : work.clip) byte = static_cast<char>(random());
    return work;
  }

  /// One pass of a phone over its work, until it is done or something is refused: raise, create, append in pieces.
  asio::awaitable<bool> advance(Work& work) {
    auto raising = phone->raise(work.sos, clock.now());
    const auto raised = co_await std::move(raising);
    if (raised.status == 201 && work.alarm_acknowledged) complaints.push_back("an acknowledged alarm was not known");
    if (raised.status != 200 && raised.status != 201) co_return false;
    work.alarm_acknowledged = true;
    auto creating = phone->create(work.sos, work.recording, work.clip.size());
    const auto created = co_await std::move(creating);
    if (created.status != 201) co_return false;
    auto looking = phone->offset(work.recording);
    auto at = co_await std::move(looking);
    if (!at) co_return false;
    if (*at < work.bytes_acknowledged)
      complaints.push_back("acknowledged to " + std::to_string(work.bytes_acknowledged) + ", the hub has " +
                           std::to_string(*at));
    while (*at < work.clip.size()) {
      Delivery delivery{work.clip.substr(*at, 1 + random() % 9000), 4096, {}};
      auto appending = phone->append(work.recording, *at, std::move(delivery));
      const auto answer = co_await std::move(appending);
      if (answer.status != 204) co_return false;
      at = number_in(answer, "Upload-Offset");
      work.bytes_acknowledged = *at;
    }
    work.finished = true;
    co_return true;
  }

  bool run(Work& work) { return net::run_blocking(runtime.executor(), advance(work)); }
  void run_all(std::vector<Work>& works) {
    std::vector<std::future<bool>> running;
    for (auto& work : works) running.push_back(asio::co_spawn(runtime.executor(), advance(work), asio::use_future));
    for (auto& one : running) one.get();
  }

  /// What the disk has of a work's clip is its beginning, at least as far as was acknowledged; of a finished one, all.
  void compare(store::Database& database, const std::filesystem::path& folder, const Work& work) {
    const auto row = store::recording_table::find(database, work.recording);
    if (!row) {
      if (work.bytes_acknowledged > 0) complaints.push_back("an acknowledged recording has no row");
      return;
    }
    const auto name = base::to_string(work.recording);
    const auto read = base::read_file(folder / "media" / name.substr(34) / name);
    const auto bytes = read ? *read : std::string{};
    const auto size = std::min<std::uint64_t>(bytes.size(), row->recording.size);
    if (size < work.bytes_acknowledged) complaints.push_back("acknowledged bytes are gone");
    if (bytes.compare(0, size, work.clip, 0, size) != 0) complaints.push_back("other bytes than were sent");
    const bool finished = row->recording.state == domain::RecordingState::finished;
    if (work.finished && !finished) complaints.push_back("a finished recording is not");
    if (finished && row->recording.sha256 != base::sha256(bytes)) complaints.push_back("another SHA-256");
    if (finished && bytes != work.clip) complaints.push_back("finished with other bytes");
  }

  std::mt19937_64 random;
  net::Runtime runtime{1};
  std::unique_ptr<DirectPhone> phone;
  std::vector<std::string> complaints;

 private:
  ScratchFolder scratch_;
  int number_ = 0;
};

/// One life after the other of the same machine, its power cut at a random operation each time.
class Lives {
 public:
  explicit Lives(std::uint64_t seed) : fixture_(seed), folder_(fixture_.data()) { hire(); }

  void live(const std::optional<std::string>& ignored_syncs) {
    {
      FaultDisk disk{folder_};
      if (ignored_syncs) disk.ignore_syncs(*ignored_syncs);
      fixture_.start_in(folder_);
      disk.cut_at(1 + fixture_.random() % usual_, fixture_.random());
      fixture_.run_all(works_);
      cut_at_work_ += disk.is_cut() ? 1 : 0;
      if (!disk.is_cut()) usual_ = std::max<std::uint64_t>(20, disk.operations());
      disk.cut_now(fixture_.random());
      fixture_.end();
      folder_ = fixture_.next_folder();
      disk.save(folder_);
    }
    auto database = store::Database::open(folder_ / "hub.db", store::Database::Mode::read_write);
    if (!database) {
      fixture_.complaints.push_back("the database can't be opened: " + database.error().detail);
      return;
    }
    auto row = database->query("select count(*), coalesce(max(seq), 0) from journal");
    row.next();
    if (row.integer(0) != row.integer(1)) fixture_.complaints.push_back("the journal has gaps");
    for (const auto& work : works_) fixture_.compare(*database, folder_, work);
    for (auto& work : works_) {
      if (!work.finished) continue;
      ++finished_;
      work = fixture_.new_work();
    }
  }

  const std::vector<std::string>& complaints() const { return fixture_.complaints; }
  std::uint64_t cut_at_work() const { return cut_at_work_; }
  std::uint64_t finished() const { return finished_; }

 private:
  void hire() {
    for (int i = 0; i < 3; ++i) works_.push_back(fixture_.new_work());
  }

  FaultVfs vfs_;
  FaultyHub fixture_;
  std::filesystem::path folder_;
  std::vector<Work> works_;
  std::uint64_t usual_ = 120;
  std::uint64_t cut_at_work_ = 0;
  std::uint64_t finished_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(upload_fault)

BOOST_AUTO_TEST_CASE(acknowledged_bytes_survive_power_cuts) {
  const Silence silence;
  const auto cuts = std::max<std::uint64_t>(60, number_in_environment("SIAGA_POWER_CUTS", 1000) / 10);
  constexpr std::uint64_t lives_of_a_machine = 20;  // each life looks through all files: they must stay few
  std::uint64_t at_work = 0, finished = 0;
  for (std::uint64_t done = 0; done < cuts; done += lives_of_a_machine) {
    Lives lives{number_in_environment("SIAGA_SEED", 1) + done};
    for (std::uint64_t i = 0; i < lives_of_a_machine; ++i) lives.live({});
    BOOST_TEST_CONTEXT("machine " << done) {
      for (const auto& complaint : lives.complaints()) BOOST_ERROR(complaint);
    }
    at_work += lives.cut_at_work();
    finished += lives.finished();
  }
  BOOST_TEST(at_work > cuts / 3);
  BOOST_TEST(finished > 0u);
  std::cout << cuts << " power cuts of the hub, " << at_work << " of them at work: acknowledged bytes are there, "
            << finished << " recordings whole\n";
}

/// The control: with media that aren't really synced the test above would fail.
BOOST_AUTO_TEST_CASE(media_that_only_seem_synced_are_found_out) {
  const Silence silence;
  Lives lives{number_in_environment("SIAGA_SEED", 1)};
  for (int i = 0; i < 15; ++i) lives.live("/media/");
  BOOST_TEST(!lives.complaints().empty());
}

BOOST_AUTO_TEST_CASE(any_operation_may_fail_and_the_upload_ends_whole) {
  const Silence silence;
  const FaultVfs vfs;
  FaultyHub fixture{7};
  const auto folder = fixture.data();
  FaultDisk disk{folder};
  fixture.start_in(folder);
  std::vector<Work> works;
  std::uint64_t n = 1;
  for (bool failed = true; failed && n < 2000; ++n) {
    auto work = fixture.new_work();
    const auto before = disk.failures();
    disk.fail_at(n, 1, n % 2 == 0 ? EIO : EDQUOT);
    for (int attempt = 0; attempt < 50 && !work.finished; ++attempt) fixture.run(work);
    failed = disk.failures() > before;
    BOOST_TEST_CONTEXT("operation " << n) { BOOST_TEST(work.finished); }
    works.push_back(std::move(work));
  }
  fixture.end();
  auto database = store::Database::open(folder / "hub.db", store::Database::Mode::read_only).value();
  for (const auto& work : works) fixture.compare(database, folder, work);
  for (const auto& complaint : fixture.complaints) BOOST_ERROR(complaint);
  BOOST_TEST(n > 20u);
  std::cout << "one failure at each of " << n - 1 << " operations of an upload\n";
}

BOOST_AUTO_TEST_CASE(a_disk_that_is_full_for_a_while_keeps_the_upload_going_afterwards) {
  const Silence silence;
  const FaultVfs vfs;
  FaultyHub fixture{8};
  const auto folder = fixture.data();
  FaultDisk disk{folder};
  fixture.start_in(folder);
  for (std::uint64_t n = 1; n < 60; n += 9) {
    auto work = fixture.new_work();
    disk.fail_at(n, 5, ENOSPC);
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!work.finished && std::chrono::steady_clock::now() < give_up) fixture.run(work);
    BOOST_TEST_CONTEXT("operation " << n) { BOOST_TEST(work.finished); }
  }
  fixture.end();
  for (const auto& complaint : fixture.complaints) BOOST_ERROR(complaint);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
