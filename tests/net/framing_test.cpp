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

struct FramingCase {
  const char* name;
  std::string bytes;
  std::vector<int> answers;
};

const std::string next = "GET /smuggled HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

std::string posted(std::string headers, std::string body) {
  return "POST /echo HTTP/1.1\r\nHost: h\r\n" + std::move(headers) + "\r\n" + std::move(body);
}
std::string chunked(std::string body) { return posted("Transfer-Encoding: chunked\r\n", std::move(body)); }
std::string framed(std::string line, std::string headers) {
  return std::move(line) + "\r\n" + std::move(headers) + "\r\n";
}

const std::vector<int> one_reading{200, 404};
const std::vector<int> refusal{400};

std::vector<FramingCase> plain_cases() {
  const std::string line = "GET /hello HTTP/1.1";
  const std::string host = "Host: h\r\n";
  return {
      {"plain", framed(line, host), one_reading},
      {"content-length", posted("Content-Length: 4\r\n", "abcd"), one_reading},
      {"chunked", chunked("4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"chunked, upper case", posted("Transfer-Encoding: CHUNKED\r\n", "4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"chunk extension", chunked("4;a=b\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"trailer", chunked("4\r\nabcd\r\n0\r\nX-A: b\r\n\r\n"), one_reading},
      {"leading zeros in a chunk size", chunked("0004\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"both lengths", posted("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), refusal},
      {"both lengths, other order", posted("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"),
       refusal},
      {"two lengths", posted("Content-Length: 4\r\nContent-Length: 5\r\n", "abcd"), refusal},
      {"the same length twice", posted("Content-Length: 4\r\nContent-Length: 4\r\n", "abcd"), refusal},
      {"a list of lengths", posted("Content-Length: 4, 4\r\n", "abcd"), refusal},
      {"signed length", posted("Content-Length: +4\r\n", "abcd"), refusal},
      {"negative length", posted("Content-Length: -1\r\n", "abcd"), refusal},
      {"hexadecimal length", posted("Content-Length: 0x4\r\n", "abcd"), refusal},
      {"length beyond 64 bits", posted("Content-Length: 18446744073709551620\r\n", "abcd"), refusal},
      {"empty length", posted("Content-Length:\r\n", ""), refusal},
      {"space before the colon", posted("Content-Length : 4\r\n", "abcd"), refusal},
      {"two codings", posted("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), refusal},
      {"unknown coding", posted("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), refusal},
      {"identity", posted("Transfer-Encoding: identity\r\n", ""), refusal},
      {"gzip, chunked", posted("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), refusal},
      {"chunked, gzip", posted("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), refusal},
      {"chunked twice in one", posted("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), refusal},
      {"coding behind a tab", posted("Transfer-Encoding:\tchunked\r\n", "4\r\nabcd\r\n0\r\n\r\n"), one_reading},
      {"coding behind a vertical tab", posted("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), refusal},
      {"chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", refusal},
      {"chunk size is no number", chunked("x\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"chunk size with 0x", chunked("0x4\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"signed chunk size", chunked("+4\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"chunk size beyond 64 bits", chunked("10000000000000004\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"chunk too long for its size", chunked("3\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"chunk ended by a bare line feed", chunked("4\r\nabcd\n0\r\n\r\n"), refusal},
      {"chunk size ended by a bare line feed", chunked("4\nabcd\r\n0\r\n\r\n"), refusal},
      {"empty chunk size", chunked("\r\nabcd\r\n0\r\n\r\n"), refusal},
      {"length in the trailer", chunked("0\r\nContent-Length: 50\r\n\r\n"), refusal},
      {"folded header", framed(line, host + "X: a\r\n b\r\n"), refusal},
      {"header before the first", framed(line, " X: a\r\n" + host), refusal},
      {"bare line feed", "GET /hello HTTP/1.1\nHost: h\n\n", refusal},
      {"bare carriage return", framed(line, host + "X: a\rY: b\r\n"), refusal},
      {"NUL in a value", framed(line, host + std::string("X: a\0b\r\n", 8)), refusal},
      {"NUL in a name", framed(line, host + std::string("X\0: b\r\n", 7)), refusal},
      {"no colon", framed(line, host + "X\r\n"), refusal},
      {"empty name", framed(line, host + ": x\r\n"), refusal},
      {"no Host", framed(line, ""), refusal},
      {"two Hosts", framed(line, host + host), refusal},
      {"empty Host", framed(line, "Host:\r\n"), refusal},
      {"Host with a path", framed(line, "Host: h/a\r\n"), refusal},
      {"absolute target", framed("GET http://h/hello HTTP/1.1", host), refusal},
      {"asterisk", framed("OPTIONS * HTTP/1.1", host), refusal},
      {"authority target", framed("CONNECT h:443 HTTP/1.1", host), refusal},
      {"two spaces", framed("GET  /hello HTTP/1.1", host), refusal},
      {"tab in the request line", framed("GET\t/hello HTTP/1.1", host), refusal},
      {"no version", framed("GET /hello", host), refusal},
      {"lower-case version", framed("GET /hello http/1.1", host), refusal},
      {"version 1.10", framed("GET /hello HTTP/1.10", host), refusal},
      {"version 2", framed("GET /hello HTTP/2.0", host), {505}},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505}},
      {"an empty line first", "\r\n" + framed(line, host), refusal},
      {"climbing path", framed("GET /../hello HTTP/1.1", host), refusal},
      {"encoded slash", framed("GET /a%2fhello HTTP/1.1", host), refusal},
      {"two Authorizations", framed(line, host + "Authorization: a\r\nAuthorization: b\r\n"), refusal},
      {"unknown expectation", framed(line, host + "Expect: x\r\n"), {417}},
      {"long header", framed(line, host + "X: " + std::string(20'000, 'a') + "\r\n"), {431}},
      {"HTTP/1.0 that wants to stay", framed("GET /hello HTTP/1.0", host + "Connection: keep-alive\r\n"), {200}},
      {"HTTP/1.0", framed("GET /hello HTTP/1.0", ""), {200}},
      {"asks to close", framed(line, host + "Connection: close\r\n"), {200}},
  };
}

std::vector<FramingCase> length_cases() {
  const std::string end = "0\r\n\r\n";
  return {
      {"no body at all", posted("Content-Length: 0\r\n", ""), one_reading},
      {"zeros before a length", posted("Content-Length: 004\r\n", "abcd"), one_reading},
      {"blanks around a length", posted("Content-Length: \t4 \t\r\n", "abcd"), one_reading},
      {"name of a length in capitals", posted("CONTENT-LENGTH: 4\r\n", "abcd"), one_reading},
      {"length of 19 digits", posted("Content-Length: 1000000000000000000\r\n", "abcd"), refusal},
      {"length with a fraction", posted("Content-Length: 4.0\r\n", "abcd"), refusal},
      {"length with an exponent", posted("Content-Length: 4e0\r\n", "abcd"), refusal},
      {"length with a parameter", posted("Content-Length: 4;a=b\r\n", "abcd"), refusal},
      {"length in quotes", posted("Content-Length: \"4\"\r\n", "abcd"), refusal},
      {"two numbers in a length", posted("Content-Length: 4 4\r\n", "abcd"), refusal},
      {"length with a comma behind", posted("Content-Length: 4,\r\n", "abcd"), refusal},
      {"length in Arabic digits", posted("Content-Length: \xd9\xa4\r\n", "abcd"), refusal},
      {"length with a separator", posted("Content-Length: 1_0\r\n", "abcdefghij"), refusal},
      {"folded length", posted("Content-Length:\r\n 4\r\n", "abcd"), refusal},
      {"length behind a NUL", posted(std::string("Content-Length: \0004\r\n", 20), "abcd"), refusal},
      {"length with a letter", posted("Content-Length: 4a\r\n", "abcd"), refusal},
      {"two lengths of different case", posted("content-length: 4\r\nCONTENT-LENGTH: 9\r\n", "abcd"), refusal},
      {"length with a GET", framed("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refusal},
      {"a length of nothing with a GET", framed("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: 0\r\n"),
       one_reading},
      {"chunks with a GET", framed("GET /hello HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + end, refusal},
      {"length with a HEAD", framed("HEAD /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refusal},
      {"length with a DELETE", framed("DELETE /hello HTTP/1.1", "Host: h\r\nContent-Length: 4\r\n") + "abcd", refusal},
      {"chunks with OPTIONS", framed("OPTIONS /hello HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + end,
       refusal},
      {"a request inside a GET's body",
       framed("GET /hello HTTP/1.1", "Host: h\r\nContent-Length: " + std::to_string(next.size()) + "\r\n"), refusal},
      {"a request inside a POST's body", posted("Content-Length: " + std::to_string(next.size()) + "\r\n", next),
       one_reading},
      {"bytes behind a body", posted("Content-Length: 4\r\n", "abcd" + std::string(1, '\0')), {200, 400}},
      {"a line end behind a body", posted("Content-Length: 4\r\n", "abcd\r\n"), {200, 400}},
      {"length in the query of nothing", posted("Content-Length: ?4\r\n", "abcd"), refusal},
      {"length in octal dress", posted("Content-Length: 0o4\r\n", "abcd"), refusal},
      {"length minus nothing", posted("Content-Length: -0\r\n", ""), refusal},
      {"length of full-width digits", posted("Content-Length: \xef\xbc\x94\r\n", "abcd"), refusal},
      {"length behind a form feed", posted("Content-Length: \f4\r\n", "abcd"), refusal},
      {"length hidden behind another header's NUL",
       posted(std::string("X: a\0\r\n", 7) + "Content-Length: 4\r\n", "abcd"), refusal},
      {"length and an empty coding", posted("Content-Length: 4\r\nTransfer-Encoding:\r\n", "abcd"), refusal},
      {"length and identity", posted("Content-Length: 4\r\nTransfer-Encoding: identity\r\n", "abcd"), refusal},
      {"empty coding", posted("Transfer-Encoding:\r\n", end), refusal},
      {"coding in quotes", posted("Transfer-Encoding: \"chunked\"\r\n", end), refusal},
      {"coding with a comma before", posted("Transfer-Encoding: ,chunked\r\n", end), refusal},
      {"coding with a comma behind", posted("Transfer-Encoding: chunked,\r\n", end), refusal},
      {"coding with a parameter", posted("Transfer-Encoding: chunked;a=b\r\n", end), refusal},
      {"coding in two words", posted("Transfer-Encoding: chunked chunked\r\n", end), refusal},
      {"coding with a letter like a k",
       posted("Transfer-Encoding: chun\xe2\x84\xaa"
              "ed\r\n",
              end),
       refusal},
      {"coding behind a NUL", posted(std::string("Transfer-Encoding: \0chunked\r\n", 28), end), refusal},
      {"coding before a carriage return", posted("Transfer-Encoding: chunked\r\r\n", end), refusal},
      {"folded coding", posted("Transfer-Encoding:\r\n chunked\r\n", end), refusal},
      {"space before the coding's colon", posted("Transfer-Encoding : chunked\r\n", end), refusal},
      {"space before the coding's name", posted(" Transfer-Encoding: chunked\r\n", end), refusal},
      {"coding in a line without its own end", posted("X: a\nTransfer-Encoding: chunked\r\n", end), refusal},
      {"coding and two lengths",
       posted("Content-Length: 4\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n", end), refusal},
      {"coding twice, one of them empty", posted("Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n", end), refusal},
      {"blanks behind the coding", posted("Transfer-Encoding: chunked \t\r\n", "4\r\nabcd\r\n" + end), one_reading},
      {"a name that only looks like the coding's",
       posted("Transfer_Encoding: chunked\r\nContent-Length: 4\r\n", "abcd"), one_reading},
      {"expects to go on", posted("Expect: 100-continue\r\nContent-Length: 4\r\n", "abcd"), one_reading},
      {"expects twice", posted("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 4\r\n", "abcd"),
       refusal},
      {"upgrade to what isn't offered", posted("Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 4\r\n", "abcd"),
       one_reading},
  };
}

std::vector<FramingCase> chunk_cases() {
  const std::string end = "0\r\n\r\n";
  return {
      {"chunk size in capitals", chunked("A\r\nabcdefghij\r\n" + end), one_reading},
      {"three chunks", chunked("1\r\na\r\n1\r\nb\r\n2\r\ncd\r\n" + end), one_reading},
      {"end of many zeros", chunked("4\r\nabcd\r\n0000\r\n\r\n"), one_reading},
      {"chunk extension without a value", chunked("4;a\r\nabcd\r\n" + end), one_reading},
      {"chunk extension in quotes", chunked("4;a=\"b;c\"\r\nabcd\r\n" + end), one_reading},
      {"negative chunk size", chunked("-4\r\nabcd\r\n" + end), refusal},
      {"space before a chunk size", chunked(" 4\r\nabcd\r\n" + end), refusal},
      {"two numbers in a chunk size", chunked("4 4\r\nabcd\r\n" + end), refusal},
      {"comma in a chunk size", chunked("4,4\r\nabcd\r\n" + end), refusal},
      {"h behind a chunk size", chunked("4h\r\nabcd\r\n" + end), refusal},
      {"NUL behind a chunk size", chunked(std::string("4\0\r\n", 4) + "abcd\r\n" + end), refusal},
      {"chunk size ended by a bare carriage return", chunked("4\rabcd\r\n" + end), refusal},
      {"chunk size ended by two carriage returns", chunked("4\r\r\nabcd\r\n" + end), refusal},
      {"bare line feed in an extension", chunked("4;a\nb\r\nabcd\r\n" + end), refusal},
      {"bare line feed in a quoted extension", chunked("4;a=\"\n\"\r\nabcd\r\n" + end), refusal},
      {"line end in a quoted extension", chunked("4;a=\"\r\n\"\r\nabcd\r\n" + end), refusal},
      {"bare carriage return in an extension", chunked("4;a\rb\r\nabcd\r\n" + end), refusal},
      {"chunk without its line end", chunked("4\r\nabcd" + end), refusal},
      {"chunk with a space behind", chunked("4\r\nabcd \r\n" + end), refusal},
      {"chunk ended by a bare carriage return", chunked("4\r\nabcd\r" + end), refusal},
      {"chunk too short for its size", chunked("5\r\nabcd\r\n" + end), refusal},
      {"end with a bare line feed", chunked("4\r\nabcd\r\n0\n\r\n"), refusal},
      {"end with two bare line feeds", chunked("4\r\nabcd\r\n0\n\n"), refusal},
      {"trailer with a bare line feed", chunked("4\r\nabcd\r\n0\r\nX: a\n\r\n"), refusal},
      {"trailer without a colon", chunked("4\r\nabcd\r\n0\r\nX\r\n\r\n"), refusal},
      {"trailer with a space in its name", chunked("4\r\nabcd\r\n0\r\nX : a\r\n\r\n"), refusal},
      {"coding in the trailer", chunked("4\r\nabcd\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"), refusal},
      {"NUL in the trailer", chunked("4\r\nabcd\r\n0\r\nX: " + std::string(1, '\0') + "\r\n\r\n"), refusal},
  };
}

std::vector<FramingCase> head_cases() {
  const std::string line = "GET /hello HTTP/1.1";
  const std::string host = "Host: h\r\n";
  std::string many;
  for (int i = 0; i < 101; ++i) many += "X: a\r\n";
  return {
      {"header without a space", framed(line, "Host:h\r\nX:a\r\n"), one_reading},
      {"text beyond ASCII in a value", framed(line, host + "X: \xc3\xbc\r\n"), one_reading},
      {"Host with a port", framed(line, "Host: h:443\r\n"), one_reading},
      {"Host as an address", framed(line, "Host: [::1]:443\r\n"), one_reading},
      {"a method of its own", framed("FETCH /hello HTTP/1.1", host), one_reading},
      {"escapes in the path", framed("GET /%68ello HTTP/1.1", host), one_reading},
      {"dots that stay below the root", framed("GET /a/../hello HTTP/1.1", host), one_reading},
      {"Host with a comma", framed(line, "Host: a,b\r\n"), refusal},
      {"Host with a space", framed(line, "Host: a b\r\n"), refusal},
      {"Host with a name before it", framed(line, "Host: a@b\r\n"), refusal},
      {"Host beyond ASCII", framed(line, "Host: \xc3\xbc\r\n"), refusal},
      {"Host under another name", framed(line, "Host : h\r\n"), refusal},
      {"Hosts of different case", framed(line, "Host: a\r\nhost: b\r\n"), refusal},
      {"name with a space", framed(line, host + "X Y: a\r\n"), refusal},
      {"name with a bracket", framed(line, host + "X(: a\r\n"), refusal},
      {"name beyond ASCII", framed(line, host + "\xc3\xbc: a\r\n"), refusal},
      {"DEL in a value", framed(line, host + "X: \x7f\r\n"), refusal},
      {"escape in a value", framed(line, host + "X: \x1b[2J\r\n"), refusal},
      {"line feed in a value", framed(line, host + "X: a\nY: b\r\n"), refusal},
      {"ends with a carriage return", framed(line + "\r", host), refusal},
      {"ends with a space", framed(line + " ", host), refusal},
      {"begins with a space", framed(" " + line, host), refusal},
      {"vertical tab for a space", framed("GET /hello\vHTTP/1.1", host), refusal},
      {"NUL in the path", framed(std::string("GET /he\0llo HTTP/1.1", 20), host), refusal},
      {"escaped NUL in the path", framed("GET /he%00llo HTTP/1.1", host), refusal},
      {"broken escape in the path", framed("GET /he%zzllo HTTP/1.1", host), refusal},
      {"path beyond ASCII", framed("GET /\xc3\xbc HTTP/1.1", host), refusal},
      {"backslash in the path", framed("GET /a\\hello HTTP/1.1", host), refusal},
      {"escaped backslash in the path", framed("GET /a%5chello HTTP/1.1", host), refusal},
      {"fragment", framed("GET /hello#a HTTP/1.1", host), refusal},
      {"target without a slash", framed("GET hello HTTP/1.1", host), refusal},
      {"only a query", framed("GET ?a HTTP/1.1", host), refusal},
      {"method with a colon", framed("GET: /hello HTTP/1.1", host), refusal},
      {"no method", framed("/hello HTTP/1.1", host), refusal},
      {"HTTP/0.9", "GET /hello\r\n\r\n", refusal},
      {"version with zeros", framed("GET /hello HTTP/01.1", host), refusal},
      {"version with a comma", framed("GET /hello HTTP/1,1", host), refusal},
      {"version 1.2", framed("GET /hello HTTP/1.2", host), {505}},
      {"another protocol", framed("GET /hello ICY/1.1", host), refusal},
      {"too many headers", framed(line, host + many), {431}},
      {"TLS inside TLS", "\x16\x03\x01\x02\r\n\r\n", refusal},
      {"two Ranges", framed(line, host + "Range: bytes=0-1\r\nRange: bytes=2-3\r\n"), refusal},
  };
}

std::vector<FramingCase> upgrade_cases() {
  const std::string host = "Host: h\r\n";
  const std::string offer = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string wish = "Connection: Upgrade\r\n";
  const std::string feed = "GET /socket HTTP/1.1";
  // 426: what comes behind is an ordinary request to everybody, since nobody has switched.
  const std::vector<int> not_switched{426, 404};
  return {
      {"upgrade with a request right behind it", framed(feed, host + wish + offer + key), not_switched},
      {"upgrade without Connection", framed(feed, host + offer + key), not_switched},
      {"upgrade without a key", framed(feed, host + wish + offer), not_switched},
      {"upgrade with two keys", framed(feed, host + wish + offer + key + key), refusal},
      {"upgrade of another version",
       framed(feed, host + wish + "Upgrade: websocket\r\nSec-WebSocket-Version: 8\r\n" + key), not_switched},
      {"upgrade with a body", framed(feed, host + wish + offer + key + "Content-Length: 4\r\n") + "abcd", refusal},
      {"upgrade with chunks", framed(feed, host + wish + offer + key + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n",
       refusal},
      {"upgrade by POST", framed("POST /socket HTTP/1.1", host + wish + offer + key + "Content-Length: 0\r\n"),
       not_switched},
      {"upgrade in HTTP/1.0", framed("GET /socket HTTP/1.0", host + wish + offer + key), {426}},
      {"upgrade of a path that has none", framed("GET /hello HTTP/1.1", host + wish + offer + key), one_reading},
      {"upgrade to HTTP/2", framed(feed, host + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"),
       not_switched},
      {"upgrade and close", framed(feed, host + "Connection: close\r\n" + offer + key), {426}},
      {"upgrade with a bare line feed", framed(feed, host + wish + "Upgrade: websocket\nX: a\r\n" + key), refusal},
      {"Connection that names the length", posted("Connection: Content-Length\r\nContent-Length: 4\r\n", "abcd"),
       one_reading},
      {"Connection that names the coding",
       posted("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n", "4\r\nabcd\r\n0\r\n\r\n"),
       one_reading},
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
  std::vector<FramingCase> cases = plain_cases();
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
