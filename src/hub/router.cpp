#include "hub/router.h"

#include "base/log.h"
#include "hub/guard.h"
#include "hub/routes.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace siaga::hub {

namespace {

/// The id in the path when `path` fits the pattern; nil when the pattern has none; nothing when it doesn't fit.
std::optional<base::Id> match(std::string_view pattern, std::string_view path) {
  const auto brace = pattern.find("{id}");
  if (brace == std::string_view::npos) return pattern == path ? std::optional<base::Id>{base::Id{}} : std::nullopt;
  const auto tail = pattern.substr(brace + 4);
  if (path.size() < brace + tail.size() || !path.starts_with(pattern.substr(0, brace)) || !path.ends_with(tail))
    return std::nullopt;
  const auto id = base::parse_id(path.substr(brace, path.size() - brace - tail.size()));
  if (!id) return std::nullopt;
  return *id;
}

struct Found {
  const Route* route = nullptr;
  base::Id id;
  std::vector<net::Verb> allowed;  ///< of the path, when the verb has no route
};

Found find_route(net::Verb verb, std::string_view path) {
  Found found;
  for (const auto& route : routes()) {
    const auto id = match(route.pattern, path);
    if (!id) continue;
    if (route.verb == verb) return Found{&route, *id, {}};
    found.allowed.push_back(route.verb);
  }
  return found;
}

net::Response not_allowed(std::vector<net::Verb> verbs) {
  std::string allow;
  for (const auto verb : verbs) allow += (allow.empty() ? "" : ", ") + std::string{net::name_of(verb)};
  auto response = problem(405, base::fail(base::Fault::unsupported, "this path doesn't know that method"));
  response.set("Allow", allow);
  return response;
}

}  // namespace

asio::awaitable<net::Response> Router::handle(net::Request& request) {
  auto answering = answer(request);
  auto response = co_await std::move(answering);
  if (request.path.starts_with("/api/v1/uploads")) response.set("Tus-Resumable", "1.0.0");
  response.set("X-Content-Type-Options", "nosniff");
  const auto status_class = std::min<std::size_t>(response.status / 100, 5);
  core_.metrics.requests[response.upgraded ? 1 : status_class]++;
  base::log::debug("http", {{"verb", std::string{net::name_of(request.verb)}},
                            {"path", request.path},
                            {"status", std::to_string(response.status)},
                            {"peer", request.peer_address}});
  co_return response;
}

asio::awaitable<net::Response> Router::answer(net::Request& request) {
  const auto found = find_route(request.verb, request.path);
  if (found.route == nullptr && !found.allowed.empty()) co_return not_allowed(found.allowed);
  if (found.route == nullptr) co_return problem(base::fail(base::Fault::not_found, "there is nothing at this address"));
  Call call{core_, request, nullptr, found.id};
  auto passing = pass_gate(found.route->gate, call);
  const auto passed = co_await std::move(passing);
  if (!passed) co_return problem(passed.error());
  auto running = found.route->run(call);
  auto result = co_await std::move(running);
  if (!result) co_return problem(result.error());
  co_return std::move(*result);
}

}  // namespace siaga::hub
