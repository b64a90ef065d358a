// What happens to cases of user IDs by itself, by the hub's clock, weekends too: orders that come due, tries again
// after a failure, warnings before a deadline (R36, R41), orders that end with their giver's role (R42). Everything it
// goes by is in the store, so a restart changes nothing; an attempt that was cut off is told as failed, and the
// application is read before it is asked again. Where a person must act in the application (manual) it only says that
// it is time; what somebody did by hand where the hub can read is read, and counts by that alone. Owner: the hub.
// Thread: its own, and some workers for connectors, which block; wake and stop from any. It waits for the store and a
// reader, so it is stopped before them.
#pragma once

#include "domain/user_id_case.h"
#include "hub/connector.h"
#include "hub/core.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace siaga::hub {

class CaseClock {
 public:
  /// `core` is complete before start(). `connectors` may be empty: then everything is done by hand.
  CaseClock(Core& core, Connectors connectors);
  CaseClock(const CaseClock&) = delete;
  CaseClock& operator=(const CaseClock&) = delete;
  ~CaseClock();

  void start();
  /// A case has changed, or what people may do, or time has passed.
  void wake();
  /// Attempts that are under way are left within a second or so.
  void stop();

  /// One thing to do about one case now.
  struct Todo {
    enum class What { cut_off, lapse, attempt, read, warn };
    What what;
    base::Id one;
  };

 private:
  struct Attempt;

  void run();
  /// How long there is nothing to do; nothing: until woken.
  std::optional<std::chrono::microseconds> do_what_is_due();
  bool is_running(const base::Id& one);
  void act(const Todo& todo);
  void attempt(const base::Id& one);
  void carry_on(const std::shared_ptr<Attempt>& attempt);
  void read_again(const base::Id& one);
  void look(const base::Id& one);
  void note_seen(const base::Id& one);
  /// False when it couldn't be written down: it is looked at again later.
  bool keep(std::function<base::Result<void>(store::Ledger&)> change);

  Core& core_;
  Connectors connectors_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = false;
  std::set<base::Id> running_;  ///< cases that a worker of ours attempts
  WorkerPool workers_;
  std::jthread thread_;
};

}  // namespace siaga::hub
