// What two parsers in a row could read differently gets one reading or a 400 and the end of the connection
// (RFC 9112 §11.2). Each case is followed by "GET /smuggled", which must never reach the handler when the first was
// refused.
#include "net/loopback.h"
#include "net/raw_client.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

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

std::vector<Case> plain_cases() {
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

std::vector<Case> length_cases() {
  const std::string end = "0\r\n\r\n";
  return {
      {"no body at all", post("Content-Length: 0\r\n", ""), one_reading},
      {"zeros before a length", post("Content-Length: 004\r\n", "abcd"), one_reading},
      {"blanks around a length", post("Content-Length: \t4 \t\r\n", "abcd"), one_reading},
      {"name of a length in capitals", post("CONTENT-LENGTH: 4\r\n", "abcd"), one_reading},
      {"length of 19 digits", post("Content-Length: 1000000000000000000\r\n", "abcd"), refused},
      {"length with a fraction", post("Content-Length: 4.0\r\n", "abcd"), refused},
      {"length with an exponent", post("Content-Length: 4e0\r\n", "abcd"), refused},
      {"length with a parameter", post("Content-Length: 4;a=b\r\n", "abcd"), refused},
      {"length in quotes", post("Content-Length: \"4\"\r\n", "abcd"), refused},
      {"two numbers in a length", post("Content-Length: 4 4\r\n", "abcd"), refused},
      {"length with a comma behind", post("Content-Length: 4,\r\n", "abcd"), refused},
      {"length in Arabic digits", post("Content-Length: \xd9\xa4\r\n", "abcd"), refused},
      {"length with a separator", post("Content-Length: 1_0\r\n", "abcdefghij"), refused},
      {"folded length", post("Content-Length:\r\n 4\r\n", "abcd"), refused},
      {"length behind a NUL", post(std::string("Content-Length: \0004\r\n", 20), "abcd"), refused},
      {"length with a letter", post("Content-Length: 4a\r\n", "abcd"), refused},
      {"two lengths of different case", post("content-length: 4\r\nCONTENT-LENGTH: 9\r\n", "abcd"), refused},
      {"length with a GET", get("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refused},
      {"a length of nothing with a GET", get("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: 0\r\n"), one_reading},
      {"chunks with a GET", get("GET /hello HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + end, refused},
      {"length with a HEAD", get("HEAD /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refused},
      {"length with a DELETE", get("DELETE /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refused},
      {"chunks with OPTIONS", get("OPTIONS /hello HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + end,
       refused},
      {"a request inside a GET's body",
       get("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: " + std::to_string(next.size()) + "\r\n"), refused},
      {"a request inside a POST's body", post("Content-Length: " + std::to_string(next.size()) + "\r\n", next),
       one_reading},
      {"bytes behind a body", post("Content-Length: 4\r\n", "abcd" + std::string(1, '\0')), {200, 400}},
      {"a line end behind a body", post("Content-Length: 4\r\n", "abcd\r\n"), {200, 400}},
      {"length in the query of nothing", post("Content-Length: ?4\r\n", "abcd"), refused},
      {"length in octal dress", post("Content-Length: 0o4\r\n", "abcd"), refused},
      {"length minus nothing", post("Content-Length: -0\r\n", ""), refused},
      {"length of full-width digits", post("Content-Length: \xef\xbc\x94\r\n", "abcd"), refused},
      {"length behind a form feed", post("Content-Length: \f4\r\n", "abcd"), refused},
      {"length hidden behind another header's NUL",
       post(std::string("X: a\0\r\n", 7) + "Content-Length: 4\r\n", "abcd"), refused},
      {"length and an empty coding", post("Content-Length: 4\r\nTransfer-Encoding:\r\n", "abcd"), refused},
      {"length and identity", post("Content-Length: 4\r\nTransfer-Encoding: identity\r\n", "abcd"), refused},
      {"empty coding", post("Transfer-Encoding:\r\n", end), refused},
      {"coding in quotes", post("Transfer-Encoding: \"chunked\"\r\n", end), refused},
      {"coding with a comma before", post("Transfer-Encoding: ,chunked\r\n", end), refused},
      {"coding with a comma behind", post("Transfer-Encoding: chunked,\r\n", end), refused},
      {"coding with a parameter", post("Transfer-Encoding: chunked;a=b\r\n", end), refused},
      {"coding in two words", post("Transfer-Encoding: chunked chunked\r\n", end), refused},
      {"coding with a letter like a k",
       post("Transfer-Encoding: chun\xe2\x84\xaa"
            "ed\r\n",
            end),
       refused},
      {"coding behind a NUL", post(std::string("Transfer-Encoding: \0chunked\r\n", 28), end), refused},
      {"coding before a carriage return", post("Transfer-Encoding: chunked\r\r\n", end), refused},
      {"folded coding", post("Transfer-Encoding:\r\n chunked\r\n", end), refused},
      {"space before the coding's colon", post("Transfer-Encoding : chunked\r\n", end), refused},
      {"space before the coding's name", post(" Transfer-Encoding: chunked\r\n", end), refused},
      {"coding in a line without its own end", post("X: a\nTransfer-Encoding: chunked\r\n", end), refused},
      {"coding and two lengths", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n", end),
       refused},
      {"coding twice, one of them empty", post("Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n", end), refused},
      {"blanks behind the coding", post("Transfer-Encoding: chunked \t\r\n", "4\r\nabcd\r\n" + end), one_reading},
      {"a name that only looks like the coding's", post("Transfer_Encoding: chunked\r\nContent-Length: 4\r\n", "abcd"),
       one_reading},
      {"expects to go on", post("Expect: 100-continue\r\nContent-Length: 4\r\n", "abcd"), one_reading},
      {"expects twice", post("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 4\r\n", "abcd"), refused},
      {"upgrade to what isn't offered", post("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 4\r\n", "abcd"),
       one_reading},
  };
}

std::vector<Case> chunk_cases() {
  const std::string end = "0\r\n\r\n";
  return {
      {"chunk size in capitals", chunked("A\r\nabcdefghij\r\n" + end), one_reading},
      {"three chunks", chunked("1\r\na\r\n1\r\nb\r\n2\r\ncd\r\n" + end), one_reading},
      {"end of many zeros", chunked("4\r\nabcd\r\n0000\r\n\r\n"), one_reading},
      {"chunk extension without a value", chunked("4;a\r\nabcd\r\n" + end), one_reading},
      {"chunk extension in quotes", chunked("4;a=\"b;c\"\r\nabcd\r\n" + end), one_reading},
      {"negative chunk size", chunked("-4\r\nabcd\r\n" + end), refused},
      {"space before a chunk size", chunked(" 4\r\nabcd\r\n" + end), refused},
      {"two numbers in a chunk size", chunked("4 4\r\nabcd\r\n" + end), refused},
      {"comma in a chunk size", chunked("4,4\r\nabcd\r\n" + end), refused},
      {"h behind a chunk size", chunked("4h\r\nabcd\r\n" + end), refused},
      {"NUL behind a chunk size", chunked(std::string("4\0\r\n", 4) + "abcd\r\n" + end), refused},
      {"chunk size ended by a bare carriage return", chunked("4\rabcd\r\n" + end), refused},
      {"chunk size ended by two carriage returns", chunked("4\r\r\nabcd\r\n" + end), refused},
      {"bare line feed in an extension", chunked("4;a\nb\r\nabcd\r\n" + end), refused},
      {"bare line feed in a quoted extension", chunked("4;a=\"\n\"\r\nabcd\r\n" + end), refused},
      {"line end in a quoted extension", chunked("4;a=\"\r\n\"\r\nabcd\r\n" + end), refused},
      {"bare carriage return in an extension", chunked("4;a\rb\r\nabcd\r\n" + end), refused},
      {"chunk without its line end", chunked("4\r\nabcd" + end), refused},
      {"chunk with a space behind", chunked("4\r\nabcd \r\n" + end), refused},
      {"chunk ended by a bare carriage return", chunked("4\r\nabcd\r" + end), refused},
      {"chunk too short for its size", chunked("5\r\nabcd\r\n" + end), refused},
      {"end with a bare line feed", chunked("4\r\nabcd\r\n0\n\r\n"), refused},
      {"end with two bare line feeds", chunked("4\r\nabcd\r\n0\n\n"), refused},
      {"trailer with a bare line feed", chunked("4\r\nabcd\r\n0\r\nX: a\n\r\n"), refused},
      {"trailer without a colon", chunked("4\r\nabcd\r\n0\r\nX\r\n\r\n"), refused},
      {"trailer with a space in its name", chunked("4\r\nabcd\r\n0\r\nX : a\r\n\r\n"), refused},
      {"coding in the trailer", chunked("4\r\nabcd\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"), refused},
      {"NUL in the trailer", chunked("4\r\nabcd\r\n0\r\nX: " + std::string(1, '\0') + "\r\n\r\n"), refused},
  };
}

std::vector<Case> head_cases() {
  const std::string line = "GET /hello HTTP/1.1";
  const std::string host = "Host: h\r\n";
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X: a\r\n";
  return {
      {"header without a space", get(line, "Host:h\r\nX:a\r\n"), one_reading},
      {"text beyond ASCII in a value", get(line, host + "X: \xc3\xbc\r\n"), one_reading},
      {"Host with a port", get(line, "Host: h:443\r\n"), one_reading},
      {"Host as an address", get(line, "Host: [::1]:443\r\n"), one_reading},
      {"a method of its own", get("FETCH /hello HTTP/1.1", host), one_reading},
      {"escapes in the path", get("GET /%68ello HTTP/1.1", host), one_reading},
      {"dots that stay below the root", get("GET /a/../hello HTTP/1.1", host), one_reading},
      {"Host with a comma", get(line, "Host: a,b\r\n"), refused},
      {"Host with a space", get(line, "Host: a b\r\n"), refused},
      {"Host with a name before it", get(line, "Host: a@b\r\n"), refused},
      {"Host beyond ASCII", get(line, "Host: \xc3\xbc\r\n"), refused},
      {"Host under another name", get(line, "Host : h\r\n"), refused},
      {"Hosts of different case", get(line, "Host: a\r\nhost: b\r\n"), refused},
      {"name with a space", get(line, host + "X Y: a\r\n"), refused},
      {"name with a bracket", get(line, host + "X(: a\r\n"), refused},
      {"name beyond ASCII", get(line, host + "\xc3\xbc: a\r\n"), refused},
      {"DEL in a value", get(line, host + "X: \x7f\r\n"), refused},
      {"escape in a value", get(line, host + "X: \x1b[2J\r\n"), refused},
      {"line feed in a value", get(line, host + "X: a\nY: b\r\n"), refused},
      {"ends with a carriage return", get(line + "\r", host), refused},
      {"ends with a space", get(line + " ", host), refused},
      {"begins with a space", get(" " + line, host), refused},
      {"vertical tab for a space", get("GET /hello\vHTTP/1.1", host), refused},
      {"NUL in the path", get(std::string("GET /he\0llo HTTP/1.1", 20), host), refused},
      {"escaped NUL in the path", get("GET /he%00llo HTTP/1.1", host), refused},
      {"broken escape in the path", get("GET /he%zzllo HTTP/1.1", host), refused},
      {"path beyond ASCII", get("GET /\xc3\xbc HTTP/1.1", host), refused},
      {"backslash in the path", get("GET /a\\hello HTTP/1.1", host), refused},
      {"escaped backslash in the path", get("GET /a%5chello HTTP/1.1", host), refused},
      {"fragment", get("GET /hello#a HTTP/1.1", host), refused},
      {"target without a slash", get("GET hello HTTP/1.1", host), refused},
      {"only a query", get("GET ?a HTTP/1.1", host), refused},
      {"method with a colon", get("GET: /hello HTTP/1.1", host), refused},
      {"no method", get("/hello HTTP/1.1", host), refused},
      {"HTTP/0.9", "GET /hello\r\n\r\n", refused},
      {"version with zeros", get("GET /hello HTTP/01.1", host), refused},
      {"version with a comma", get("GET /hello HTTP/1,1", host), refused},
      {"version 1.2", get("GET /hello HTTP/1.2", host), {505}},
      {"another protocol", get("GET /hello ICY/1.1", host), refused},
      {"too many headers", get(line, host + many), {431}},
      {"TLS inside TLS", "\x16\x03\x01\x02\r\n\r\n", refused},
      {"two Ranges", get(line, host + "Range: bytes=0-1\r\nRange: bytes=2-3\r\n"), refused},
  };
}

std::vector<Case> upgrade_cases() {
  const std::string host = "Host: h\r\n";
  const std::string offer = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string wish = "Connection: Upgrade\r\n";
  const std::string feed = "GET /socket HTTP/1.1";
  // 426: what comes behind is an ordinary request to everybody, since nobody has switched.
  const std::vector<int> not_switched{426, 404};
  return {
      {"upgrade with a request right behind it", get(feed, host + wish + offer + key), not_switched},
      {"upgrade without Connection", get(feed, host + offer + key), not_switched},
      {"upgrade without a key", get(feed, host + wish + offer), not_switched},
      {"upgrade with two keys", get(feed, host + wish + offer + key + key), refused},
      {"upgrade of another version",
       get(feed, host + wish + "Upgrade: websocket\r\nSec-WebSocket-Version: 8\r\n" + key), not_switched},
      {"upgrade with a body", get(feed, host + wish + offer + key + "Content-Length: 4\r\n") + "abcd", refused},
      {"upgrade with chunks", get(feed, host + wish + offer + key + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n",
       refused},
      {"upgrade by POST", get("POST /socket HTTP/1.1", host + wish + offer + key + "Content-Length: 0\r\n"),
       not_switched},
      {"upgrade in HTTP/1.0", get("GET /socket HTTP/1.0", host + wish + offer + key), {426}},
      {"upgrade of a path that has none", get("GET /hello HTTP/1.1", host + wish + offer + key), one_reading},
      {"upgrade to HTTP/2", get(feed, host + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"), not_switched},
      {"upgrade and close", get(feed, host + "Connection: close\r\n" + offer + key), {426}},
      {"upgrade with a bare line feed", get(feed, host + wish + "Upgrade: websocket\nX: a\r\n" + key), refused},
      {"Connection that names the length", post("Connection: Content-Length\r\nContent-Length: 4\r\n", "abcd"),
       one_reading},
      {"Connection that names the coding",
       post("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n", "4\r\nabcd\r\n0\r\n\r\n"), one_reading},
  };
}

/// What the handler was asked for. Thread: any.
class Asked {
 public:
  Loopback::Extra note() {
    return [this](net::Request& request) -> net::asio::awaitable<net::Response> {
      {
        const std::lock_guard lock(mutex_);
        paths_.push_back(request.path);
      }
      net::Response response;
      response.status = 404;
      if (request.path != "/socket") co_return response;
      response.status = 200;
      response.upgraded = [](std::shared_ptr<net::WebSocket>) -> net::asio::awaitable<void> { co_return; };
      co_return response;
    };
  }
  std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(paths_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> paths_;
};

BOOST_AUTO_TEST_CASE(every_framing_has_one_reading_or_none) {
  Asked asked;
  Loopback hub({}, asked.note());
  std::vector<Case> cases = plain_cases();
  for (const auto& more : {length_cases(), chunk_cases(), head_cases(), upgrade_cases()})
    cases.insert(cases.end(), more.begin(), more.end());
  std::set<std::string> different;
  for (const auto& one : cases) {
    BOOST_TEST(different.insert(one.bytes).second, one.name << " stands twice in the table");
    RawClient raw(hub.server->port());
    raw.send(one.bytes + next);
    const std::string answers = raw.read_to_end();
    BOOST_TEST(statuses(answers) == one.answers, one.name << ":\n" << answers);
    BOOST_TEST(raw.was_closed(), one.name << " leaves the connection open");
    const auto smuggled = std::ranges::count(asked.take(), std::string{"/smuggled"});
    BOOST_TEST(smuggled == (one.answers.back() == 404 ? 1 : 0), one.name << ": /smuggled was seen " << smuggled);
  }
  BOOST_TEST(different.size() >= 200u);
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
