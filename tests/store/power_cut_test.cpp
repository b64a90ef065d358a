// Power cuts through the real store thread, journal and reserve: at any operation of the disk, of which the synced part
// and a random part of the rest is found again. SIAGA_POWER_CUTS says how many (1000; `./siaga soak` takes more),
// SIAGA_SEED which.
#include "fault_rounds.h"
#include "support/fake_clock.h"
#include "support/silence.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <iostream>

namespace siaga::test {

namespace {

constexpr int rounds_of_a_database = 25;  // then a new one: checking all of it must stay quick

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoull(text);
}

store::Job autocheckpoint_after(std::uint64_t pages) {
  store::Job job;
  job.decide = [pages](store::Ledger& ledger) -> base::Result<void> {
    ledger.database.run("pragma wal_autocheckpoint = " + std::to_string(pages));
    return {};
  };
  job.complete = [](const base::Result<void>&) {};
  return job;
}

class PowerCuts {
 public:
  explicit PowerCuts(std::uint64_t seed) : clients_(seed), folder_(machine_.fresh()) {}

  /// One life of the machine, from start to cut, and what is found afterwards. A round in twenty writes past the
  /// thousand pages at which SQLite checkpoints by itself; the others do so after fewer.
  Verdict round(bool syncs_ignored) {
    ++rounds_;
    if (rounds_ % rounds_of_a_database == 0) begin_anew();
    const bool large = rounds_ % 20 == 0;
    {
      FaultDisk disk{folder_};
      if (syncs_ignored) disk.ignore_syncs("");
      auto& usual = usual_[large ? 1 : 0];
      if (usual > 0) disk.cut_at(1 + clients_.random()() % (usual + usual / 8), clients_.random()());
      live(large);
      cut_at_work_ += disk.is_cut() ? 1 : 0;
      if (!disk.is_cut()) usual = disk.operations();
      disk.cut_now(clients_.random()());
      const auto old = std::exchange(folder_, machine_.next());
      disk.save(folder_);
      machine_.scrap(old);
    }
    auto verdict = look();
    if (!verdict.is_good()) begin_anew();
    return verdict;
  }

  std::uint64_t cut_at_work() const { return cut_at_work_; }
  std::size_t acknowledged() const { return acknowledged_ + clients_.acknowledged(); }

 private:
  void live(bool large) {
    try {
      const auto folder = store::DataFolder::open(folder_).value();
      const auto thread = Machine::start(folder, clock_);
      if (!large) thread->submit(autocheckpoint_after(4 + clients_.random()() % 60));
      clients_.work(*thread, large ? 90 : 16, large ? 100'000 : 2000);
      clock_.advance(std::chrono::milliseconds{20});
    } catch (const std::runtime_error&) {  // the power went while it started
    }
  }

  Verdict look() {
    try {
      auto database = store::Database::open(folder_ / "hub.db", store::Database::Mode::read_write).value();
      return clients_.compare(database);
    } catch (const std::exception& fault) {
      return Verdict{{std::string{"can't be opened: "} + fault.what()}};
    }
  }

  void begin_anew() {
    acknowledged_ += clients_.acknowledged();
    clients_.forget();
    machine_.scrap(folder_);
    folder_ = machine_.fresh();
  }

  Silence silence_;
  Machine machine_;
  FakeClock clock_;
  Clients clients_;
  std::filesystem::path folder_;
  std::array<std::uint64_t, 2>
      usual_{};  ///< operations of a round that isn't cut, and of a large one; 0: not known yet
  int rounds_ = 0;
  std::uint64_t cut_at_work_ = 0;
  std::size_t acknowledged_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(power_cut)

BOOST_AUTO_TEST_CASE(nothing_acknowledged_is_lost_or_doubled) {
  const auto rounds = number_in("SIAGA_POWER_CUTS", 1000);
  const auto seed = number_in("SIAGA_SEED", 1);
  PowerCuts cuts{seed};
  for (std::uint64_t i = 0; i < rounds; ++i) {
    const auto verdict = cuts.round(false);
    BOOST_TEST_CONTEXT("round " << i << ", seed " << seed) {
      for (const auto& fault : verdict.faults) BOOST_ERROR(fault);
    }
  }
  BOOST_TEST(cuts.cut_at_work() > rounds / 3);
  BOOST_TEST(cuts.acknowledged() > rounds);
  std::cout << rounds << " power cuts, " << cuts.cut_at_work() << " of them at work: " << cuts.acknowledged()
            << " acknowledged, none lost or doubled\n";
}

/// The control: the test above can fail.
BOOST_AUTO_TEST_CASE(a_disk_that_only_says_that_it_synced_is_found_out) {
  PowerCuts cuts{number_in("SIAGA_SEED", 1)};
  int found_out = 0;
  for (int i = 0; i < 100; ++i) found_out += cuts.round(true).is_good() ? 0 : 1;
  BOOST_TEST(found_out >= 20);
  std::cout << "syncs ignored: " << found_out << " of 100 power cuts lost or broke something\n";
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
