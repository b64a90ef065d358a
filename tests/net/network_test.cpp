// What counts as one peer, and that the server counts connections so.
#include "net/network.h"

#include "net/http_session.h"
#include "net/runtime.h"
#include "net/server_state.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {

using net::network_of;

BOOST_AUTO_TEST_SUITE(network)

BOOST_AUTO_TEST_CASE(of_ipv6_the_64_counts_and_of_anything_else_the_address) {
  BOOST_TEST(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  BOOST_TEST(network_of("2001:db8:1:2::9") == network_of("2001:db8:1:2:ffff::1"));
  BOOST_TEST(network_of("2001:db8:1:3::9") != network_of("2001:db8:1:2::9"));
  BOOST_TEST(network_of("fe80::1%eth0") == "fe80::/64");
  for (const auto* whole : {"192.168.1.10", "::ffff:192.168.1.10", "nowhere"}) BOOST_TEST(network_of(whole) == whole);
}

BOOST_AUTO_TEST_CASE(connections_from_one_network_share_their_limit) {
  net::Runtime runtime{1};
  net::HttpServer::Options options;
  options.connections = 4;
  options.connections_per_address = 2;
  net::ServerState state{runtime, options, {}, nullptr};
  BOOST_TEST(state.admit("2001:db8:1:2::1"));
  BOOST_TEST(state.admit("2001:db8:1:2::2"));
  BOOST_TEST(!state.admit("2001:db8:1:2::3"));
  BOOST_TEST(state.admit("2001:db8:1:3::1"));
  BOOST_TEST(state.admit("192.168.1.10"));
  state.leave("2001:db8:1:2::1");
  BOOST_TEST(state.admit("2001:db8:1:2:ffff::3"));
  for (const auto* each : {"2001:db8:1:2::2", "2001:db8:1:2:ffff::3", "2001:db8:1:3::1", "192.168.1.10"})
    state.leave(each);
  BOOST_TEST(state.counts().connections == 0u);
}

BOOST_AUTO_TEST_CASE(a_site_behind_one_64_may_have_half_of_all_connections) {
  net::Runtime runtime{1};
  net::HttpServer::Options options;
  options.connections = 6;
  options.connections_per_address = 1;
  net::ServerState state{runtime, options, {}, nullptr};
  for (const auto* each : {"2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::2"}) BOOST_TEST(state.admit(each));
  BOOST_TEST(!state.admit("2001:db8:1:2::3"));
  BOOST_TEST(state.admit("192.168.1.10"));
  BOOST_TEST(!state.admit("192.168.1.10"));
  for (const auto* each : {"2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2::2", "192.168.1.10"}) state.leave(each);
  BOOST_TEST(state.counts().connections == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
