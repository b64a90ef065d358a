// with_deadline: an operation or a timer, whichever is first.
// Thread: the executor of the calling coroutine.
#pragma once

#include "base/result.h"
#include "net/asio.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <utility>

namespace siaga::net {

/// Waits `duration` (a retry, a heartbeat). Returns early, without error, when cancelled.
asio::awaitable<void> pause(std::chrono::milliseconds duration);

/// The operation, its exceptions turned into Fault::internal.
template <class T>
asio::awaitable<base::Result<T>> without_exceptions(asio::awaitable<base::Result<T>> operation) {
  try {
    co_return co_await std::move(operation);
  } catch (const std::exception& fault) {
    co_return base::fail(base::Fault::internal, fault.what());
  }
}

/// The operation's result, or Fault::timeout when it took longer; it is then cancelled and its end awaited, so it
/// must honour cancellation (every Asio operation does). Exceptions of the operation come out as Fault::internal.
template <class T>
asio::awaitable<base::Result<T>> with_deadline(asio::awaitable<base::Result<T>> operation,
                                               std::chrono::milliseconds duration) {
  using asio::experimental::awaitable_operators::operator||;
  // g++ 12.2: nothing may be made inside the co_await expression (design.md §9).
  asio::awaitable<void> timer = pause(duration);
  asio::awaitable<base::Result<T>> guarded = without_exceptions(std::move(operation));
  auto either = std::move(guarded) || std::move(timer);
  auto first = co_await std::move(either);
  if (first.index() == 0) co_return std::get<0>(std::move(first));
  co_return base::fail(base::Fault::timeout, "no answer in time");
}

}  // namespace siaga::net
