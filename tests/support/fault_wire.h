// A wire that misbehaves: it stalls, delays, trickles, resets, closes one half, or loses its far end without a word.
// Bytes are never changed or dropped while a connection lives, as TCP has it. (tcp_proxy.h only cuts.)
// Owner: a test. Thread: all members from the test's thread; bytes move on a thread of its own.
#pragma once

#include "net/runtime.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace siaga::test {

class FaultWire {
 public:
  /// Counts for connections that are open and for new ones, from the next piece on.
  enum class Mode {
    pass,
    black_hole,  ///< nothing moves, nothing is closed; new connections are taken and stay silent
    delay,       ///< each piece 200 ms later
    trickle,     ///< 64 bytes each 2 ms
  };

  explicit FaultWire(std::uint16_t target) : target_(target) {
    acceptor_.listen();
    net::asio::co_spawn(executor_, accept(), net::asio::detached);
  }
  FaultWire(const FaultWire&) = delete;
  FaultWire& operator=(const FaultWire&) = delete;
  ~FaultWire() { runtime_.stop(); }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void set(Mode mode) { mode_ = mode; }
  /// Taken and led to the hub since the start.
  std::uint64_t connections() const { return connections_; }

  /// RST to both ends of every connection.
  void reset() {
    here([this] {
      for (const auto& pair : pairs_) {
        abort(pair->near);
        abort(pair->far);
      }
      pairs_.clear();
    });
  }
  /// The hub hears that no more comes from the client; the client hears nothing.
  void half_close() {
    here([this] {
      boost::system::error_code ignored;
      for (const auto& pair : pairs_) pair->far.shutdown(Tcp::socket::shutdown_send, ignored);
    });
  }
  /// The hub's end is gone; the client is never told.
  void half_open() {
    here([this] {
      for (const auto& pair : pairs_) {
        pair->deaf = true;
        abort(pair->far);
      }
    });
  }

 private:
  using Tcp = net::asio::ip::tcp;
  struct Pair {
    explicit Pair(const net::asio::any_io_executor& executor) : near(executor), far(executor) {}
    Tcp::socket near;
    Tcp::socket far;
    bool deaf = false;
  };
  using PairPtr = std::shared_ptr<Pair>;

  template <class F>
  void here(F work) {
    net::asio::post(executor_, net::asio::use_future(std::move(work))).get();
  }

  static void abort(Tcp::socket& socket) {
    boost::system::error_code ignored;
    socket.set_option(net::asio::socket_base::linger{true, 0}, ignored);
    socket.close(ignored);
  }

  net::asio::awaitable<void> accept() {
    while (true) {
      auto pair = std::make_shared<Pair>(executor_);
      boost::system::error_code broken;
      co_await acceptor_.async_accept(pair->near, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (broken) co_return;
      const Tcp::endpoint target{net::asio::ip::address_v4::loopback(), target_};
      co_await pair->far.async_connect(target, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (broken) continue;
      pairs_.push_back(pair);
      ++connections_;
      net::asio::co_spawn(executor_, pump(pair, true), net::asio::detached);
      net::asio::co_spawn(executor_, pump(pair, false), net::asio::detached);
    }
  }

  net::asio::awaitable<void> pump(PairPtr pair, bool towards_hub) {
    auto& from = towards_hub ? pair->near : pair->far;
    auto& to = towards_hub ? pair->far : pair->near;
    std::array<char, 16 * 1024> bytes;
    boost::system::error_code broken;
    while (!broken) {
      auto waiting = behave(*pair);
      co_await std::move(waiting);
      const auto space = net::asio::buffer(bytes.data(), mode_ == Mode::trickle ? 64 : bytes.size());
      const auto got =
          co_await from.async_read_some(space, net::asio::redirect_error(net::asio::use_awaitable, broken));
      auto still_waiting = behave(*pair);
      co_await std::move(still_waiting);
      if (pair->deaf) co_return;
      net::asio::const_buffer rest{bytes.data(), got};
      while (rest.size() > 0 && !broken)
        rest += co_await to.async_write_some(rest, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (rest.size() > 0) abort(from);  // nobody takes it any more: a kernel answers with RST
    }
    boost::system::error_code ignored;
    to.shutdown(Tcp::socket::shutdown_send, ignored);
  }

  /// The wire's own time: nobody waits for it to pass but the bytes.
  net::asio::awaitable<void> behave(const Pair& pair) {
    do {
      const auto mode = mode_.load();
      if (mode == Mode::pass || pair.deaf || !pair.near.is_open()) co_return;
      net::asio::steady_timer timer{executor_};
      timer.expires_after(std::chrono::milliseconds{mode == Mode::delay ? 100 : mode == Mode::trickle ? 1 : 10});
      boost::system::error_code ignored;
      co_await timer.async_wait(net::asio::redirect_error(net::asio::use_awaitable, ignored));
    } while (mode_ == Mode::black_hole);
  }

  std::uint16_t target_;
  net::Runtime runtime_{1};
  net::asio::any_io_executor executor_ = runtime_.executor();
  Tcp::acceptor acceptor_{executor_, Tcp::endpoint{net::asio::ip::address_v4::loopback(), 0}};
  std::vector<PairPtr> pairs_;
  std::atomic<Mode> mode_ = Mode::pass;
  std::atomic<std::uint64_t> connections_ = 0;
};

}  // namespace siaga::test
