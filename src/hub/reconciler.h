// Holds the users of applications against the logbook and the people: each night at 01:30 of the application's unit,
// and when somebody asks. An application is read to its end within four hours, or nothing is concluded from it; a run
// that failed is kept with its reason beside the last good one. A night that failed is tried again by itself until it
// succeeds or the next one comes, over restarts too; people see when. Applications where a person does everything
// (manual) aren't read. It also forgets first passwords that nobody read within a day. Owner: the hub. Thread: its own,
// which looks at the hub's clock twice a minute, and two workers for applications, which block; begin, progress, wake
// and stop from any. It waits for the store and a reader, so it is stopped before them, and after Targets::stop(),
// which ends what its workers wait for.
#pragma once

#include "hub/core.h"
#include "hub/finding_book.h"
#include "hub/targets.h"
#include "store/reconciliation_table.h"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace siaga::hub {

class Reconciler {
 public:
  /// `core` is complete before start(); `targets` outlives it.
  Reconciler(Core& core, const Targets& targets);
  Reconciler(const Reconciler&) = delete;
  Reconciler& operator=(const Reconciler&) = delete;
  ~Reconciler() { stop(); }

  void start();
  /// Time has passed, or applications have changed.
  void wake();
  void stop();

  /// Goes on by itself. Errors: conflict ("running": one run an application), unavailable (too many wait).
  base::Result<void> begin(const base::Id& application);

  /// For trying out connectors, which blocks as well: a queue of its own, so that no night's work stands before it.
  WorkerPool& checks() { return checks_; }

  struct Progress {
    base::Instant begun_at;
    std::uint64_t read = 0;  ///< users so far
  };
  /// Nothing: it isn't running.
  std::optional<Progress> progress(const base::Id& application);

 private:
  struct Night {
    std::vector<base::Id> due;
    std::vector<base::Id> unseen;  ///< never thought of before
    bool old_passwords = false;
  };

  void run();
  void look();
  base::Result<Night> look_around(store::Database& database, base::Instant now) const;
  void work(const base::Id& application);
  base::Result<std::uint64_t> reconcile(const base::Id& application, base::Instant begun_at, std::uint64_t& listed);
  base::Result<void> tell(const base::Id& application, const finding_book::Comparison& found);
  base::Result<std::vector<domain::ApplicationUser>> read_users(const base::Id& application, base::Instant begun_at);
  void count(const base::Id& application);
  /// Errors: those of the store.
  base::Result<void> keep(std::function<base::Result<void>(store::Ledger&)> change);

  Core& core_;
  const Targets& targets_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = false;
  bool stopping_ = false;
  std::map<base::Id, Progress> running_;
  WorkerPool workers_;
  WorkerPool checks_;
  std::jthread thread_;
};

/// The newest 01:30 there that has come.
base::Instant last_night(base::Instant now, const std::string& zone);

/// When an application is read by itself: a moment that has come, or one ahead. After a failure it waits as long as
/// the trouble of that night has lasted, 5 minutes to an hour; an hour when the application asked to wait. A reading
/// that somebody asked for in the day and that failed is left to them: the night before was good.
base::Instant next_reading(const store::reconciliation_table::Row& row, base::Instant now, const std::string& zone);

}  // namespace siaga::hub
