#include "console/hub_client.h"

#include "net/timeout.h"
#include "protocol/problem.h"

#include <algorithm>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;
using net::ClientRequest;
using net::ClientResponse;

namespace {

constexpr std::size_t idle_connections = 4;

bool is_unreachable(const base::Error& error) {
  return error.fault == Fault::unavailable || error.fault == Fault::timeout;
}

}  // namespace

net::Headers HubAccess::headers() const {
  if (token.empty()) return {};
  return {{"Authorization", "Bearer " + token}};
}

HubClient::HubClient(asio::any_io_executor executor, HubAccess access)
    : executor_(std::move(executor)), access_(std::move(access)) {}

std::unique_ptr<net::HttpClient> HubClient::take() {
  if (idle_.empty()) return std::make_unique<net::HttpClient>(executor_, access_.endpoint, access_.trust);
  auto client = std::move(idle_.back());
  idle_.pop_back();
  return client;
}

asio::awaitable<base::Result<ClientResponse>> HubClient::ask(ClientRequest request) {
  auto client = take();
  for (auto& header : access_.headers()) request.headers.push_back(std::move(header));
  auto answer = co_await client->request(std::move(request));
  if (!answer) co_return answer.error();
  if (idle_.size() < idle_connections) idle_.push_back(std::move(client));
  if (answer->status < 200 || answer->status > 299) co_return protocol::decode_problem(answer->status, answer->body);
  co_return answer;
}

asio::awaitable<base::Result<ClientResponse>> HubClient::deliver(ClientRequest request,
                                                                 std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  net::Backoff backoff;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) co_return base::fail(Fault::unavailable, "the hub can't be reached");
    request.deadline = std::min(limit, left);
    auto answer = co_await ask(request);
    if (answer || !is_unreachable(answer.error())) co_return answer;
    co_await net::pause(std::min(backoff.next(net::random_fraction()), left));
  }
}

ClientRequest get_request(std::string target) {
  ClientRequest request;
  request.target = std::move(target);
  return request;
}

ClientRequest post_request(std::string target, std::string json) {
  ClientRequest request;
  request.verb = net::Verb::post;
  request.target = std::move(target);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(json);
  return request;
}

}  // namespace siaga::console
