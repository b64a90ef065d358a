// Letters that no case takes: how many of them wait, how long, and what stays on the disk.
#include "case_room.h"

#include "base/file.h"
#include "hub/logbook_upkeep.h"
#include "store/data_folder.h"

#include <atomic>
#include <thread>

namespace siaga::test {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_waiting = 20;

struct LetterRoom : CaseRoom {
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data() / "media"))
      count += entry.path().extension() == ".letter" ? 1u : 0u;
    return count;
  }
  /// The hub deletes and forgets beside its answers; a minute is for a crowded machine.
  template <class Wish>
  bool soon(Wish wish) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!wish()) {
      if (std::chrono::steady_clock::now() >= end) return false;
      std::this_thread::yield();
    }
    return true;
  }
  void send_as_many_as_may_wait() {
    for (std::size_t i = 0; i < most_waiting; ++i) letter_of(*support);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(letter, LetterRoom)

BOOST_AUTO_TEST_CASE(what_no_case_took_is_forgotten_after_a_week_while_the_hub_runs) {
  send_as_many_as_may_wait();
  BOOST_TEST(problem_of(send_letter(*support, make_id())) == "too-many letters");
  letter_of(*leader);  // theirs are their own
  pass(24h * 7 - 1h);
  hub().core().logbook_upkeep->wake();
  BOOST_TEST(send_letter(*support, make_id()).status == 429u);
  pass(2h);
  hub().core().logbook_upkeep->wake();
  BOOST_TEST(soon([this] { return send_letter(*support, make_id()).status == 201u; }));
  BOOST_TEST(soon([this] { return files() == 1u; }));
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_ahead_forgets_none) {
  send_as_many_as_may_wait();
  clock.step(24h * 30);
  {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    database.run("insert into letter_to_delete values (?)", make_id());
  }
  hub().core().logbook_upkeep->wake();
  // It forgets before it deletes.
  BOOST_TEST(soon([this] {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    return !database.query("select 1 from letter_to_delete").next();
  }));
  BOOST_TEST(send_letter(*support, make_id()).status == 429u);
  BOOST_TEST(files() == 20u);
}

BOOST_AUTO_TEST_CASE(one_that_is_refused_leaves_nothing_on_the_disk) {
  send_as_many_as_may_wait();
  const auto last = letter_of(*leader);
  for (int i = 0; i < 3; ++i) {
    const auto refused = make_id();
    BOOST_TEST(send_letter(*support, refused).status == 429u);
    BOOST_TEST(!std::filesystem::exists(store::letter_in(data(), refused)));
  }
  BOOST_TEST(files() == most_waiting + 1);
  BOOST_TEST(send_letter(*leader, last).status == 200u);  // a retry
}

BOOST_AUTO_TEST_CASE(bytes_whose_hub_died_before_it_kept_their_row_go_at_a_start_a_day_later) {
  const auto kept = letter_of(*support);
  for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
  stop();
  const auto stray = store::letter_in(data(), make_id()), fresh = store::letter_in(data(), make_id());
  const auto written_at = [](const std::filesystem::path& file, base::Instant at) {
    std::filesystem::last_write_time(file, std::chrono::file_clock::from_sys(at));
  };
  for (const auto& file : {stray, fresh}) {
    std::filesystem::create_directories(file.parent_path());
    BOOST_REQUIRE(base::write_atomically(file, "%PDF-1.7 surat").has_value());
    written_at(file, clock.now() - (file == stray ? 25h : 23h));
  }
  written_at(store::letter_in(data(), kept), clock.now() - 48h);
  start();
  BOOST_TEST(soon([&] { return !std::filesystem::exists(stray); }));
  BOOST_TEST(std::filesystem::exists(fresh));  // its row may be on its way
  BOOST_TEST(std::filesystem::exists(store::letter_in(data(), kept)));
}

BOOST_AUTO_TEST_CASE(of_those_that_come_at_once_only_the_kept_ones_stay) {
  std::vector<std::unique_ptr<Visitor>> windows;
  for (int i = 0; i < 4; ++i) windows.push_back(std::make_unique<Visitor>(*this, "hendra@contoh.id"));
  std::atomic<std::size_t> kept = 0;
  {
    std::vector<std::jthread> senders;
    for (auto& window : windows)
      senders.emplace_back([this, &window, &kept] {
        for (int i = 0; i < 10; ++i) kept += send_letter(*window, make_id()).status == 201u ? 1u : 0u;
      });
  }
  BOOST_TEST(kept == most_waiting);
  BOOST_TEST(soon([this] { return files() == most_waiting; }));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
