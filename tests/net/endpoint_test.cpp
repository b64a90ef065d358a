#include "net/endpoint.h"
#include "net/http_client.h"

#include <boost/test/unit_test.hpp>

namespace siaga::net {
namespace {

BOOST_AUTO_TEST_CASE(endpoint_is_read_as_people_type_it) {
  const std::pair<const char*, Endpoint> cases[] = {{"https://127.0.0.1:7443", {"127.0.0.1", 7443}},
                                                    {"https://hub.example/", {"hub.example", 7443}},
                                                    {"hub:8443", {"hub", 8443}},
                                                    {" 10.1.2.3 ", {"10.1.2.3", 7443}},
                                                    {"[::1]:7000", {"::1", 7000}},
                                                    {"https://[fe80::1]", {"fe80::1", 7443}}};
  for (const auto& [text, expected] : cases) {
    const auto parsed = parse_endpoint(text);
    BOOST_REQUIRE_MESSAGE(parsed.has_value(), text);
    BOOST_TEST((*parsed == expected), text);
  }
}

BOOST_AUTO_TEST_CASE(endpoint_refuses_what_is_no_address) {
  BOOST_TEST((parse_endpoint("http://hub").error().fault == base::Fault::unsupported));
  for (const auto* bad : {"", "https://", ":7443", "hub:", "hub:0", "hub:65536", "hub:7x", "hub/path", "a b", "[::1",
                          "[]", "::1", "[::1]7443", "user@hub", "hub\n"})
    BOOST_TEST(!parse_endpoint(bad), "endpoint " << bad);
}

BOOST_AUTO_TEST_CASE(endpoint_is_written_as_a_host_header) {
  BOOST_TEST(to_string(Endpoint{"hub", 1}) == "hub:1");
  BOOST_TEST(to_string(Endpoint{"::1", 7443}) == "[::1]:7443");
}

BOOST_AUTO_TEST_CASE(components_are_percent_encoded) {
  BOOST_TEST(encode_component("a-Z_0.~") == "a-Z_0.~");
  BOOST_TEST(encode_component("a b/ü+") == "a%20b%2F%C3%BC%2B");
}

}  // namespace
}  // namespace siaga::net
