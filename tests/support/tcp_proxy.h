// A wire that can be cut: forwards one loopback port to another until told otherwise.
// Thread: all members from the test's thread; bytes move on a thread of its own.
#pragma once

#include "net/runtime.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>

namespace siaga::test {

class TcpProxy {
 public:
  explicit TcpProxy(std::uint16_t target) : target_(target) {
    listen();
    port_ = acceptor_->local_endpoint().port();
    net::asio::co_spawn(executor_, accept(), net::asio::detached);
  }
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;
  ~TcpProxy() { runtime_.stop(); }

  std::uint16_t port() const { return port_; }

  /// Cuts every connection and refuses new ones.
  void cut() {
    here([this] {
      boost::system::error_code ignored;
      acceptor_->close(ignored);
      close_all();
    });
  }
  /// Takes connections again, to the same target or another one.
  void mend(std::optional<std::uint16_t> target = std::nullopt) {
    here([this, target] {
      target_ = target.value_or(target_);
      listen();
      net::asio::co_spawn(executor_, accept(), net::asio::detached);
    });
  }
  /// Cuts all connections once so many more bytes have gone towards the target; new ones are taken.
  void cut_after(std::int64_t bytes) {
    here([this, bytes] { budget_ = bytes; });
  }
  std::uint64_t cuts() const { return cuts_; }

 private:
  using Tcp = net::asio::ip::tcp;
  using Socket = std::shared_ptr<Tcp::socket>;

  template <class F>
  void here(F work) {
    net::asio::post(executor_, net::asio::use_future(std::move(work))).get();
  }

  void listen() {
    const Tcp::endpoint endpoint{net::asio::ip::address_v4::loopback(), port_};
    acceptor_.emplace(executor_);
    acceptor_->open(endpoint.protocol());
    acceptor_->set_option(net::asio::socket_base::reuse_address{true});
    acceptor_->bind(endpoint);
    acceptor_->listen();
  }

  net::asio::awaitable<void> accept() {
    while (true) {
      auto near = std::make_shared<Tcp::socket>(executor_);
      boost::system::error_code broken;
      co_await acceptor_->async_accept(*near, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (broken) co_return;
      auto far = std::make_shared<Tcp::socket>(executor_);
      const Tcp::endpoint target{net::asio::ip::address_v4::loopback(), target_};
      co_await far->async_connect(target, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (broken) continue;
      open_.insert(near);
      open_.insert(far);
      net::asio::co_spawn(executor_, pump(near, far, true), net::asio::detached);
      net::asio::co_spawn(executor_, pump(far, near, false), net::asio::detached);
    }
  }

  net::asio::awaitable<void> pump(Socket from, Socket to, bool towards_target) {
    std::array<char, 16 * 1024> bytes;
    boost::system::error_code broken;
    while (!broken) {
      const auto space = net::asio::buffer(bytes);
      const auto got =
          co_await from->async_read_some(space, net::asio::redirect_error(net::asio::use_awaitable, broken));
      if (towards_target && budget_ && (*budget_ -= static_cast<std::int64_t>(got)) <= 0) {
        budget_.reset();
        ++cuts_;
        close_all();
        co_return;
      }
      const auto filled = net::asio::buffer(bytes.data(), got);
      if (!broken) co_await write_all(*to, filled, broken);
    }
    close(from);
    close(to);
  }

  static net::asio::awaitable<void> write_all(Tcp::socket& to, net::asio::const_buffer bytes,
                                              boost::system::error_code& broken) {
    while (bytes.size() > 0 && !broken)
      bytes += co_await to.async_write_some(bytes, net::asio::redirect_error(net::asio::use_awaitable, broken));
  }

  void close(const Socket& socket) {
    boost::system::error_code ignored;
    socket->close(ignored);
    open_.erase(socket);
  }
  void close_all() {
    while (!open_.empty()) close(*open_.begin());
  }

  std::uint16_t target_;
  std::uint16_t port_ = 0;
  net::Runtime runtime_{1};
  net::asio::any_io_executor executor_ = runtime_.executor();
  std::optional<Tcp::acceptor> acceptor_;
  std::set<Socket> open_;
  std::optional<std::int64_t> budget_;
  std::atomic<std::uint64_t> cuts_ = 0;
};

}  // namespace siaga::test
