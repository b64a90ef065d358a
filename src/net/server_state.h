// Private: what the sessions of one HttpServer share: its options and handler, who is connected, how many.
// Owner: the HttpServer, its accepting coroutine and each session together.
// Thread: any; what changes is atomic or under the mutex.
#pragma once

#include "net/http_server.h"
#include "net/stream.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace siaga::net {

class HttpSession;

class ServerState {
 public:
  ServerState(Runtime& runtime, HttpServer::Options options, Handler handler, std::unique_ptr<asio::ssl::context> tls);

  const HttpServer::Options options;
  const Handler handler;
  Runtime& runtime;
  tcp::acceptor acceptor;  ///< used on its own executor's thread only, once it listens

  std::atomic<bool> draining{false};  ///< nothing new is begun; sessions look at it between requests
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> websockets{0};

  /// Counts a connection in, unless a limit forbids it. Each admitted one must leave().
  bool admit(const std::string& address);
  void leave(const std::string& address);

  void add(std::shared_ptr<HttpSession> session);
  void remove(HttpSession* session);

  /// Calls `member` on every session, each on its own thread.
  void tell_all(void (HttpSession::*member)());
  /// False when connections are left after `limit`.
  bool wait_until_empty(std::chrono::milliseconds limit);

  /// What a new connection is made with; it keeps what it needs of it.
  std::shared_ptr<asio::ssl::context> tls() const;
  void renew(std::shared_ptr<asio::ssl::context> tls);

  HttpServer::Counts counts() const;
  /// The answer that net gives by itself.
  Response fault_answer(unsigned status, std::string why) const;

 private:
  /// Connections that one network may have. An IPv6 site's whole LAN is one /64: that may have half of all.
  std::size_t share_of(const std::string& network) const;

  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::shared_ptr<asio::ssl::context> tls_;
  std::map<HttpSession*, std::weak_ptr<HttpSession>> sessions_;
  std::map<std::string, std::size_t> per_address_;  ///< by network_of
  std::uint64_t connections_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace siaga::net
