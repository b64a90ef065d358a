#include "store/reader_pool.h"

#include "base/log.h"
#include "store/transaction.h"

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace siaga::store {

namespace {

constexpr int lower = 10;  // of nice, each a quarter less of the processor
constexpr int lowest = 19;

/// Linux counts it for each thread; 0 is the one that calls.
void leave_the_processor_to_others() {
  const auto urgency = std::min(::getpriority(PRIO_PROCESS, 0) + lower, lowest);
  if (::setpriority(PRIO_PROCESS, 0, urgency) != 0)
    base::log::warning("reader.as_urgent_as_others", {{"detail", std::strerror(errno)}});
}

}  // namespace

ReaderPool::ReaderPool(const std::filesystem::path& file, std::size_t readers, std::size_t queue, Urgency urgency)
    : queue_(queue) {
  for (std::size_t i = 0; i < readers; ++i) {
    auto database = Database::open(file, Database::Mode::read_only).value();
    threads_.emplace_back([this, urgency, opened = std::move(database)]() mutable {
      if (urgency == Urgency::low) leave_the_processor_to_others();
      run(std::move(opened));
    });
  }
}

ReaderPool::~ReaderPool() { stop(); }

void ReaderPool::submit(Read read) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_ && waiting_.size() < queue_) {
      waiting_.push_back(std::move(read));
      wakened_.notify_one();
      return;
    }
  }
  read(nullptr, base::fail(base::Fault::unavailable, "too many queries are waiting, or the hub is stopping"));
}

void ReaderPool::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wakened_.notify_all();
  threads_.clear();  // joins
}

void ReaderPool::run(Database database) {
  while (true) {
    Read read;
    {
      std::unique_lock lock{mutex_};
      wakened_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      read = std::move(waiting_.front());
      waiting_.pop_front();
    }
    try {
      const ReadTransaction moment{database};
      read(&database, {});
    } catch (const StoreFailure& failure) {  // of the transaction itself; `read` answers for its own
      base::log::error("reader.failed", {{"detail", failure.what()}});
      read(nullptr, failure.error());
    }
  }
}

}  // namespace siaga::store
