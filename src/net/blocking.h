// The bridge from a plain thread to a coroutine: for main functions and tests. Never call it from a thread of a
// Runtime.
#pragma once

#include "net/runtime.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <utility>

namespace siaga::net {

/// Runs `operation` on `executor` and waits for its value; its exception is thrown here.
/// The runtime must have a thread of its own. When the runtime is stopped meanwhile, throws std::future_error.
template <class T>
T run_blocking(asio::any_io_executor executor, asio::awaitable<T> operation) {
  return asio::co_spawn(executor, std::move(operation), asio::use_future).get();
}

}  // namespace siaga::net
