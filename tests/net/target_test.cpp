#include "net/target.h"

#include <boost/test/unit_test.hpp>

namespace siaga::net {
namespace {

BOOST_AUTO_TEST_CASE(target_path_is_decoded_and_normalised) {
  const std::pair<const char*, const char*> cases[] = {{"/", "/"},         {"/a/b", "/a/b"},     {"/a/", "/a/"},
                                                       {"/a/./b", "/a/b"}, {"/a/../b", "/b"},    {"/a/%2e%2e/b", "/b"},
                                                       {"/a/..", "/"},     {"/a/b/.", "/a/b/"},  {"/%61%20b", "/a b"},
                                                       {"/%C3%BC", "/ü"},  {"/a?b=/../c", "/a"}, {"//a", "//a"}};
  for (const auto& [text, path] : cases) {
    const auto parsed = parse_target(text);
    BOOST_REQUIRE_MESSAGE(parsed.has_value(), text);
    BOOST_TEST(parsed->path == path, text << " gave " << parsed->path);
  }
}

BOOST_AUTO_TEST_CASE(target_refuses_what_two_readers_could_differ_on) {
  for (const auto* bad :
       {"",       "*",  "a",   "http://hub/a", "hub:443", "/..",     "/a/../../b", "/a%2Fb", "/a%5cb", "/a%00b",
        "/a%0ab", "/%", "/%4", "/%zz",         "/%ff",    "/%C0%AF", "/%ED%A0%80", "/a\\b",  "/a b",   "/?a=%ff"})
    BOOST_TEST(!parse_target(bad), "target " << bad);
}

BOOST_AUTO_TEST_CASE(target_query_is_decoded) {
  const auto parsed = parse_target("/feed?after=e1%3A40&q=a+b%2B&flag&q=2&=x&");
  BOOST_REQUIRE(parsed.has_value());
  const Headers expected{{"after", "e1:40"}, {"q", "a b+"}, {"flag", ""}, {"q", "2"}, {"", "x"}};
  BOOST_TEST((parsed->parameters == expected));
}

BOOST_AUTO_TEST_CASE(utf8_is_strict) {
  for (const std::string good : {"", "a", "ü", "€", "\xf4\x8f\xbf\xbf", "\xee\x80\x80"}) BOOST_TEST(is_utf8(good));
  for (const std::string bad : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                                "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xc3("})
    BOOST_TEST(!is_utf8(bad));
}

}  // namespace
}  // namespace siaga::net
