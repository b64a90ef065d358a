#include "net/server_state.h"

#include "net/http_session.h"
#include "net/network.h"

#include <algorithm>
#include <vector>

namespace siaga::net {

ServerState::ServerState(Runtime& runtime_in, HttpServer::Options options_in, Handler handler_in,
                         std::unique_ptr<asio::ssl::context> tls_in)
    : options(std::move(options_in)),
      handler(std::move(handler_in)),
      runtime(runtime_in),
      acceptor(runtime_in.executor()),
      tls_(std::move(tls_in)) {}

bool ServerState::admit(const std::string& address) {
  const auto network = network_of(address);
  const std::lock_guard lock(mutex_);
  std::size_t& of_address = per_address_[network];
  if (draining || connections_ >= options.connections || of_address >= share_of(network)) {
    ++refused_;
    if (of_address == 0) per_address_.erase(network);
    return false;
  }
  ++of_address;
  ++connections_;
  ++accepted_;
  return true;
}

std::size_t ServerState::share_of(const std::string& network) const {
  if (!network.ends_with("/64")) return options.connections_per_address;
  return std::max(options.connections_per_address, options.connections / 2);
}

void ServerState::leave(const std::string& address) {
  const auto network = network_of(address);
  const std::lock_guard lock(mutex_);
  if (const auto found = per_address_.find(network); found != per_address_.end() && --found->second == 0)
    per_address_.erase(found);
  if (--connections_ == 0) emptied_.notify_all();
}

void ServerState::add(std::shared_ptr<HttpSession> session) {
  const std::lock_guard lock(mutex_);
  sessions_.emplace(session.get(), session);
}

void ServerState::remove(HttpSession* session) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(session);
}

void ServerState::tell_all(void (HttpSession::*member)()) {
  std::vector<std::shared_ptr<HttpSession>> alive;  // let go outside the lock: the last owner's destructor takes it
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [raw, weak] : sessions_)
      if (auto session = weak.lock()) alive.push_back(std::move(session));
  }
  for (auto& session : alive) {
    const auto executor = session->executor();
    asio::post(executor, [session = std::move(session), member] { ((*session).*member)(); });
  }
}

bool ServerState::wait_until_empty(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, limit, [this] { return connections_ == 0; });
}

std::shared_ptr<asio::ssl::context> ServerState::tls() const {
  const std::lock_guard lock(mutex_);
  return tls_;
}

void ServerState::renew(std::shared_ptr<asio::ssl::context> tls) {
  const std::lock_guard lock(mutex_);
  tls_ = std::move(tls);
}

HttpServer::Counts ServerState::counts() const {
  const std::lock_guard lock(mutex_);
  return {connections_, accepted_, refused_, requests, websockets};
}

Response ServerState::fault_answer(unsigned status, std::string why) const {
  if (options.fault_answer) {
    const auto fault = status >= 500 && status != 505 ? base::Fault::internal : base::Fault::invalid;
    return options.fault_answer(status, base::fail(fault, std::move(why)));
  }
  return make_response(status, "text/plain; charset=utf-8", std::move(why) + "\n");
}

}  // namespace siaga::net
