// What the logbook needs beside its readers: exports are deleted an hour after they were made (and all at the start),
// letters that no case took are forgotten after a week and mails a month after they were written, files of letters
// whose rows are gone, or never came because the hub died before, are deleted, and what FTS5 still keeps of words that
// were disposed of is merged away, some pages a job, so that no alarm waits; then the WAL is emptied of the pages as
// they were before. What a crash cut off is gone on with at the next start, what a long reader stands in the way of at
// the next round. Owner: the hub. Thread: its own; wake and stop from any. It waits for the store: it is stopped first.
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
  /// `core` is complete before start(). `uptime`: as of store::Journal.
  explicit LogbookUpkeep(Core& core, store::Journal::Uptime uptime = {});
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
  /// What it surely is by now: nobody who sets the clock while the hub runs makes anything older.
  base::Instant surely_now(store::Database& database);
  /// At most some hundred.
  void delete_letters();
  std::vector<base::Id> letters_to_delete();
  /// Once, at the start: older than a day, and without a row.
  void let_strays_go();
  void let_go(const std::vector<base::Id>& old);
  bool delete_file(const base::Id& letter);
  /// Errors are logged.
  bool keep(const char* what, std::function<base::Result<void>(store::Ledger&)> decide);
  /// True when no copy is left of what was disposed of.
  bool tidy();
  /// What meta says of it when the words are gone; nothing when the store can't now.
  std::optional<std::string> merge_words();
  bool empty_wal();

  Core& core_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = true;
  bool untidy_ = true;  ///< perhaps
  std::atomic<bool> stopping_{false};
  const store::Journal::Uptime uptime_;
  std::optional<base::Instant> surely_begun_;           ///< at the first look, when the uptime was 0
  std::optional<std::chrono::microseconds> forgot_at_;  ///< uptime
  std::jthread thread_;
};

}  // namespace siaga::hub
