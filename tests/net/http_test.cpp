#include "base/digest.h"
#include "base/file.h"
#include "net/loopback.h"
#include "net/range.h"
#include "net/raw_client.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {
namespace {

std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& c : bytes) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  return bytes;
}

net::asio::awaitable<net::Response> serve_file(std::filesystem::path path, net::Request& request) {
  net::Response response;
  response.status = 404;
  if (request.path != "/file") co_return response;
  auto file = base::File::open(path, base::File::Mode::read).value();
  const auto size = file.size().value();
  const auto range = net::parse_range(request.header("Range"), size);
  response.status = range.kind == net::ByteRange::Kind::satisfied ? 206 : 200;
  if (range.kind == net::ByteRange::Kind::unsatisfiable) {
    response.status = 416;
    response.set("Content-Range", net::unsatisfied_range(size));
    co_return response;
  }
  const bool part = response.status == 206;
  if (part) response.set("Content-Range", net::content_range(range, size));
  // "?promise=more" lies about the length, as a file that was cut meanwhile would.
  const std::uint64_t lie = request.query("promise") ? 10 : 0;
  response.file = std::make_shared<net::FileBody>(
      net::FileBody{std::move(file), part ? range.offset : 0, (part ? range.length : size) + lie});
  co_return response;
}

struct FileServer {
  explicit FileServer(std::size_t size) : content(noise(size)) {
    const auto path = folder.path() / "clip";
    base::write_atomically(path, content).value();
    hub = std::make_unique<Loopback>(net::HttpServer::Options{},
                                     [path](net::Request& request) { return serve_file(path, request); });
  }
  ScratchFolder folder;
  std::string content;
  std::unique_ptr<Loopback> hub;
};

BOOST_AUTO_TEST_CASE(requests_are_answered_over_one_kept_connection) {
  Loopback hub;
  const auto client = hub.client();
  for (int i = 0; i < 20; ++i) {
    const auto answer = hub.ask(*client, post("/echo", "body " + std::to_string(i)));
    BOOST_REQUIRE(answer.has_value());
    BOOST_TEST(answer->status == 200u);
    BOOST_TEST(answer->body == "body " + std::to_string(i));
  }
  BOOST_TEST(hub.ask(*client, get("/nowhere"))->status == 404u);
  BOOST_TEST(hub.ask(*client, get("/peer"))->body == "127.0.0.1");
  BOOST_TEST(hub.server->counts().accepted == 1u);
  BOOST_TEST(hub.server->counts().requests == 22u);
}

BOOST_AUTO_TEST_CASE(the_peer_is_the_sockets_whatever_a_proxy_is_said_to_have_seen) {
  Loopback hub;
  const auto client = hub.client();
  for (const auto* header : {"X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"}) {
    auto request = get("/peer");
    request.headers = {{header, "192.0.2.7"}};
    BOOST_TEST(hub.ask(*client, std::move(request))->body == "127.0.0.1", header);
  }
  auto request = get("/peer");
  request.headers = {{"Forwarded", "for=192.0.2.7;proto=https;by=192.0.2.8"}};
  BOOST_TEST(hub.ask(*client, std::move(request))->body == "127.0.0.1");
}

BOOST_AUTO_TEST_CASE(head_has_the_length_but_no_body) {
  Loopback hub;
  const auto client = hub.client();
  auto request = get("/hello");
  request.verb = net::Verb::head;
  const auto answer = hub.ask(*client, std::move(request));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->header("content-length").value() == "5");
  BOOST_TEST(answer->body == "");
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
  BOOST_TEST(hub.server->counts().accepted == 1u);
}

BOOST_AUTO_TEST_CASE(an_upload_of_20_mb_is_read_piece_by_piece) {
  Loopback hub;
  const auto client = hub.client();
  const std::string body = noise(20 * 1024 * 1024);
  const auto answer = hub.ask(*client, post("/sink", body));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->body == std::to_string(body.size()) + " " + base::to_hex(base::sha256(body)));
}

