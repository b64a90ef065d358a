// A server's certificate is exchanged while it serves; a client that trusts an authority takes the next one, too.
#include "net/loopback.h"
#include "net/raw_client.h"
#include "support/authority.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {
namespace {

using namespace std::chrono_literals;

const base::Instant today = base::SystemClock{}.now();

net::Trust trust_in(const Authority& authority) {
  net::Trust trust;
  trust.authorities_pem = base::read_file(authority.certificate()).value();
  return trust;
}

/// What a new client that trusts so gets; the fault's name when it is refused.
std::string greeting(Loopback& hub, const net::Trust& trust, const std::string& host = "127.0.0.1") {
  net::HttpClient client(hub.runtime.executor(), {host, hub.server->port()}, trust);
  const auto answer = net::run_blocking(hub.runtime.executor(), client.request(get("/hello")));
  return answer ? answer->body : std::string{base::name_of(answer.error().fault)};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_renewed_certificate_is_shown_to_whoever_comes_and_nobody_is_dropped) {
  Loopback hub;
  RawClient early(hub.server->port());
  const auto keeper = hub.client();
  BOOST_TEST(hub.ask(*keeper, get("/hello"))->body == "hello");
  const auto other = net::make_identity("hub", {"127.0.0.1"}, today).value();
  BOOST_REQUIRE(hub.server->renew(other).has_value());

  RawClient late(hub.server->port());
  BOOST_TEST(late.certificate_digest() != early.certificate_digest());
  BOOST_TEST(greeting(hub, {net::fingerprint(other).value(), false}) == "hello");
  BOOST_TEST(greeting(hub, Loopback::trust()) == "untrusted");
  early.send("GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  BOOST_TEST(early.read_to_end().ends_with("hello"));
  BOOST_TEST(hub.ask(*keeper, get("/hello"))->body == "hello");
}

BOOST_AUTO_TEST_CASE(a_pair_that_does_not_belong_together_changes_nothing) {
  Loopback hub;
  const auto other = net::make_identity("hub", {}, today).value();
  BOOST_TEST(!hub.server->renew({other.certificate_pem, identity().key_pem}).has_value());
  BOOST_TEST(!hub.server->renew({"", ""}).has_value());
  BOOST_TEST(greeting(hub, Loopback::trust()) == "hello");
}

BOOST_AUTO_TEST_CASE(the_last_day_is_read_from_the_certificate) {
  const base::Instant begin{std::chrono::seconds{1'795'000'000}};
  const auto made = net::make_identity("hub", {}, begin).value();
  BOOST_TEST((net::expires_at(made).value() == begin + std::chrono::hours{24 * 825}));
  BOOST_TEST(!net::expires_at({"nothing", ""}).has_value());
}

BOOST_AUTO_TEST_CASE(who_trusts_an_authority_takes_whatever_it_gives_this_hub_and_nothing_else) {
  Authority authority;
  Authority stranger;
  Loopback hub;
  const auto shows = [&hub](const net::TlsIdentity& shown) { BOOST_REQUIRE(hub.server->renew(shown).has_value()); };
  shows(authority.issue("IP:127.0.0.1,DNS:localhost"));
  BOOST_TEST(greeting(hub, trust_in(authority)) == "hello");
  BOOST_TEST(greeting(hub, trust_in(authority), "localhost") == "hello");
  BOOST_TEST(greeting(hub, trust_in(stranger)) == "untrusted");
  shows(authority.issue("IP:127.0.0.1"));
  BOOST_TEST(greeting(hub, trust_in(authority)) == "hello", "the next one needs nobody's word");
  shows(authority.issue("IP:127.0.0.2,DNS:hub.contoh.id"));
  BOOST_TEST(greeting(hub, trust_in(authority)) == "untrusted", "somebody else's certificate");
  shows(stranger.issue("IP:127.0.0.1"));
  BOOST_TEST(greeting(hub, trust_in(authority)) == "untrusted");
  shows(authority.issue("IP:127.0.0.1", "-days -1"));
  BOOST_TEST(greeting(hub, trust_in(authority)) == "untrusted", "its last day is over");
  shows(identity());
  BOOST_TEST(greeting(hub, trust_in(authority)) == "untrusted");
  net::Trust both = trust_in(authority);
  both.pinned_fingerprint = net::fingerprint(identity()).value();
  BOOST_TEST(greeting(hub, both) == "untrusted", "a pin doesn't stand in for the authority");
}

}  // namespace siaga::test
