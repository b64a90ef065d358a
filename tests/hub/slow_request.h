// A request whose body is long in coming: what has happened since the gate let it through must count.
// Thread: the test's.
#pragma once

#include "hub_fixture.h"
#include "net/raw_client.h"

#include <functional>
#include <string>

namespace siaga::test {

struct SlowRequest {
  std::string verb;
  std::string path;
  std::string body;
  std::string type = "application/json";
};

/// The status of its answer; the body comes once `meanwhile` has happened.
inline std::string slowly(const HubFixture& hub, const Visitor& who, const SlowRequest& request,
                          const std::function<void()>& meanwhile) {
  RawClient raw(hub.endpoint().port);
  raw.send(request.verb + " " + request.path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + who.token() +
           "\r\nContent-Type: " + request.type +
           "\r\nExpect: 100-continue\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n\r\n");
  BOOST_REQUIRE(raw.read_until("\r\n\r\n").starts_with("HTTP/1.1 100"));
  meanwhile();
  raw.send(request.body);
  return raw.read_until("\r\n\r\n").substr(std::string_view{"HTTP/1.1 "}.size(), 3);
}

}  // namespace siaga::test
