// The store thread: the one writer. Jobs wait in one list; the thread takes what is there, runs each in a savepoint of
// one transaction, commits, tells the feed once, then completes them: many commands, one fdatasync (design.md §2).
// When SQLite itself has rolled the transaction back (a full disk), nobody in the batch is acknowledged and each is run
// again alone; jobs must therefore have no effect outside the ledger. Only alarms may use up the reserve; while it is
// gone all others get storage_full.
// Owner: the hub. Thread: submit, empty_wal, storage_full, counts and stop from any; jobs and completions run on the
// store thread.
#pragma once

#include "base/clock.h"
#include "store/data_folder.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/reserve.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace siaga::store {

/// What a decision may touch.
struct Ledger {
  Database& database;
  Journal& journal;
  base::Instant now;  ///< what an event written by this job will say
};

enum class Priority {
  normal,
  alarm,  ///< and what answers it: goes on when the disk is full
};

struct Job {
  /// Loads, decides, writes. An error rolls its savepoint back. May be run twice.
  std::function<base::Result<void>(Ledger&)> decide;
  /// After the commit (or with the error). Must not block or throw.
  std::function<void(base::Result<void>)> complete;
  Priority priority = Priority::normal;
};

class StoreThread {
 public:
  struct Options {
    std::size_t queue = 4096;  ///< waiting jobs; alarms may wait in twice as many
    std::size_t batch = 512;   ///< jobs a commit
    std::uint64_t reserve = 16u << 20;
    Journal::ClockStepped clock_stepped;
    Journal::Uptime uptime{};  ///< as of Journal
    /// Once a commit, on the store thread, before its completions.
    std::function<void(Database&, std::vector<StoredEvent>)> tell;
  };
  struct Counts {
    std::uint64_t commits = 0;
    std::uint64_t jobs = 0;   ///< in those commits
    std::uint64_t rerun = 0;  ///< run again alone after a rollback
    std::size_t waiting = 0;
  };

  /// Takes the writing connection. The thread starts at once.
  StoreThread(Database database, const DataFolder& folder, const base::Clock& clock, Options options);
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;
  ~StoreThread();

  /// The job's completion is always called, exactly once; with unavailable (here, at once) when the list is full or
  /// the thread is stopping.
  void submit(Job job);

  /// Between two commits: Database::empty_wal. `done` is called exactly once, as a completion; with false (perhaps
  /// here) when the thread is stopping, too.
  void empty_wal(std::function<void(bool emptied)> done);

  /// True while only alarms are written.
  bool storage_full() const { return storage_full_; }
  Counts counts() const;

  /// Runs what waits, then ends the thread. Later jobs get unavailable.
  void stop();

 private:
  void run();
  std::vector<Job> wait_for_jobs();
  void run_batch(std::vector<Job>& jobs);
  bool try_together(std::vector<Job>& jobs, std::vector<base::Result<void>>& results);
  base::Result<void> run_alone(Job& job);
  base::Result<void> attempt_alone(Job& job);
  base::Result<void> attempt(Job& job);
  void empty_wal_if_asked();
  void look_after_reserve();

  Options options_;
  Database database_;
  Journal journal_;
  Reserve reserve_;
  std::atomic<bool> storage_full_{false};
  std::chrono::steady_clock::time_point reserve_looked_at_{};

  mutable std::mutex mutex_;
  std::condition_variable wakened_;
  std::vector<Job> waiting_;
  std::vector<std::function<void(bool)>> emptying_;
  bool stopping_ = false;
  Counts counts_;

  std::jthread thread_;  // last: everything above exists before it starts
};

}  // namespace siaga::store
