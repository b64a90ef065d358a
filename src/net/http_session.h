// Private: one connection of an HttpServer, from the TLS handshake to its end; a coroutine read from top to bottom.
// Owner: its own coroutine; the server only knows it weakly.
// Thread: everything on executor(); the destructor anywhere.
#pragma once

#include "net/request_body.h"
#include "net/request_head.h"
#include "net/server_state.h"
#include "net/stream.h"
#include "net/websocket.h"

#include <memory>
#include <optional>
#include <string>

namespace siaga::net {

class HttpSession {
 public:
  /// `address` was admitted by the state, and leaves it with the session.
  HttpSession(std::shared_ptr<ServerState> state, tcp::socket socket, std::string address);
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;
  ~HttpSession();

  static asio::awaitable<void> run(std::shared_ptr<HttpSession> self);

  asio::any_io_executor executor() const { return executor_; }
  /// Ends now when idle, after the running request otherwise; a WebSocket says 1001.
  void drain();
  void abort();

 private:
  /// What became of waiting for a head: a size, a refusal, or neither when the peer is gone.
  asio::awaitable<HeadEnd> read_head();
  asio::awaitable<bool> handshake();
  /// One request and its answer. True when another may follow.
  asio::awaitable<bool> serve();
  RequestBody::Patience patience() const;
  asio::awaitable<bool> answer(RequestParser& parser, Request& request, RequestBody& body);
  asio::awaitable<Response> ask_handler(Request& request);
  asio::awaitable<bool> write(Response response, bool keep_alive, bool head_only);
  asio::awaitable<void> refuse(unsigned status, std::string why);
  /// Accepts the WebSocket; talk() then has it.
  asio::awaitable<void> upgrade(RequestParser& parser, Response response);
  asio::awaitable<void> talk();
  /// Says goodbye so that the peer can still read the last answer.
  asio::awaitable<void> part();

  std::shared_ptr<ServerState> state_;
  asio::any_io_executor executor_;
  std::string address_;
  TlsStream stream_;
  beast::flat_buffer buffer_;
  std::weak_ptr<WebSocket> websocket_;
  std::shared_ptr<WebSocket> accepted_;  ///< until talk() runs
  decltype(Response::upgraded) talk_;
  bool upgraded_ = false;  ///< stream_ has moved into the WebSocket
  bool idle_ = true;       ///< waiting for a first byte: may be ended at any time
};

}  // namespace siaga::net
