#include "hub/call.h"

#include "protocol/problem.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace siaga::hub {

namespace {

/// RFC 9110 §8.3.1: without case, parameters aside.
bool is_json(std::string_view type) {
  auto bare = type.substr(0, type.find(';'));
  while (bare.ends_with(' ') || bare.ends_with('\t')) bare.remove_suffix(1);
  constexpr std::string_view json = "application/json";
  return std::ranges::equal(bare, json, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
}

}  // namespace

asio::awaitable<base::Result<std::string>> read_json(Call& call) {
  if (!is_json(call.request.header("Content-Type").value_or("")))
    co_return base::fail(base::Fault::unsupported, "the body must be application/json", "Content-Type");
  auto reading = call.request.body.read_all(call.core.limits.json_bytes);
  co_return co_await std::move(reading);
}

base::Result<std::size_t> parse_limit(const net::Request& request) {
  std::size_t limit = 50;
  const auto text = request.query("limit");
  if (!text) return limit;
  const auto* end = text->data() + text->size();
  const auto [stop, code] = std::from_chars(text->data(), end, limit);
  if (code != std::errc{} || stop != end || limit < 1 || limit > 200)
    return base::fail(base::Fault::invalid, "limit is a number from 1 to 200", "limit");
  return limit;
}

net::Response json_response(unsigned status, std::string body) {
  auto response = net::make_response(status, "application/json", std::move(body));
  response.set("Cache-Control", "no-store");
  return response;
}

net::Response no_content() {
  net::Response response;
  response.status = 204;
  return response;
}

net::Response slowed(std::chrono::seconds wait) {
  auto response = problem(base::fail(base::Fault::too_many, "too many attempts: wait before the next one"));
  response.set("Retry-After", std::to_string(wait.count()));
  return response;
}

net::Response problem(const base::Error& error) {
  auto response = net::make_response(protocol::status_of(error.fault), protocol::problem_content_type,
                                     protocol::encode_problem(error));
  response.set("Cache-Control", "no-store");
  if (error.fault == base::Fault::unauthenticated) response.set("WWW-Authenticate", "Bearer");
  if (error.fault == base::Fault::unavailable || error.fault == base::Fault::too_many) response.set("Retry-After", "1");
  return response;
}

net::Response slowed_down(std::chrono::seconds wait) {
  auto response = problem(base::fail(base::Fault::too_many, "too many attempts: wait before the next one"));
  response.set("Retry-After", std::to_string(wait.count()));
  return response;
}

net::Response problem(unsigned status, const base::Error& error) {
  auto response = problem(error);
  boost::json::value document = boost::json::parse(response.body);
  document.as_object()["status"] = status;
  response.body = boost::json::serialize(document);
  response.status = status;
  return response;
}

}  // namespace siaga::hub
