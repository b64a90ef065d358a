// Requests handed to the hub's router without a socket between: the same gate, desks, store and disk, thousands of them
// in a second. Bodies come in pieces and may break off anywhere.
// Owner: a test. Thread: construct on the test's; the coroutines on one executor.
#pragma once

#include "hub/hub.h"
#include "hub/router.h"
#include "hub_fixture.h"
#include "net/asio.h"

#include <cstdint>
#include <optional>
#include <string>

namespace siaga::test {

/// A body as the network may deliver it.
struct Delivery {
  std::string bytes;
  std::size_t piece = 64 * 1024;              ///< at most, a read
  std::optional<std::size_t> breaks_after{};  ///< then the connection is gone
};

class DirectPhone {
 public:
  template <class T>
  using Awaitable = net::asio::awaitable<T>;

  /// Signed in as `person` at a hub of this process.
  DirectPhone(hub::Hub& hub, const domain::Person& person);

  Awaitable<net::Response> raise(base::Id sos, base::Instant pressed_at);
  Awaitable<net::Response> create(base::Id sos, base::Id recording, std::optional<std::uint64_t> length);
  Awaitable<net::Response> append(base::Id recording, std::uint64_t offset, Delivery delivery, net::Headers more = {});
  /// HEAD: the offset; nothing when the answer isn't 200.
  Awaitable<std::optional<std::uint64_t>> offset(base::Id recording);
  /// From the offset that HEAD gives to the end, as often as it takes; false after `attempts`.
  Awaitable<bool> finish(base::Id recording, std::string clip, int attempts);

 private:
  Awaitable<net::Response> ask(net::Verb verb, std::string path, net::Headers headers, Delivery delivery);

  hub::Router router_;
  std::string token_;
};

/// A header's number.
std::optional<std::uint64_t> number_in(const net::Response& response, std::string_view header);

}  // namespace siaga::test
