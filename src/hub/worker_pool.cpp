#include "hub/worker_pool.h"

namespace siaga::hub {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue) : queue_(queue) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(std::function<void()> work, std::uint64_t urgency) {
  const std::lock_guard lock{mutex_};
  if (stopping_ || waiting_.size() >= queue_) return false;
  waiting_.emplace(urgency, std::move(work));  // behind its equals
  wakened_.notify_one();
  return true;
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wakened_.notify_all();
  threads_.clear();  // joins
}

void WorkerPool::run() {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock{mutex_};
      wakened_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      work = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
    }
    work();
  }
}

}  // namespace siaga::hub
