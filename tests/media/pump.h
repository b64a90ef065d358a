// What tests of the player share: a Post whose queue the test's own thread empties.
#pragma once

#include "base/post.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace siaga::test {

class Pump {
 public:
  base::Post post() {
    return [queue = queue_](std::function<void()> work) {
      const std::lock_guard lock(queue->mutex);
      queue->work.push_back(std::move(work));
      queue->wake.notify_one();
    };
  }

  /// Runs posted work until `condition` holds; false when `deadline` passes first.
  bool until(const std::function<bool()>& condition, std::chrono::milliseconds deadline = std::chrono::seconds(30)) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (!condition()) {
      std::unique_lock lock(queue_->mutex);
      // A condition may also rest on something that isn't posted, so look again now and then.
      queue_->wake.wait_for(lock, std::chrono::milliseconds(20), [this] { return !queue_->work.empty(); });
      std::deque<std::function<void()>> work;
      work.swap(queue_->work);
      lock.unlock();
      for (const auto& each : work) each();
      if (std::chrono::steady_clock::now() > end) return condition();
    }
    return true;
  }

 private:
  struct Queue {
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> work;
  };
  std::shared_ptr<Queue> queue_ = std::make_shared<Queue>();
};

}  // namespace siaga::test
