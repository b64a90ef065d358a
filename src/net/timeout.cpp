#include "net/timeout.h"

#include "net/stream.h"

namespace siaga::net {

asio::awaitable<void> pause(std::chrono::milliseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(as_result);
}

}  // namespace siaga::net
