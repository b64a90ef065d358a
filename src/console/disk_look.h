// DiskLook: looks at something on a disk that may never answer. A network drive that hangs holds up neither the window
// nor the link, nor the end of the program: nobody waits for the thread that looks (detached, alone in the tree).
// Another gives up on what takes too long; that one ends with the DiskLook, at once.
// Owner: who wants to know. Thread: the UI thread; answers come back by `post`, none once it is gone.
#pragma once

#include "base/post.h"
#include "base/result.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace siaga::console {

/// A folder is there. Errors: not_found, also for what can't be looked at or is no folder. Thread: any; blocks.
base::Result<void> look_at_folder(const std::filesystem::path& folder);

template <class Found>
class DiskLook {
 public:
  /// It may still run when the DiskLook is gone.
  using Look = std::function<base::Result<Found>()>;
  using Done = std::function<void(base::Result<Found>)>;
  static constexpr std::chrono::milliseconds usual_limit{10'000};

  explicit DiskLook(base::Post post, std::chrono::milliseconds limit = usual_limit)
      : outlet_(std::make_shared<Outlet>()),
        limit_(limit),
        giving_up_([this](const std::stop_token& ending) { give_up(ending); }) {
    outlet_->post = std::move(post);
  }
  DiskLook(const DiskLook&) = delete;
  DiskLook& operator=(const DiskLook&) = delete;
  ~DiskLook() {
    const std::lock_guard lock{outlet_->guard};
    outlet_->post = nullptr;
    outlet_->waiting.clear();
  }

  /// Errors: those of `look`; timeout when the limit was over first, and then nothing more.
  void begin(Look look, Done done) {
    const auto question = ++outlet_->asked;
    outlet_->waiting.emplace(question, std::move(done));
    {
      const std::lock_guard lock{due_guard_};
      due_.push_back({std::chrono::steady_clock::now() + limit_, question});
    }
    due_came_.notify_one();
    std::thread{[outlet = outlet_, look = std::move(look), question] { answer(outlet, question, look()); }}.detach();
  }

 private:
  /// Where answers go: the thread that looks may outlive the DiskLook.
  struct Outlet {
    std::mutex guard;
    base::Post post;
    // Of the UI thread alone: what they hold (weak references to windows) is touched by no other.
    std::map<std::uint64_t, Done> waiting;
    std::uint64_t asked = 0;
  };
  struct Due {
    std::chrono::steady_clock::time_point at;
    std::uint64_t question;
  };

  /// The first answer counts: who asked is told once.
  static void answer(const std::shared_ptr<Outlet>& outlet, std::uint64_t question, base::Result<Found> found) {
    const std::lock_guard lock{outlet->guard};
    if (!outlet->post) return;
    outlet->post([question, found = std::move(found), weak = std::weak_ptr{outlet}] {
      const auto still = weak.lock();
      if (!still) return;
      if (auto waiting = still->waiting.extract(question)) waiting.mapped()(found);
    });
  }

  void give_up(const std::stop_token& ending) {
    std::unique_lock lock{due_guard_};
    while (due_came_.wait(lock, ending, [this] { return !due_.empty(); })) {
      // All have the same limit: what is asked meanwhile is due later.
      const auto next = due_.front();
      due_came_.wait_until(lock, ending, next.at, [] { return false; });
      if (ending.stop_requested()) return;
      due_.pop_front();
      answer(outlet_, next.question, base::fail(base::Fault::timeout, "the disk didn't answer in time"));
    }
  }

  std::shared_ptr<Outlet> outlet_;
  std::chrono::milliseconds limit_;
  std::mutex due_guard_;
  std::condition_variable_any due_came_;
  std::deque<Due> due_;
  std::jthread giving_up_;  ///< the last member: it uses the others
};

}  // namespace siaga::console
