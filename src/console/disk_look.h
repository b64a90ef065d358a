// DiskLook: looks at something on a disk that may never answer, on two threads of its own for each look: one that looks
// and one that gives up on it. A network drive that hangs holds up neither the window nor the link, nor the end of the
// program, which waits for neither thread (both are detached, alone in the tree).
// Owner: who wants to know. Thread: the UI thread; answers come back by `post`, none once it is gone.
#pragma once

#include "base/post.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
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
      : outlet_(std::make_shared<Outlet>()), limit_(limit) {
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
    std::thread{[outlet = outlet_, limit = limit_, look = std::move(look), question] {
      auto found = std::make_shared<base::Result<Found>>(within(limit, look));
      const std::lock_guard lock{outlet->guard};
      if (!outlet->post) return;
      outlet->post([question, found, weak = std::weak_ptr{outlet}] {
        const auto still = weak.lock();
        if (!still) return;
        if (auto waiting = still->waiting.extract(question)) waiting.mapped()(std::move(*found));
      });
    }}.detach();
  }

 private:
  /// Where answers go: both threads of a look outlive their owner.
  struct Outlet {
    std::mutex guard;
    base::Post post;
    // Of the UI thread alone: what they hold (weak references to windows) is touched by no other.
    std::map<std::uint64_t, Done> waiting;
    std::uint64_t asked = 0;
  };

  static base::Result<Found> within(std::chrono::milliseconds limit, const Look& look) {
    const auto promise = std::make_shared<std::promise<base::Result<Found>>>();
    auto coming = promise->get_future();
    std::thread{[promise, look] { promise->set_value(look()); }}.detach();
    if (coming.wait_for(limit) == std::future_status::ready) return coming.get();
    return base::fail(base::Fault::timeout, "the disk didn't answer in time");
  }

  std::shared_ptr<Outlet> outlet_;
  std::chrono::milliseconds limit_;
};

}  // namespace siaga::console
