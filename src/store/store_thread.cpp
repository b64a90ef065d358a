#include "store/store_thread.h"

#include "base/log.h"
#include "store/transaction.h"

#include <algorithm>

namespace siaga::store {

using base::fail;
using base::Fault;

namespace {
constexpr std::chrono::seconds idle_pause{1};
}

StoreThread::StoreThread(Database database, const DataFolder& folder, const base::Clock& clock, Options options)
    : options_(std::move(options)),
      database_(std::move(database)),
      journal_(database_, clock, options_.clock_stepped, options_.uptime),
      reserve_(folder.reserve(), options_.reserve) {
  storage_full_ = !reserve_.hold();
  thread_ = std::jthread{[this] { run(); }};
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::submit(Job job) {
  {
    const std::lock_guard lock{mutex_};
    const auto limit = job.priority == Priority::alarm ? 2 * options_.queue : options_.queue;
    if (!stopping_ && waiting_.size() < limit) {
      waiting_.push_back(std::move(job));
      wakened_.notify_one();
      return;
    }
  }
  job.complete(fail(Fault::unavailable, "the store has too much to do or is stopping"));
}

void StoreThread::empty_wal(std::function<void(bool emptied)> done) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) {
      emptying_.push_back(std::move(done));
      wakened_.notify_one();
      return;
    }
  }
  done(false);
}

StoreThread::Counts StoreThread::counts() const {
  const std::lock_guard lock{mutex_};
  auto counts = counts_;
  counts.waiting = waiting_.size();
  return counts;
}

void StoreThread::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wakened_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void StoreThread::run() {
  while (true) {
    auto jobs = wait_for_jobs();
    if (jobs.empty()) {
      const std::lock_guard lock{mutex_};
      if (stopping_ && waiting_.empty()) break;
    }
    look_after_reserve();
    if (!jobs.empty()) run_batch(jobs);
    empty_wal_if_asked();
  }
  empty_wal_if_asked();
  database_.checkpoint();
}

std::vector<Job> StoreThread::wait_for_jobs() {
  std::unique_lock lock{mutex_};
  const auto is_asked = [this] { return stopping_ || !waiting_.empty() || !emptying_.empty(); };
  const bool busy = wakened_.wait_for(lock, idle_pause, is_asked);
  if (!busy) {
    lock.unlock();
    database_.checkpoint();  // nobody waits: the best moment
    return {};
  }
  const auto count = std::min(waiting_.size(), options_.batch);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Job> jobs{std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end)};
  waiting_.erase(waiting_.begin(), end);
  return jobs;
}

void StoreThread::run_batch(std::vector<Job>& jobs) {
  std::vector<base::Result<void>> results;
  const bool together = try_together(jobs, results);
  if (!together) {
    results.clear();
    for (auto& job : jobs) results.push_back(run_alone(job));
  }
  {
    const std::lock_guard lock{mutex_};
    counts_.commits += together ? 1 : jobs.size();
    counts_.jobs += jobs.size();
    if (!together) counts_.rerun += jobs.size();
  }
  if (auto fresh = journal_.take_fresh(); !fresh.empty() && options_.tell) options_.tell(database_, std::move(fresh));
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].complete(std::move(results[i]));
}

bool StoreThread::try_together(std::vector<Job>& jobs, std::vector<base::Result<void>>& results) {
  const auto before = journal_.mark();
  try {
    Transaction transaction{database_};
    for (auto& job : jobs) results.push_back(attempt(job));
    transaction.commit();
    return true;
  } catch (const StoreFailure& failure) {
    journal_.rewind(before);
    base::log::warning("store.batch_rolled_back", {{"jobs", std::to_string(jobs.size())}, {"detail", failure.what()}});
    return false;
  }
}

base::Result<void> StoreThread::run_alone(Job& job) {
  auto result = attempt_alone(job);
  if (result || result.error().fault != Fault::storage_full) return result;
  if (!storage_full_.exchange(true)) base::log::error("store.full", {{"detail", result.error().detail}});
  if (job.priority != Priority::alarm || !reserve_.give_up()) return result;
  base::log::error("store.reserve_given_up");
  return attempt_alone(job);
}

base::Result<void> StoreThread::attempt_alone(Job& job) {
  const auto before = journal_.mark();
  try {
    Transaction transaction{database_};
    auto result = attempt(job);
    transaction.commit();
    return result;
  } catch (const StoreFailure& failure) {
    journal_.rewind(before);
    return failure.error();
  }
}

// A StoreFailure that spoils only this job (a constraint) is its answer; one that the whole transaction may not have
// survived, or that the reserve could mend, goes up.
base::Result<void> StoreThread::attempt(Job& job) {
  if (storage_full_ && job.priority != Priority::alarm) return fail(Fault::storage_full, "the disk is full");
  const auto before = journal_.mark();
  try {
    Savepoint savepoint{database_};
    Ledger ledger{database_, journal_, journal_.tick()};
    auto result = job.decide(ledger);
    if (result) {
      savepoint.release();
    } else {
      journal_.rewind(before);
    }
    return result;
  } catch (const StoreFailure& failure) {
    if (!database_.in_transaction() || failure.fault() == Fault::storage_full) throw;
    journal_.rewind(before);
    base::log::error("store.job_failed", {{"detail", failure.what()}});
    return failure.error();
  } catch (const std::exception& bug) {
    if (!database_.in_transaction()) throw StoreFailure(Fault::internal, bug.what());
    journal_.rewind(before);
    base::log::error("store.job_threw", {{"detail", bug.what()}});
    return fail(Fault::internal, bug.what());
  }
}

void StoreThread::empty_wal_if_asked() {
  std::vector<std::function<void(bool)>> asked;
  {
    const std::lock_guard lock{mutex_};
    asked.swap(emptying_);
  }
  if (asked.empty()) return;
  const bool emptied = database_.empty_wal();
  for (const auto& done : asked) done(emptied);
}

void StoreThread::look_after_reserve() {
  if (!storage_full_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - reserve_looked_at_ < idle_pause) return;
  reserve_looked_at_ = now;
  if (!reserve_.hold()) return;
  storage_full_ = false;
  base::log::info("store.reserve_held");
}

}  // namespace siaga::store
