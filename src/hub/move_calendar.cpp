#include "hub/move_calendar.h"

#include "base/log.h"
#include "hub/person_move.h"
#include "store/move_table.h"

#include <future>

namespace siaga::hub {

using base::Result;

namespace {
constexpr std::chrono::seconds look_every{1};  // the clock may be set meanwhile
}

void MoveCalendar::start() {
  thread_ = std::jthread{[this] { run(); }};
}

void MoveCalendar::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  wakened_.notify_one();
}

void MoveCalendar::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    wakened_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void MoveCalendar::run() {
  auto next = next_due();
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const auto called = [this] { return stopping_ || woken_; };
    if (next && *next > core_.clock.now())
      wakened_.wait_for(lock, look_every, called);
    else if (!next)
      wakened_.wait(lock, called);
    const bool due = next && *next <= core_.clock.now();
    if (stopping_ || (!due && !woken_)) continue;
    woken_ = false;
    lock.unlock();
    if (due) carry_out();
    next = next_due();
    lock.lock();
    // Still due: it couldn't be written. Again, but not at once.
    if (next && due && *next <= core_.clock.now()) wakened_.wait_for(lock, look_every, [this] { return stopping_; });
  }
}

std::optional<base::Instant> MoveCalendar::next_due() {
  using Next = std::optional<base::Instant>;
  const auto promise = std::make_shared<std::promise<Next>>();
  core_.readers.submit([promise, now = core_.clock.now()](store::Database* database, const base::Error&) {
    if (database == nullptr) return promise->set_value(now + look_every);
    const auto next = guarded<Next>([&] { return Result<Next>{store::move_table::next_at(*database)}; });
    promise->set_value(next ? *next : Next{now + look_every});
  });
  return promise->get_future().get();
}

void MoveCalendar::carry_out() {
  const auto promise = std::make_shared<std::promise<void>>();
  store::Job job;
  job.decide = [at = core_.clock.now()](store::Ledger& ledger) -> Result<void> {
    carry_out_moves(ledger, at);
    return {};
  };
  job.complete = [promise](const Result<void>& kept) {
    if (!kept) base::log::warning("move.not_carried_out", {{"error", base::log::describe(kept.error())}});
    promise->set_value();
  };
  core_.store.submit(std::move(job));
  promise->get_future().get();
}

}  // namespace siaga::hub
