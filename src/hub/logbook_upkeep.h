// What the logbook needs beside its readers: exports are deleted an hour after they were made (and all at the start),
// and what FTS5 still keeps of words that were disposed of is merged away, some pages a job, so that no alarm waits.
// Owner: the hub. Thread: its own; wake and stop from any. It waits for the store: it is stopped first.
#pragma once

#include "hub/core.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace siaga::hub {

class LogbookUpkeep {
 public:
  /// `core` is complete before start().
  explicit LogbookUpkeep(Core& core) : core_(core) {}
  LogbookUpkeep(const LogbookUpkeep&) = delete;
  LogbookUpkeep& operator=(const LogbookUpkeep&) = delete;
  ~LogbookUpkeep() { stop(); }

  void start();
  /// Something was disposed of.
  void wake();
  void stop();

 private:
  void run();
  void tidy();
  /// True when nothing is left; also when the store can't now: the next wake or start goes on.
  bool tidy_some();

  Core& core_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = true;
  std::atomic<bool> stopping_{false};
  std::jthread thread_;
};

}  // namespace siaga::hub
