// What two parsers in a row could read differently gets one reading or a 400 and the end of the connection
// (RFC 9112 §11.2). Each case is followed by "GET /smuggled", which must never be answered when the first was refused.
#include "net/loopback.h"
#include "net/raw_client.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  std::vector<int> answers;
};

const std::string next = "GET /smuggled HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

std::string post(std::string headers, std::string body) {
  return "POST /echo HTTP/1.1\r\nHost: h\r\n" + std::move(headers) + "\r\n" + std::move(body);
}
std::string chunked(std::string body) { return post("Transfer-Encoding: chunked\r\n", std::move(body)); }
std::string get(std::string line, std::string headers) {
  return std::move(line) + "\r\n" + std::move(headers) + "\r\n";
}

const std::vector<int> one_reading{200, 404};
const std::vector<int> refused{400};

std::vector<Case> framing_cases() {
  const std::string line = "GET /hello HTTP/1.1";
  const std::string host = "Host: h\r\n";
  return {
      {"plain", get(line, host), one_reading},
      {"content-length", post("Content-Length: 4\r\n", "abcd"), one_reading},
      {"chunked", chunked("4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"chunked, upper case", post("Transfer-Encoding: CHUNKED\r\n", "4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"chunk extension", chunked("4;a=b\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"trailer", chunked("4\r\nabcd\r\n0\r\nX-A: b\r\n\r\n"), one_reading},
      {"leading zeros in a chunk size", chunked("0004\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"both lengths", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), refused},
      {"both lengths, other order", post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"), refused},
      {"two lengths", post("Content-Length: 4\r\nContent-Length: 5\r\n", "abcd"), refused},
      {"the same length twice", post("Content-Length: 4\r\nContent-Length: 4\r\n", "abcd"), refused},
      {"a list of lengths", post("Content-Length: 4, 4\r\n", "abcd"), refused},
      {"signed length", post("Content-Length: +4\r\n", "abcd"), refused},
      {"negative length", post("Content-Length: -1\r\n", "abcd"), refused},
      {"hexadecimal length", post("Content-Length: 0x4\r\n", "abcd"), refused},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551620\r\n", "abcd"), refused},
      {"empty length", post("Content-Length:\r\n", ""), refused},
      {"space before the colon", post("Content-Length : 4\r\n", "abcd"), refused},
      {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), refused},
      {"unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), refused},
      {"identity", post("Transfer-Encoding: identity\r\n", ""), refused},
      {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), refused},
      {"chunked, gzip", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), refused},
      {"chunked twice in one", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), refused},
      {"coding behind a tab", post("Transfer-Encoding:\tchunked\r\n", "4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"coding behind a vertical tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), refused},
      {"chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", refused},
      {"chunk size is no number", chunked("x\r\nabcd\r\n0\r\n\r\n"), refused},
      {"chunk size with 0x", chunked("0x4\r\nabcd\r\n0\r\n\r\n"), refused},
      {"signed chunk size", chunked("+4\r\nabcd\r\n0\r\n\r\n"), refused},
      {"chunk size beyond 64 bits", chunked("10000000000000004\r\nabcd\r\n0\r\n\r\n"), refused},
      {"chunk too long for its size", chunked("3\r\nabcd\r\n0\r\n\r\n"), refused},
      {"chunk ended by a bare line feed", chunked("4\r\nabcd\n0\r\n\r\n"), refused},
      {"chunk size ended by a bare line feed", chunked("4\nabcd\r\n0\r\n\r\n"), refused},
      {"empty chunk size", chunked("\r\nabcd\r\n0\r\n\r\n"), refused},
      {"length in the trailer", chunked("0\r\nContent-Length: 50\r\n\r\n"), refused},
      {"folded header", get(line, host + "X: a\r\n b\r\n"), refused},
      {"header before the first", get(line, " X: a\r\n" + host), refused},
      {"bare line feed", "GET /hello HTTP/1.1\nHost: h\n\n", refused},
      {"bare carriage return", get(line, host + "X: a\rY: b\r\n"), refused},
      {"NUL in a value", get(line, host + std::string("X: a\0b\r\n", 8)), refused},
      {"NUL in a name", get(line, host + std::string("X\0: b\r\n", 7)), refused},
      {"no colon", get(line, host + "X\r\n"), refused},
      {"empty name", get(line, host + ": x\r\n"), refused},
      {"no Host", get(line, ""), refused},
      {"two Hosts", get(line, host + host), refused},
      {"empty Host", get(line, "Host:\r\n"), refused},
      {"Host with a path", get(line, "Host: h/a\r\n"), refused},
      {"absolute target", get("GET http://h/hello HTTP/1.1", host), refused},
      {"asterisk", get("OPTIONS * HTTP/1.1", host), refused},
      {"authority target", get("CONNECT h:443 HTTP/1.1", host), refused},
      {"two spaces", get("GET  /hello HTTP/1.1", host), refused},
      {"tab in the request line", get("GET\t/hello HTTP/1.1", host), refused},
      {"no version", get("GET /hello", host), refused},
      {"lower-case version", get("GET /hello http/1.1", host), refused},
      {"version 1.10", get("GET /hello HTTP/1.10", host), refused},
      {"version 2", get("GET /hello HTTP/2.0", host), {505}},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}},
      {"an empty line first", "\r\n" + get(line, host), refused},
      {"climbing path", get("GET /../hello HTTP/1.1", host), refused},
      {"encoded slash", get("GET /a%2fhello HTTP/1.1", host), refused},
      {"two Authorizations", get(line, host + "Authorization: a\r\nAuthorization: b\r\n"), refused},
      {"unknown expectation", get(line, host + "Expect: x\r\n"), {417}},
      {"long header", get(line, host + "X: " + std::string(20'000, 'a') + "\r\n"), {431}},
      {"HTTP/1.0 that wants to stay", get("GET /hello HTTP/1.0", host + "Connection: keep-alive\r\n"), {200}},
      {"HTTP/1.0", get("GET /hello HTTP/1.0", ""), {200}},
      {"asks to close", get(line, host + "Connection: close\r\n"), {200}},
  };
}

BOOST_AUTO_TEST_CASE(every_framing_has_one_reading_or_none) {
  Loopback hub;
  for (const auto& one : framing_cases()) {
    RawClient raw(hub.server->port());
    raw.send(one.bytes + next);
    const std::string answers = raw.read_to_end();
    BOOST_TEST(statuses(answers) == one.answers, one.name << ":\n" << answers);
  }
}

BOOST_AUTO_TEST_CASE(a_request_in_single_bytes_is_the_same_request) {
  Loopback hub;
  RawClient raw(hub.server->port());
  for (const char c : chunked("4\r\nabcd\r\n0\r\n\r\n") + next) raw.send(std::string_view(&c, 1));
  BOOST_TEST(statuses(raw.read_to_end()) == one_reading, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_request_that_is_cut_short_is_not_taken_for_whole) {
  Loopback hub;
  for (const std::string bytes : {"GET /hel", "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc",
                                  "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab"}) {
    RawClient raw(hub.server->port());
    raw.send(bytes);
    raw.cut();
  }
  BOOST_TEST(hub.has_connections(0));
  BOOST_TEST(hub.ask(*hub.client(), siaga::test::get("/hello"))->status == 200u);
}

}  // namespace
}  // namespace siaga::test