BOOST_AUTO_TEST_CASE(a_body_over_its_limit_is_answered_413_whether_announced_or_chunked) {
  Loopback hub;
  const auto client = hub.client();
  const std::string big(1024 * 1024 + 1, 'x');
  const auto answer = hub.ask(*client, post("/echo", big));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 413u);
  BOOST_TEST(hub.ask(*client, get("/hello"))->status == 200u);

  RawClient raw(hub.server->port());
  raw.send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n" + big + "\r\n0\r\n\r\n");
  BOOST_TEST(statuses(raw.read_to_end()) == std::vector<int>{413}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_small_body_that_nobody_reads_costs_no_connection) {
  Loopback hub;
  const auto client = hub.client();
  BOOST_TEST(hub.ask(*client, post("/ignore", std::string(200'000, 'x')))->body == "ignored");
  BOOST_TEST(hub.ask(*client, get("/hello"))->body == "hello");
  BOOST_TEST(hub.server->counts().accepted == 1u);
}

BOOST_AUTO_TEST_CASE(a_large_body_that_nobody_reads_ends_the_connection_after_the_answer) {
  Loopback hub;
  RawClient raw(hub.server->port());
  raw.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + std::string(1000, 'x'));
  const std::string answer = raw.read_to_end();
  BOOST_TEST(statuses(answer) == std::vector<int>{200}, boost::test_tools::per_element());
  BOOST_TEST(answer.find("Connection: close") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_peer_that_expects_continue_is_told_so_when_the_body_is_wanted) {
  Loopback hub;
  RawClient raw(hub.server->port());
  raw.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  BOOST_TEST(raw.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  raw.send("body");
  BOOST_TEST(raw.read_until("body").ends_with("body"));

  RawClient refused(hub.server->port());
  refused.send("POST /ignore HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  BOOST_TEST(statuses(refused.read_to_end()) == std::vector<int>{200}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_is_answered_500_without_detail) {
  Loopback hub;
  const auto client = hub.client();
  const auto answer = hub.ask(*client, get("/throw"));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 500u);
  BOOST_TEST(answer->body.find("secret") == std::string::npos);
  BOOST_TEST(hub.ask(*client, get("/hello"))->status == 200u);
}

BOOST_AUTO_TEST_CASE(a_header_with_a_line_break_never_reaches_the_wire) {
  Loopback hub;
  const auto client = hub.client();
  const auto answer = hub.ask(*client, get("/bad-header"));
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 500u);
  BOOST_TEST(!answer->header("X-Injected"));
}

BOOST_AUTO_TEST_CASE(files_are_sent_whole_and_in_ranges) {
  FileServer files(3'000'001);
  const auto client = files.hub->client();
  BOOST_TEST((files.hub->ask(*client, get("/file"))->body == files.content));
  auto part = get("/file");
  part.headers = {{"Range", "bytes=70000-1070000"}};
  const auto answer = files.hub->ask(*client, part);
  BOOST_REQUIRE(answer.has_value());
  BOOST_TEST(answer->status == 206u);
  BOOST_TEST(answer->header("Content-Range").value() == "bytes 70000-1070000/3000001");
  BOOST_TEST((answer->body == files.content.substr(70000, 1000001)));
  part.headers = {{"Range", "bytes=3000001-"}};
  BOOST_TEST(files.hub->ask(*client, part)->status == 416u);
}

BOOST_AUTO_TEST_CASE(a_file_that_ends_early_is_never_taken_for_whole) {
  FileServer files(100);
  const auto client = files.hub->client();
  const auto answer = files.hub->ask(*client, get("/file?promise=more"));
  BOOST_REQUIRE(!answer.has_value());
  BOOST_TEST((answer.error().fault == base::Fault::unavailable));
}

}  // namespace
}  // namespace siaga::test
