#include "net/websocket.h"

#include "net/loopback.h"
#include "net/raw_client.h"
#include "net/timeout.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {
namespace {

using namespace std::chrono_literals;
using Socket = std::shared_ptr<net::WebSocket>;
using Pieces = std::vector<std::shared_ptr<const std::string>>;

Pieces pieces_of(std::string text) { return {std::make_shared<const std::string>(std::move(text))}; }

// Repeats what it hears until the peer goes.
net::asio::awaitable<void> repeat(Socket socket) {
  for (;;) {
    auto heard = co_await socket->read();
    if (!heard) co_return;
    auto said = pieces_of(std::move(*heard));
    const auto sent = co_await socket->send(std::move(said));
    if (!sent) co_return;
  }
}

// What a test wants to know about the server's side.
struct Seen {
  std::promise<base::Error> read_error;
  std::promise<base::Error> send_error;
};

net::asio::awaitable<void> listen_once(Socket socket, Seen& seen) {
  const auto heard = co_await socket->read();
  seen.read_error.set_value(heard ? base::Error{} : heard.error());
}

net::asio::awaitable<void> flood(Socket socket, Seen& seen) {
  const auto text = std::make_shared<const std::string>(4096, 'x');
  for (;;) {
    Pieces pieces{text};
    const auto sent = co_await socket->send(std::move(pieces));
    if (sent) continue;
    seen.send_error.set_value(sent.error());
    co_return;
  }
}

net::asio::awaitable<void> send_gathered(Socket socket) {
  Pieces pieces;
  for (char c = 'a'; c < 'k'; ++c) pieces.push_back(std::make_shared<const std::string>(104'858, c));
  co_await socket->send(std::move(pieces));
}

struct Hub {
  explicit Hub(net::HttpServer::Options options = {}) : loopback(std::move(options), offer()) {}

  Loopback::Extra offer() {
    return [this](net::Request& request) -> net::asio::awaitable<net::Response> {
      net::Response response;
      if (request.path == "/repeat")
        response.upgraded = repeat;
      else if (request.path == "/listen")
        response.upgraded = [this](Socket socket) { return listen_once(std::move(socket), seen); };
      else if (request.path == "/flood")
        response.upgraded = [this](Socket socket) { return flood(std::move(socket), seen); };
      else if (request.path == "/gathered")
        response.upgraded = send_gathered;
      else
        response.status = request.path == "/locked" ? 401 : 404;
      co_return response;
    };
  }

  template <class T>
  T wait(net::asio::awaitable<T> operation) {
    return net::run_blocking(loopback.runtime.executor(), std::move(operation));
  }

  Seen seen;
  Loopback loopback;
};

const std::string upgrade =
    " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// A client's frame with a zero mask, so that its payload stays readable.
std::string frame(int opcode, std::string payload) {
  std::string bytes{static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | payload.size())};
  return bytes + std::string(4, '\0') + payload;
}

// The code of the close frame at the end of what a server sent.
int close_code(const std::string& bytes) {
  const auto at = bytes.rfind('\x88');
  if (at == std::string::npos || at + 4 > bytes.size()) return 0;
  return static_cast<unsigned char>(bytes[at + 2]) << 8 | static_cast<unsigned char>(bytes[at + 3]);
}

BOOST_AUTO_TEST_CASE(messages_go_there_and_back) {
  Hub hub;
  const Socket socket = hub.loopback.open("/repeat").value();
  for (const auto& text : {std::string("halo"), std::string(), std::string(60'000, 'x'), std::string("ü€")}) {
    BOOST_TEST(hub.wait(socket->send(pieces_of(text))).has_value());
    BOOST_TEST(hub.wait(socket->read()).value() == text);
  }
  BOOST_TEST(hub.loopback.server->counts().websockets == 1u);
  hub.wait(socket->close());
  BOOST_TEST(hub.loopback.has_connections(0));
}

BOOST_AUTO_TEST_CASE(a_megabyte_of_pieces_is_one_message) {
  Hub hub;
  const Socket socket = hub.loopback.open("/gathered").value();
  const auto message = hub.wait(socket->read(2 * 1024 * 1024));
  BOOST_REQUIRE(message.has_value());
  BOOST_TEST(message->size() == 1'048'580u);
  BOOST_TEST(message->front() == 'a');
  BOOST_TEST(message->back() == 'j');
  const auto end = hub.wait(socket->read());
  BOOST_REQUIRE(!end.has_value());
  BOOST_TEST(end.error().field == "1000");
}

BOOST_AUTO_TEST_CASE(a_gathered_message_leaves_in_one_frame) {
  Hub hub;
  RawClient raw(hub.loopback.server->port());
  raw.send("GET /gathered" + upgrade);
  std::string bytes = raw.read_until("j\x88");
  bytes.erase(0, bytes.find("\r\n\r\n") + 4);
  const std::string header{'\x81', '\x7f', 0, 0, 0, 0, 0, '\x10', 0, 4};  // final text, 64-bit length 1048580
  BOOST_TEST((bytes.substr(0, 10) == header));
}

BOOST_AUTO_TEST_CASE(a_message_over_the_limit_is_told_1009) {
  Hub hub;
  const Socket socket = hub.loopback.open("/listen").value();
  BOOST_TEST(hub.wait(socket->send(pieces_of(std::string(65 * 1024, 'x')))).has_value());
  const auto end = hub.wait(socket->read());
  BOOST_REQUIRE(!end.has_value());
  BOOST_TEST(end.error().field == "1009");
  BOOST_TEST((hub.seen.read_error.get_future().get().fault == base::Fault::too_large));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_told_1007) {
  Hub hub;
  {
    RawClient raw(hub.loopback.server->port());
    raw.send("GET /listen" + upgrade);
    raw.read_until("\r\n\r\n");
    raw.send(frame(1, "a\xc3("));
    BOOST_TEST(close_code(raw.read()) == 1007);
  }
  const base::Error why = hub.seen.read_error.get_future().get();
  BOOST_TEST((why.fault == base::Fault::invalid || why.fault == base::Fault::unavailable), why.detail);
}

BOOST_AUTO_TEST_CASE(a_binary_message_is_told_1003) {
  Hub hub;
  RawClient raw(hub.loopback.server->port());
  raw.send("GET /listen" + upgrade);
  raw.read_until("\r\n\r\n");
  raw.send(frame(2, "abc"));
  BOOST_TEST(close_code(raw.read()) == 1003);
  raw.cut();
  const base::Error why = hub.seen.read_error.get_future().get();
  BOOST_TEST((why.fault == base::Fault::invalid), why.detail);
}

BOOST_AUTO_TEST_CASE(a_ping_is_answered) {
  Hub hub;
  RawClient raw(hub.loopback.server->port());
  raw.send("GET /repeat" + upgrade);
  raw.read_until("\r\n\r\n");
  raw.send(frame(9, "beat"));
  BOOST_TEST(raw.read_until("beat") ==
             "\x8a\x04"
             "beat");
}

BOOST_AUTO_TEST_CASE(a_reader_that_stalls_is_dropped) {
  net::HttpServer::Options options;
  options.write_time = 200ms;
  Hub hub(options);
  RawClient raw(hub.loopback.server->port(), 4096);
  raw.send("GET /flood" + upgrade);
  BOOST_TEST((hub.seen.send_error.get_future().get().fault == base::Fault::timeout));
}

BOOST_AUTO_TEST_CASE(a_peer_without_a_sign_of_life_is_dropped) {
  net::HttpServer::Options options;
  options.idle_time = 300ms;
  Hub hub(options);
  RawClient raw(hub.loopback.server->port());
  raw.send("GET /listen" + upgrade);
  BOOST_TEST((hub.seen.read_error.get_future().get().fault == base::Fault::timeout));
  BOOST_TEST(hub.loopback.has_connections(0));
}

BOOST_AUTO_TEST_CASE(a_hub_that_drains_says_1001) {
  Hub hub;
  const Socket socket = hub.loopback.open("/repeat").value();
  auto end = net::asio::co_spawn(hub.loopback.runtime.executor(), socket->read(), net::asio::use_future);
  BOOST_TEST(hub.loopback.server->drain(10s));
  const auto closed = end.get();
  BOOST_REQUIRE(!closed.has_value());
  BOOST_TEST(closed.error().field == "1001");
}

BOOST_AUTO_TEST_CASE(aborting_ends_a_waiting_read) {
  Hub hub;
  const Socket socket = hub.loopback.open("/repeat").value();
  auto end = net::asio::co_spawn(hub.loopback.runtime.executor(), socket->read(), net::asio::use_future);
  socket->abort();
  BOOST_TEST((end.get().error().fault == base::Fault::unavailable));
  BOOST_TEST(hub.loopback.has_connections(0));
}

BOOST_AUTO_TEST_CASE(a_waiting_read_honours_a_deadline) {
  Hub hub;
  const Socket socket = hub.loopback.open("/repeat").value();
  const auto heard = hub.wait(net::with_deadline(socket->read(), 50ms));
  BOOST_REQUIRE(!heard.has_value());
  BOOST_TEST((heard.error().fault == base::Fault::timeout));
  BOOST_TEST(!hub.wait(socket->read()).has_value());
}

BOOST_AUTO_TEST_CASE(a_refused_upgrade_tells_why) {
  Hub hub;
  BOOST_TEST((hub.loopback.open("/locked").error().fault == base::Fault::unauthenticated));
  BOOST_TEST((hub.loopback.open("/nowhere").error().fault == base::Fault::not_found));
  const net::Trust stranger;
  const auto answer = hub.wait(net::connect_websocket(hub.loopback.endpoint(), stranger, "/repeat", {}, 10s));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST(answer.error().field == net::fingerprint(identity()).value());
}

BOOST_AUTO_TEST_CASE(a_plain_request_where_a_websocket_is_offered_is_told_426) {
  Hub hub;
  const auto client = hub.loopback.client();
  const auto answer = hub.loopback.ask(*client, get("/repeat"));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 426u);
  BOOST_TEST(answer->header("Upgrade").value() == "websocket");
}

}  // namespace
}  // namespace siaga::test
