#include "net/runtime.h"

#include "net/blocking.h"
#include "net/timeout.h"

#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <set>

namespace siaga::net {
namespace {

using namespace std::chrono_literals;

asio::awaitable<base::Result<int>> after(std::chrono::milliseconds wait) {
  co_await pause(wait);
  co_return 7;
}

asio::awaitable<base::Result<int>> broken() {
  co_await pause(1ms);
  throw std::runtime_error("broken");
}

BOOST_AUTO_TEST_CASE(connections_are_dealt_to_all_threads) {
  Runtime runtime(3);
  std::set<std::thread::id> threads;
  const auto where = []() -> asio::awaitable<std::thread::id> { co_return std::this_thread::get_id(); };
  for (int i = 0; i < 6; ++i) threads.insert(run_blocking(runtime.next_executor(), where()));
  BOOST_TEST(threads.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_deadline_cuts_what_is_slow_and_passes_what_is_not) {
  Runtime runtime(1);
  BOOST_TEST(run_blocking(runtime.executor(), with_deadline(after(1ms), 10s)).value() == 7);
  const auto late = run_blocking(runtime.executor(), with_deadline(after(60s), 20ms));
  BOOST_REQUIRE(!late.has_value());
  BOOST_TEST((late.error().fault == base::Fault::timeout));
}

BOOST_AUTO_TEST_CASE(an_exception_behind_a_deadline_is_an_internal_fault) {
  Runtime runtime(1);
  const auto result = run_blocking(runtime.executor(), with_deadline(broken(), 200ms));
  BOOST_REQUIRE(!result.has_value());
  BOOST_TEST((result.error().fault == base::Fault::internal));
}

BOOST_AUTO_TEST_CASE(an_escaped_exception_does_not_end_the_thread) {
  Runtime runtime(1);
  asio::post(runtime.executor(), [] { throw std::runtime_error("escaped"); });
  BOOST_TEST(run_blocking(runtime.executor(), after(1ms)).value() == 7);
}

BOOST_AUTO_TEST_CASE(asked_to_stop_from_within_it_ends_with_its_owner) {
  std::promise<void> asked;
  {
    Runtime runtime(1);
    asio::post(runtime.executor(), [&] {
      runtime.stop();
      asked.set_value();
    });
    asked.get_future().wait();
    asio::post(runtime.executor(), [] { BOOST_ERROR("nothing runs any more"); });
  }
}

// Counts itself, to show that a suspended coroutine's locals are destroyed.
struct Witness {
  explicit Witness(std::atomic<int>& alive) : count(alive) { ++count; }
  Witness(const Witness&) = delete;
  ~Witness() { --count; }
  std::atomic<int>& count;
};

asio::awaitable<void> suspended(std::atomic<int>& alive, std::promise<void>& there) {
  const Witness witness(alive);
  there.set_value();
  co_await pause(1h);
}

BOOST_AUTO_TEST_CASE(stopping_destroys_what_is_suspended) {
  std::atomic<int> alive{0};
  std::promise<void> there;
  Runtime runtime(2);
  asio::co_spawn(runtime.executor(), suspended(alive, there), asio::detached);
  there.get_future().wait();
  BOOST_TEST(alive == 1);
  runtime.stop();
  BOOST_TEST(alive == 0);
}

}  // namespace
}  // namespace siaga::net
