#include "hub/router.h"

#include "base/log.h"
#include "hub/guard.h"
#include "hub/routes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace siaga::hub {

namespace {

/// What a path says where the pattern has a gap.
struct Gaps {
  base::Id id;
  std::size_t number = 0;
};

std::string_view take_segment(std::string_view& path) {
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(path.size(), segment.size() + 1));
  return segment;
}

bool fill_id(std::string_view segment, Gaps& gaps) {
  const auto id = base::parse_id(segment);
  if (id) gaps.id = *id;
  return id.has_value();
}

bool fill_number(std::string_view segment, Gaps& gaps) {
  const auto* end = segment.data() + segment.size();
  const auto [stop, code] = std::from_chars(segment.data(), end, gaps.number);
  return code == std::errc{} && stop == end && segment.size() <= 3;
}

/// Nothing when the path doesn't fit the pattern.
std::optional<Gaps> match(std::string_view pattern, std::string_view path) {
  if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) return std::nullopt;
  Gaps gaps;
  while (!pattern.empty()) {
    const auto wanted = take_segment(pattern);
    const auto found = take_segment(path);
    const bool fits = wanted == "{id}"     ? fill_id(found, gaps)
                      : wanted == "{n}"    ? fill_number(found, gaps)
                      : wanted == "{name}" ? !found.empty()  // the desk reads it
                                           : wanted == found;
    if (!fits) return std::nullopt;
  }
  return gaps;
}

struct Found {
  const Route* route = nullptr;
  Gaps gaps;
  std::vector<net::Verb> allowed;  ///< of the path, when the verb has no route
};

Found find_route(net::Verb verb, std::string_view path) {
  Found found;
  for (const auto& route : routes()) {
    const auto gaps = match(route.pattern, path);
    if (!gaps) continue;
    if (route.verb == verb) return Found{&route, *gaps, {}};
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
  Call call{core_, request, nullptr, nullptr, found.gaps.id, found.gaps.number};
  auto passing = pass_gate(found.route->gate, call);
  const auto passed = co_await std::move(passing);
  if (!passed) co_return problem(passed.error());
  auto running = found.route->run(call);
  auto result = co_await std::move(running);
  if (!result) co_return problem(result.error());
  co_return std::move(*result);
}

}  // namespace siaga::hub
