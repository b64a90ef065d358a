// Frames that break RFC 6455, and good ones beside them, at a real server: the table is websocket_frames.txt, which
// websocket_oracle.py holds against another implementation.
#include "net/loopback.h"
#include "net/raw_client.h"

#include "base/digest.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace siaga::test {
namespace {

struct Row {
  unsigned code = 0;
  std::string frames;
  std::string what;
};

// "81*3.00" → 81 81 81 00
std::string bytes_of(const std::string& notation) {
  std::string bytes;
  std::istringstream parts(notation);
  for (std::string part; std::getline(parts, part, '.');) {
    const auto star = part.find('*');
    const auto once = base::from_hex(part.substr(0, star)).value();
    const int times = star == std::string::npos ? 1 : std::stoi(part.substr(star + 1));
    for (int i = 0; i < times; ++i) bytes.append(once.begin(), once.end());
  }
  return bytes;
}

std::vector<Row> rows() {
  std::vector<Row> found;
  std::ifstream table(SIAGA_SOURCE_DIR "/tests/net/websocket_frames.txt");
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream columns(line);
    Row row;
    std::string other;
    std::string notation;
    columns >> row.code >> other >> notation >> std::ws;
    std::getline(columns, row.what);
    row.frames = bytes_of(notation);
    found.push_back(std::move(row));
  }
  return found;
}

net::asio::awaitable<void> read_to_the_end(std::shared_ptr<net::WebSocket> socket) {
  for (;;) {
    const auto heard = co_await socket->read();
    if (!heard) co_return;
  }
}

net::asio::awaitable<net::Response> offer(net::Request&) {
  net::Response response;
  response.upgraded = read_to_the_end;
  co_return response;
}

// The code of the close frame in what a server sent; 0 while there is none.
unsigned code_in(std::string_view frames) {
  while (frames.size() >= 2) {
    const auto length = static_cast<unsigned char>(frames[1]);
    if (frames.size() < 2u + length) return 0;
    const bool close = frames[0] == '\x88';
    if (close && length >= 2)
      return static_cast<unsigned>(static_cast<unsigned char>(frames[2]) << 8 | static_cast<unsigned char>(frames[3]));
    frames.remove_prefix(2 + length);
  }
  return 0;
}

unsigned answer_to(RawClient& raw, const std::string& frames) {
  raw.send(
      "GET /feed HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  std::string heard = raw.read_until("\r\n\r\n");
  heard.erase(0, heard.find("\r\n\r\n") + 4);
  raw.send(frames);
  for (unsigned code = code_in(heard);; code = code_in(heard)) {
    if (code != 0) return code;
    const auto more = raw.read();
    if (more.empty()) return 0;
    heard += more;
  }
}

BOOST_AUTO_TEST_CASE(every_broken_frame_is_told_why) {
  Loopback hub({}, offer);
  const auto table = rows();
  BOOST_TEST(table.size() > 70u);
  for (const auto& row : table) {
    RawClient raw(hub.server->port());
    BOOST_TEST(answer_to(raw, row.frames) == row.code, row.what);
    raw.cut();
  }
  BOOST_TEST(hub.has_connections(0));
}

}  // namespace
}  // namespace siaga::test
