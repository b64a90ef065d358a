// Read-only WAL connections, one a thread, for queries: no search ever delays an alarm. Long queries have a pool of
// their own, whose threads leave the processor to whoever else wants it: on two cores an alarm would else wait for a
// search. Owner: the hub. Thread: submit and stop from any; work and its completion run on a reader's thread.
#pragma once

#include "store/database.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace siaga::store {

/// How the threads share the processor with others.
enum class Urgency {
  usual,
  low,  ///< as `nice` does it: a tenth beside threads of usual urgency, all of it when there are none
};

class ReaderPool {
 public:
  /// `queue`: how many may wait.
  ReaderPool(const std::filesystem::path& file, std::size_t readers, std::size_t queue,
             Urgency urgency = Urgency::usual);
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;
  ~ReaderPool();

  /// `read` runs in one read transaction (one moment) with a database; a null database comes with the reason why not:
  /// unavailable when too many wait or the pool is stopping. Called exactly once.
  using Read = std::function<void(Database* database, const base::Error& why_not)>;
  void submit(Read read);

  /// Runs what waits, then ends the threads.
  void stop();

 private:
  void run(Database database);

  std::size_t queue_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  std::deque<Read> waiting_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace siaga::store
