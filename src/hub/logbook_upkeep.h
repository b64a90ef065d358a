// What the logbook needs beside its readers: exports are deleted an hour after they were made (and all at the start),
// letters that no case took are forgotten after a week and mails a month after they were written, files of letters
// whose rows are gone, or never came because the hub died before, are deleted, and what FTS5 still keeps of words that
// were disposed of is merged away, some pages a job, so that no alarm waits. What a crash cut off is gone on with at
// the next start. Owner: the hub. Thread: its own; wake and stop from any. It waits for the store: it is stopped first.
#pragma once

#include "hub/core.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace siaga::hub {

class LogbookUpkeep {
 public:
  /// `core` is complete before start().
  explicit LogbookUpkeep(Core& core) : core_(core) {}
  LogbookUpkeep(const LogbookUpkeep&) = delete;
  LogbookUpkeep& operator=(const LogbookUpkeep&) = delete;
  ~LogbookUpkeep() { stop(); }

  void start();
  /// Something was disposed of, a letter wasn't kept, or time has passed.
  void wake();
  void stop();

 private:
  void run();
  /// What nobody waits for any more, once an hour.
  void forget_ended();
  /// At most some hundred.
  void delete_letters();
  std::vector<base::Id> letters_to_delete();
  /// Once, at the start: older than a day, and without a row.
  void let_strays_go();
  void let_go(const std::vector<base::Id>& old);
  bool delete_file(const base::Id& letter);
  /// Errors are logged.
  bool keep(const char* what, std::function<base::Result<void>(store::Ledger&)> decide);
  void tidy();
  /// True when nothing is left; also when the store can't now: the next wake or start goes on.
  bool tidy_some();

  Core& core_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = true;
  std::atomic<bool> stopping_{false};
  std::optional<base::Instant> forgot_at_;
  std::jthread thread_;
};

}  // namespace siaga::hub
