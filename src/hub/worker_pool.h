// A bounded pool of threads for work that blocks: Argon2, disk writes, probes. What is more urgent runs first; what is
// as urgent runs in the order in which it came.
// Owner: the hub. Thread: submit and stop from any; work runs on a worker.
#pragma once

#include "base/log.h"
#include "base/result.h"
#include "store/failure.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace siaga::hub {

class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool();

  /// False, and the work is dropped, when `queue` wait already or the pool is stopping. Work must not throw.
  /// The greater `urgency`, the sooner.
  [[nodiscard]] bool submit(std::function<void()> work, std::uint64_t urgency = 0);

  /// Runs what waits, then ends the threads.
  void stop();

 private:
  void run();

  std::size_t queue_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  std::multimap<std::uint64_t, std::function<void()>, std::greater<>> waiting_;  ///< by urgency
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

/// The result of `work`, or what it threw as an error: threads of pools end no other way.
template <class T, class Work>
base::Result<T> guarded(const Work& work) {
  try {
    return work();
  } catch (const store::StoreFailure& failure) {
    base::log::error("store.failed", {{"detail", failure.what()}});
    return failure.error();
  } catch (const std::exception& bug) {
    base::log::error("worker.threw", {{"detail", bug.what()}});
    return base::fail(base::Fault::internal, bug.what());
  }
}

}  // namespace siaga::hub
