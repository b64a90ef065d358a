#include "net/loopback.h"
#include "net/raw_client.h"
#include "support/scratch_folder.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

namespace siaga::test {
namespace {

using namespace std::chrono_literals;

Loopback::Extra waits_at(Gate& gate) {
  return [&gate](net::Request& request) -> net::asio::awaitable<net::Response> {
    net::Response response;
    response.status = 404;
    if (request.path != "/wait") co_return response;
    co_await gate.passed();
    co_return net::make_response(200, "text/plain", "waited");
  };
}

BOOST_AUTO_TEST_CASE(a_head_that_dribbles_in_is_cut) {
  net::HttpServer::Options options;
  options.head_time = 200ms;
  Loopback hub(options);
  RawClient raw(hub.server->port());
  raw.send("GET /hello HT");
  BOOST_TEST(raw.read_to_end() == "");
  BOOST_TEST(hub.has_connections(0));
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed) {
  net::HttpServer::Options options;
  options.idle_time = 200ms;
  Loopback hub(options);
  RawClient raw(hub.server->port());
  raw.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  BOOST_TEST(statuses(raw.read_to_end()) == std::vector<int>{200}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_body_that_stops_arriving_ends_the_connection) {
  net::HttpServer::Options options;
  options.body_idle_time = 200ms;
  Loopback hub(options);
  RawClient raw(hub.server->port());
  raw.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  BOOST_TEST(raw.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(a_body_that_dribbles_in_is_cut_though_it_never_stops) {
  net::HttpServer::Options options;
  options.body_grace = 200ms;
  options.body_bytes_per_second = 1'000'000;
  Loopback hub(options);
  RawClient raw(hub.server->port());
  raw.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
  const auto begun = std::chrono::steady_clock::now();
  while (raw.send("a") && hub.server->counts().connections > 0) std::this_thread::yield();
  BOOST_TEST(raw.read_to_end() == "");
  BOOST_TEST(hub.has_connections(0));
  BOOST_TEST((std::chrono::steady_clock::now() - begun >= 200ms));
}

BOOST_AUTO_TEST_CASE(a_connection_that_never_shakes_hands_is_cut) {
  net::HttpServer::Options options;
  options.handshake_time = 200ms;
  Loopback hub(options);
  net::asio::io_context io;
  net::asio::ip::tcp::socket socket(io);
  socket.connect({net::asio::ip::address_v4::loopback(), hub.server->port()});
  BOOST_TEST(eventually([&] { return hub.server->counts().accepted == 1; }));
  BOOST_TEST(hub.has_connections(0));
}

BOOST_AUTO_TEST_CASE(a_file_ends_where_its_reader_may_no_longer_have_it) {
  const ScratchFolder folder;
  const auto path = folder.path() / "clip";
  base::write_atomically(path, std::string(16 << 20, 'x')).value();
  std::atomic<bool> allowed{true};
  Loopback hub({}, [&](net::Request&) -> net::asio::awaitable<net::Response> {
    net::FileBody body{base::File::open(path, base::File::Mode::read).value(), 0, 16 << 20};
    body.may_go_on = [&allowed] { return allowed.load(); };
    net::Response response;
    response.file = std::make_shared<net::FileBody>(std::move(body));
    co_return response;
  });
  RawClient raw(hub.server->port(), 4096);
  raw.send("GET /clip HTTP/1.1\r\nHost: h\r\n\r\n");
  std::size_t got = raw.read_until("\r\n\r\n").size();
  allowed = false;
  got += raw.read_to_end().size();
  BOOST_TEST(raw.was_closed());
  BOOST_TEST(got < std::size_t{16 << 20});
  BOOST_TEST(hub.has_connections(0));
}

BOOST_AUTO_TEST_CASE(a_reader_that_stops_reading_is_cut) {
  net::HttpServer::Options options;
  options.write_time = 300ms;
  Loopback hub(options, [](net::Request&) -> net::asio::awaitable<net::Response> {
    co_return net::make_response(200, "text/plain", std::string(32 * 1024 * 1024, 'x'));
  });
  RawClient raw(hub.server->port(), 4096);
  raw.send("GET /big HTTP/1.1\r\nHost: h\r\n\r\n");
  BOOST_TEST(hub.has_connections(0));
}

BOOST_AUTO_TEST_CASE(connections_over_the_limit_are_refused_and_room_is_given_back) {
  net::HttpServer::Options options;
  options.connections_per_address = 2;
  Loopback hub(options);
  {
    RawClient first(hub.server->port());
    RawClient second(hub.server->port());
    BOOST_CHECK_THROW(RawClient(hub.server->port()), std::runtime_error);
    BOOST_TEST(hub.server->counts().refused == 1u);
  }
  BOOST_TEST(hub.has_connections(0));
  BOOST_TEST(hub.ask(*hub.client(), get("/hello"))->status == 200u);
}

BOOST_AUTO_TEST_CASE(connections_over_the_total_are_refused) {
  net::HttpServer::Options options;
  options.connections = 1;
  Loopback hub(options);
  RawClient first(hub.server->port());
  BOOST_CHECK_THROW(RawClient(hub.server->port()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(draining_lets_a_running_request_finish_and_closes_idle_ones) {
  Gate gate;
  Loopback hub({}, waits_at(gate));
  RawClient idle(hub.server->port());
  idle.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.read_until("hello");
  RawClient running(hub.server->port());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  gate.arrived.get_future().wait();

  auto drained = std::async(std::launch::async, [&] { return hub.server->drain(10s); });
  BOOST_TEST(idle.read_to_end() == "");
  BOOST_CHECK_THROW(RawClient(hub.server->port()), std::runtime_error);
  gate.open();
  const std::string answer = running.read_to_end();
  BOOST_TEST(answer.ends_with("waited"));
  BOOST_TEST(answer.find("Connection: close") != std::string::npos);
  running.cut();
  BOOST_TEST(drained.get());
}

BOOST_AUTO_TEST_CASE(draining_cuts_what_does_not_end_in_time) {
  Gate gate;
  Loopback hub({}, waits_at(gate));
  RawClient running(hub.server->port());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  gate.arrived.get_future().wait();
  auto drained = std::async(std::launch::async, [&] { return hub.server->drain(100ms); });
  BOOST_TEST(running.read_to_end() == "");
  gate.open();
  BOOST_TEST(!drained.get());
}

BOOST_AUTO_TEST_CASE(stopping_the_runtime_ends_what_is_suspended) {
  Gate gate;
  Loopback hub({}, waits_at(gate));
  RawClient running(hub.server->port());
  running.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  gate.arrived.get_future().wait();
  hub.runtime.stop();
  BOOST_TEST(hub.server->counts().connections == 0u);
  BOOST_TEST(running.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_refused) {
  Loopback hub;
  net::HttpServer::Options options;
  options.identity = identity();
  options.port = hub.server->port();
  const auto handler = [](net::Request&) -> net::asio::awaitable<net::Response> { co_return net::Response{}; };
  const auto second = net::HttpServer::listen(hub.runtime, options, handler);
  BOOST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().fault == base::Fault::unavailable));
  options.address = "not an address";
  BOOST_TEST((net::HttpServer::listen(hub.runtime, options, handler).error().fault == base::Fault::invalid));
}

}  // namespace
}  // namespace siaga::test
