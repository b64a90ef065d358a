#include "store/reader_pool.h"

#include "base/log.h"
#include "store/transaction.h"

namespace siaga::store {

ReaderPool::ReaderPool(const std::filesystem::path& file, std::size_t readers, std::size_t queue) : queue_(queue) {
  for (std::size_t i = 0; i < readers; ++i) {
    auto database = Database::open(file, Database::Mode::read_only).value();
    threads_.emplace_back([this, opened = std::move(database)]() mutable { run(std::move(opened)); });
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
