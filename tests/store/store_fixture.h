// A data folder with a database, a clock moved by hand, and a store thread whose jobs are waited for.
// Thread: the test's; jobs run on the store thread.
#pragma once

#include "store/data_folder.h"
#include "store/person_table.h"
#include "store/store_thread.h"
#include "store/unit_table.h"
#include "support/fake_clock.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace siaga::test {

/// An event that says `text`.
store::EventDraft event_saying(const std::string& text, const base::Id& subject = {});

/// Appends one event.
store::Job append_job(const std::string& text, store::Priority priority = store::Priority::normal);

struct StoreFixture {
  StoreFixture() : StoreFixture(std::filesystem::path{}) {}
  /// Another folder than the scratch one.
  explicit StoreFixture(std::filesystem::path folder, std::uint64_t reserve = 64 * 1024);

  store::Database open(store::Database::Mode mode = store::Database::Mode::read_only) const;
  /// Makes the thread; `folder` must not be open elsewhere.
  void start();
  /// The result of one job.
  base::Result<void> run(store::Job job);
  std::future<base::Result<void>> submit(store::Job job);

  /// What the feed was told, a vector a commit.
  std::vector<std::vector<store::StoredEvent>> told() const;
  /// Bodies in the journal, in order.
  std::vector<std::string> bodies() const;

  FakeClock clock;
  ScratchFolder scratch;
  store::DataFolder folder;
  std::uint64_t reserve;
  mutable std::mutex told_mutex;
  std::vector<std::vector<store::StoredEvent>> told_;
  std::unique_ptr<store::StoreThread> thread;
};

/// A unit and a person in it.
domain::Person make_person(store::Database& database, base::Instant at, const std::string& email = "a@contoh.id");

}  // namespace siaga::test
