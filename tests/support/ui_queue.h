// A UI thread for tests: Post fills it, the test's thread runs it while it waits for something.
// Thread: post() from any; the rest from the test's thread.
#pragma once

#include "base/post.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace siaga::test {

class UiQueue {
 public:
  base::Post post() {
    return [this](std::function<void()> work) {
      const std::lock_guard lock{mutex_};
      work_.push_back(std::move(work));
      arrived_.notify_one();
    };
  }

  /// Runs what is posted until the condition holds; false when it didn't within the deadline.
  template <class Condition>
  bool until(Condition holds, std::chrono::seconds within = std::chrono::seconds{30}) {
    const auto end = std::chrono::steady_clock::now() + within;
    while (!holds()) {
      const auto work = next(end);
      if (!work) return holds();
      work();
    }
    return true;
  }

  /// Until something waits to be run; runs nothing.
  bool until_work_waits(std::chrono::seconds within = std::chrono::seconds{30}) {
    std::unique_lock lock{mutex_};
    return arrived_.wait_for(lock, within, [this] { return !work_.empty(); });
  }

  void run_what_is_there() {
    while (const auto work = next(std::chrono::steady_clock::now())) work();
  }

 private:
  std::function<void()> next(std::chrono::steady_clock::time_point end) {
    std::unique_lock lock{mutex_};
    // Looks again now and then: a condition may hold without anything being posted.
    const auto look_again = std::min(end, std::chrono::steady_clock::now() + std::chrono::milliseconds{20});
    if (!arrived_.wait_until(lock, look_again, [this] { return !work_.empty(); })) {
      if (std::chrono::steady_clock::now() >= end) return {};
      return [] {};
    }
    auto work = std::move(work_.front());
    work_.pop_front();
    return work;
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> work_;
};

}  // namespace siaga::test
