// Reading the store from a thread of the hub's own that may wait: the case clock's, the reconciler's.
// Thread: blocks its caller until a reader had its turn; never a session's or the store's. Errors: unavailable (the
// readers are full or have stopped), those of `read`.
#pragma once

#include "hub/await.h"
#include "store/reader_pool.h"

#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace siaga::hub {

template <class T>
base::Result<T> read_now(store::ReaderPool& readers, std::function<base::Result<T>(store::Database&)> read) {
  const auto promise = std::make_shared<std::promise<base::Result<T>>>();  // set_value may outlast the wait for it
  readers.submit([promise, read = std::move(read)](store::Database* database, const base::Error& why_not) {
    if (database == nullptr) return promise->set_value(why_not);
    promise->set_value(guarded<T>([&] { return read(*database); }));
  });
  return promise->get_future().get();
}

}  // namespace siaga::hub
