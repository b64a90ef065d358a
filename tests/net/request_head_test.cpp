#include "net/request_head.h"

#include "net/response_head.h"

#include <boost/test/unit_test.hpp>

namespace siaga::net {
namespace {

BOOST_AUTO_TEST_CASE(head_ends_at_its_empty_line_however_it_is_cut) {
  const std::string head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string bytes = head + "rest\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const auto first = find_head_end(std::string_view(bytes).substr(0, cut));
    BOOST_TEST(first.size.has_value() == (cut >= head.size()));
    if (!first.size) BOOST_TEST(find_head_end(bytes, cut).size.value() == head.size());
  }
}

BOOST_AUTO_TEST_CASE(head_with_a_bare_line_feed_is_refused_before_it_is_complete) {
  BOOST_TEST(find_head_end("GET / HTTP/1.1\nHost").refusal.has_value());
  BOOST_TEST(find_head_end("GET / HTTP/1.1\r\nHost: h\r\n\n").refusal.has_value());
}

BOOST_AUTO_TEST_CASE(lines_are_strict) {
  const auto judged = [](std::string lines) { return check_lines(lines + "\r\n\r\n"); };
  BOOST_TEST(!judged("GET /a?b HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX: \t a\xc3\xbc "));
  for (const std::string bad :
       {"GET  / HTTP/1.1", " GET / HTTP/1.1", "GET /", "GET / HTTP/1.1 ", "GET / http/1.1", "G@T / HTTP/1.1",
        "GET /\x7f HTTP/1.1", "GET /\xc3\xbc HTTP/1.1", "GET /#a HTTP/1.1", "GET / HTTP/1.1\r\nA : b",
        "GET / HTTP/1.1\r\n: b", "GET / HTTP/1.1\r\nA", "GET / HTTP/1.1\r\nA: b\r\n c", "GET / HTTP/1.1\r\nA: b\rc: d",
        "GET / HTTP/1.1\r\nA: \x01"})
    BOOST_TEST((judged(bad) && judged(bad)->status == 400), "lines " << bad);
  BOOST_TEST(judged("GET / HTTP/2.0").value().status == 505u);
  std::string many = "GET / HTTP/1.1";
  for (int i = 0; i < 101; ++i) many += "\r\nA: b";
  BOOST_TEST(judged(many).value().status == 431u);
}

BOOST_AUTO_TEST_CASE(answers_never_carry_a_line_break_from_a_handler) {
  Response response;
  response.set("Location", "/a\r\nSet-Cookie: x");
  BOOST_TEST(!format_head(response, {}, {}));
  response.set("Location", "/a");
  BOOST_TEST(format_head(response, {}, {}).has_value());
  response.set("Content-Length", "4");
  BOOST_TEST(!format_head(response, {}, {}));
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_http_wants_them) {
  BOOST_TEST(http_date(base::Instant{std::chrono::seconds{784111777}}) == "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace siaga::net
