// Bridges from a session's coroutine to the threads that do the work: store, readers, workers. The coroutine goes on
// on its own executor; the work runs elsewhere and must own what it refers to.
// Thread: await on a Runtime's executor. Errors: those of the work; unavailable when a queue is full or stopping.
//
// g++ 12.2 (design.md §9): name the function object first, then co_await.
#pragma once

#include "hub/worker_pool.h"
#include "net/asio.h"
#include "store/reader_pool.h"
#include "store/store_thread.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace siaga::hub {

namespace asio = boost::asio;

/// Calls `start` with a function that may be called once, from any thread, with the result.
template <class T>
asio::awaitable<base::Result<T>> await_result(std::function<void(std::function<void(base::Result<T>)>)> start) {
  auto initiate = [](auto handler, std::function<void(std::function<void(base::Result<T>)>)> begin) {
    auto kept = std::make_shared<decltype(handler)>(std::move(handler));
    std::function<void(base::Result<T>)> done = [kept](base::Result<T> result) {
      auto executor = asio::get_associated_executor(*kept);
      asio::post(executor, [kept, value = std::move(result)]() mutable { (*kept)(std::move(value)); });
    };
    begin(std::move(done));
  };
  const auto token = asio::use_awaitable;
  auto waiting =
      asio::async_initiate<const asio::use_awaitable_t<>&, void(base::Result<T>)>(initiate, token, std::move(start));
  co_return co_await std::move(waiting);
}

/// Runs a decision on the store thread; the result comes after the commit. `decide` may be run twice.
template <class T>
asio::awaitable<base::Result<T>> on_store(store::StoreThread& thread, store::Priority priority,
                                          std::function<base::Result<T>(store::Ledger&)> decide) {
  std::function<void(std::function<void(base::Result<T>)>)> start =
      [&thread, priority, decide = std::move(decide)](std::function<void(base::Result<T>)> done) {
        auto decided = std::make_shared<std::optional<T>>();
        store::Job job;
        job.priority = priority;
        job.decide = [decided, decide](store::Ledger& ledger) -> base::Result<void> {
          auto result = decide(ledger);
          if (!result) return result.error();
          *decided = std::move(*result);
          return {};
        };
        job.complete = [decided, done = std::move(done)](base::Result<void> kept) {
          if (kept) {
            done(std::move(**decided));
          } else {
            done(kept.error());
          }
        };
        thread.submit(std::move(job));
      };
  auto waiting = await_result<T>(std::move(start));
  co_return co_await std::move(waiting);
}

/// Runs a query on a read-only connection, in one read transaction.
template <class T>
asio::awaitable<base::Result<T>> on_reader(store::ReaderPool& readers,
                                           std::function<base::Result<T>(store::Database&)> read) {
  std::function<void(std::function<void(base::Result<T>)>)> start =
      [&readers, read = std::move(read)](std::function<void(base::Result<T>)> done) {
        readers.submit([read, done = std::move(done)](store::Database* database, const base::Error& why_not) {
          if (database == nullptr) return done(why_not);
          done(guarded<T>([&] { return read(*database); }));
        });
      };
  auto waiting = await_result<T>(std::move(start));
  co_return co_await std::move(waiting);
}

/// Runs `work` on a pool of workers.
template <class T>
asio::awaitable<base::Result<T>> on_worker(WorkerPool& pool, std::function<base::Result<T>()> work) {
  std::function<void(std::function<void(base::Result<T>)>)> start =
      [&pool, work = std::move(work)](std::function<void(base::Result<T>)> done) {
        const bool taken = pool.submit([work, done] { done(guarded<T>(work)); });
        if (!taken)
          done(base::fail(base::Fault::unavailable, "too much waits for the same thing, or the hub is stopping"));
      };
  auto waiting = await_result<T>(std::move(start));
  co_return co_await std::move(waiting);
}

}  // namespace siaga::hub
