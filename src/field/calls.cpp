#include "field/calls.h"

#include "protocol/problem.h"

namespace siaga::field {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::seconds answer_within{15};

net::ClientRequest json_request(net::Verb verb, std::string target, std::string body) {
  net::ClientRequest request;
  request.verb = verb;
  request.target = std::move(target);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(body);
  request.deadline = answer_within;
  return request;
}

std::string path_of(const base::Id& sos) { return "/api/v1/sos/" + base::to_string(sos); }

}  // namespace

asio::awaitable<Result<net::ClientResponse>> ask(net::HttpClient& client, std::string token,
                                                 net::ClientRequest request) {
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  auto answer = co_await client.request(std::move(request));
  if (!answer) co_return answer.error();
  if (answer->status < 200 || answer->status > 299) co_return protocol::decode_problem(answer->status, answer->body);
  co_return answer;
}

asio::awaitable<Result<protocol::SessionView>> sign_in(net::HttpClient& client, std::string login, std::string password,
                                                       std::string device, std::optional<std::string> code) {
  const std::string nobody;
  const protocol::SignIn body{std::move(login), std::move(password), std::move(device), std::move(code)};
  auto request = json_request(net::Verb::post, "/api/v1/sessions", protocol::encode(body));
  const auto answer = co_await ask(client, nobody, std::move(request));
  if (!answer) co_return answer.error();
  co_return protocol::decode_session_view(answer->body);
}

asio::awaitable<Result<protocol::SosStatus>> raise(net::HttpClient& client, std::string token,
                                                   domain::RaiseSos command) {
  auto request = json_request(net::Verb::put, path_of(command.id), protocol::encode(command));
  const auto answer = co_await ask(client, std::move(token), std::move(request));
  if (!answer) co_return answer.error();
  co_return protocol::decode_sos_status(answer->body);
}

asio::awaitable<Result<protocol::SosStatus>> read_status(net::HttpClient& client, std::string token, base::Id sos) {
  net::ClientRequest request;
  request.target = path_of(sos) + "/status";
  request.deadline = answer_within;
  const auto answer = co_await ask(client, std::move(token), std::move(request));
  if (!answer) co_return answer.error();
  co_return protocol::decode_sos_status(answer->body);
}

asio::awaitable<Result<void>> withdraw(net::HttpClient& client, std::string token, base::Id sos, base::Id command,
                                       std::string device) {
  const protocol::PlainCommand body{command, std::move(device)};
  auto request = json_request(net::Verb::post, path_of(sos) + "/withdraw", protocol::encode(body));
  const auto answer = co_await ask(client, std::move(token), std::move(request));
  if (!answer) co_return answer.error();
  co_return Result<void>{};
}

asio::awaitable<Result<void>> send_position(net::HttpClient& client, std::string token, domain::Position position) {
  protocol::ReportPositions body;
  body.positions.push_back(position);
  auto request = json_request(net::Verb::post, "/api/v1/positions", protocol::encode(body));
  const auto answer = co_await ask(client, std::move(token), std::move(request));
  if (!answer) co_return answer.error();
  co_return Result<void>{};
}

bool may_pass(const base::Error& error) {
  switch (error.fault) {
    case Fault::unavailable:
    case Fault::timeout:
    case Fault::too_many:
    case Fault::storage_full:
    case Fault::internal:
    case Fault::invalid:  // an answer that isn't HTTP, as captive portals give; a real refusal is rare and also told
    case Fault::checksum: return true;
    default: return false;
  }
}

}  // namespace siaga::field
