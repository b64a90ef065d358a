#include "net/http_client.h"

#include "net/loopback.h"
#include "net/raw_client.h"
#include "net/timeout.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<net::HttpClient> client_with(Loopback& hub, net::Trust trust) {
  return std::make_unique<net::HttpClient>(hub.runtime.executor(), hub.endpoint(), std::move(trust));
}

BOOST_AUTO_TEST_CASE(the_pinned_certificate_is_believed_in_any_spelling) {
  Loopback hub;
  std::string spelling = net::fingerprint(identity()).value();
  for (char& c : spelling) c = static_cast<char>(std::tolower(c));
  const auto client = client_with(hub, {spelling, false});
  BOOST_TEST(hub.ask(*client, get("/hello"))->status == 200u);
  BOOST_TEST(client->presented_fingerprint() == net::fingerprint(identity()).value());
}

BOOST_AUTO_TEST_CASE(another_certificate_is_refused_before_anything_is_sent) {
  Loopback hub;
  const auto other = net::make_identity("other", {}, base::SystemClock{}.now()).value();
  const auto client = client_with(hub, {net::fingerprint(other).value(), false});
  const auto answer = hub.ask(*client, get("/hello"));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::untrusted));
  BOOST_TEST(answer.error().field == net::fingerprint(identity()).value());
  BOOST_TEST(client->presented_fingerprint() == answer.error().field);
  BOOST_TEST(hub.server->counts().requests == 0u);
}

BOOST_AUTO_TEST_CASE(without_a_pin_the_fingerprint_is_shown_and_nothing_sent) {
  Loopback hub;
  const auto answer = hub.ask(*client_with(hub, {}), get("/hello"));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::untrusted));
  BOOST_TEST(answer.error().field == net::fingerprint(identity()).value());
  BOOST_TEST(hub.ask(*client_with(hub, {std::nullopt, true}), get("/hello"))->status == 200u);
  BOOST_TEST((hub.ask(*client_with(hub, {"nonsense", false}), get("/hello")).error().fault == base::Fault::invalid));
}

BOOST_AUTO_TEST_CASE(a_connection_that_the_server_closed_is_made_again) {
  net::HttpServer::Options options;
  options.idle_time = 150ms;
  Loopback hub(options);
  const auto client = hub.client();
  BOOST_TEST(hub.ask(*client, post("/echo", "one"))->body == "one");
  BOOST_REQUIRE(hub.has_connections(0));
  BOOST_TEST(hub.ask(*client, post("/echo", "two"))->body == "two");
  BOOST_TEST(hub.server->counts().accepted == 2u);
}

BOOST_AUTO_TEST_CASE(nobody_listening_is_unavailable) {
  std::uint16_t port = 0;
  {
    Loopback hub;
    port = hub.server->port();
  }
  net::Runtime runtime(1);
  net::HttpClient client(runtime.executor(), {"127.0.0.1", port}, Loopback::trust());
  const auto answer = net::run_blocking(runtime.executor(), client.request(get("/hello")));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::unavailable));
}

BOOST_AUTO_TEST_CASE(a_body_is_handed_on_piece_by_piece_beyond_any_limit) {
  const std::string large(1'000'000, 'x');
  Loopback hub({}, [&large](net::Request& request) -> net::asio::awaitable<net::Response> {
    co_return net::make_response(request.path == "/large" ? 200 : 404, "text/plain", large);
  });
  const auto client = hub.client();
  std::string taken;
  std::size_t largest = 0;
  auto request = get("/large");
  request.body_limit = 10;
  request.on_body = [&](const net::ClientResponse& head, std::string_view piece) -> base::Result<void> {
    BOOST_TEST(head.header("Content-Length").value_or("") == "1000000");
    taken += piece;
    largest = std::max(largest, piece.size());
    return {};
  };
  const auto answer = hub.ask(*client, request);
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->body.empty());
  BOOST_TEST((taken == large));
  BOOST_TEST(largest <= 64u * 1024u);
  // Another status is an answer as any other.
  request.target = "/nothing";
  request.body_limit = 1000;
  BOOST_TEST(hub.ask(*client, request)->body == "nothing here");
  BOOST_TEST(hub.server->counts().accepted == 1u);
}

BOOST_AUTO_TEST_CASE(who_takes_no_more_ends_the_request) {
  Loopback hub({}, [](net::Request& request) -> net::asio::awaitable<net::Response> {
    co_return net::make_response(request.path == "/large" ? 200 : 404, "text/plain", std::string(1'000'000, 'x'));
  });
  const auto client = hub.client();
  auto request = get("/large");
  request.on_body = [](const net::ClientResponse&, std::string_view) -> base::Result<void> {
    return base::fail(base::Fault::storage_full, "no room", "here");
  };
  const auto answer = hub.ask(*client, std::move(request));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::storage_full));
  BOOST_TEST(answer.error().field == "here");
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_come_in_time_is_a_timeout_and_the_next_one_works) {
  Gate gate;
  Loopback hub({}, [&gate](net::Request& request) -> net::asio::awaitable<net::Response> {
    if (request.path == "/wait") co_await gate.passed();
    net::Response response;
    response.status = 404;
    co_return response;
  });
  const auto client = hub.client();
  auto request = get("/wait");
  request.deadline = 200ms;
  const auto answer = hub.ask(*client, request);
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::timeout));
  gate.open();
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
}

BOOST_AUTO_TEST_CASE(a_cancelled_request_leaves_a_client_that_still_works) {
  Gate gate;
  Loopback hub({}, [&gate](net::Request& request) -> net::asio::awaitable<net::Response> {
    if (request.path == "/wait") co_await gate.passed();
    net::Response response;
    response.status = 404;
    co_return response;
  });
  const auto client = hub.client();
  const auto executor = hub.runtime.executor();
  const auto answer = net::run_blocking(executor, net::with_deadline(client->request(get("/wait")), 100ms));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::timeout));
  gate.open();
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
}

BOOST_AUTO_TEST_CASE(an_answer_over_the_limit_is_not_kept) {
  Loopback hub;
  const auto client = hub.client();
  auto request = post("/echo", std::string(2000, 'x'));
  request.body_limit = 1999;
  const auto answer = hub.ask(*client, request);
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::too_large));
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
}

BOOST_AUTO_TEST_CASE(closing_a_client_ends_its_waiting_request) {
  Gate gate;
  Loopback hub({}, [&gate](net::Request&) -> net::asio::awaitable<net::Response> {
    co_await gate.passed();
    co_return net::Response{};
  });
  const auto client = hub.client();
  auto waiting = net::asio::co_spawn(hub.runtime.executor(), client->request(get("/wait")), net::asio::use_future);
  gate.arrived.get_future().wait();
  const auto shut = [](net::HttpClient& which) -> net::asio::awaitable<void> {
    which.close();
    co_return;
  };
  net::run_blocking(hub.runtime.executor(), shut(*client));
  const auto answer = waiting.get();
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::unavailable));
  gate.open();
}

}  // namespace
}  // namespace siaga::test
