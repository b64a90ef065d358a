#include "net/client_connection.h"

#include "net/timeout.h"
#include "net/tls_context.h"

namespace siaga::net {
namespace {

using Addresses = std::vector<tcp::endpoint>;

asio::awaitable<base::Result<Addresses>> look_up(std::string host, std::uint16_t port) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  const std::string service = std::to_string(port);
  const auto [error, found] = co_await resolver.async_resolve(host, service, as_result);
  if (error) co_return base::fail(base::Fault::unavailable, "unknown host: " + error.message());
  Addresses addresses;
  for (const auto& entry : found) addresses.push_back(entry.endpoint());
  co_return addresses;
}

asio::awaitable<base::Result<Addresses>> addresses_of(Endpoint endpoint, Deadline deadline) {
  boost::system::error_code is_a_name;
  const auto address = asio::ip::make_address(endpoint.host, is_a_name);
  if (!is_a_name) co_return Addresses{tcp::endpoint{address, endpoint.port}};
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  auto lookup = look_up(endpoint.host, endpoint.port);
  auto found = co_await with_deadline(std::move(lookup), left);
  co_return found;
}

// Empty when the peer may be believed.
std::optional<base::Error> judge(const Trust& trust, const std::string& presented) {
  if (trust.accept_any_and_report || trust.authorities_pem) return std::nullopt;
  if (!trust.pinned_fingerprint)
    return base::fail(base::Fault::untrusted, "nobody has confirmed this certificate yet", presented);
  const auto pinned = normalised_fingerprint(*trust.pinned_fingerprint);
  if (!pinned) return pinned.error();
  if (*pinned == presented) return std::nullopt;
  return base::fail(base::Fault::untrusted, "the certificate is not the pinned one", presented);
}

// What OpenSSL found wrong with the chain, the dates or the name.
base::Error handshake_fault(TlsStream& stream, boost::system::error_code error) {
  const long found = SSL_get_verify_result(stream.native_handle());
  if (found == X509_V_OK || error.category() != asio::error::get_ssl_category()) return network_fault(error);
  return base::fail(base::Fault::untrusted, X509_verify_cert_error_string(found), presented_fingerprint(stream));
}

// The certificate must be this host's: the chain alone says only that somebody has one.
void demand_name(TlsStream& stream, const std::string& host) {
  X509_VERIFY_PARAM* wanted = SSL_get0_param(stream.native_handle());
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) != 1)
    X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
}

// A name is told to the server (SNI); an address must not be.
void tell_name(TlsStream& stream, const std::string& host) {
  boost::system::error_code is_a_name;
  (void)asio::ip::make_address(host, is_a_name);
  if (is_a_name) SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
}

}  // namespace

asio::awaitable<base::Result<ClientConnection>> connect_tls(Endpoint endpoint, Trust trust, Deadline deadline) {
  const auto addresses = co_await addresses_of(endpoint, deadline);
  if (!addresses) co_return addresses.error();
  const auto executor = co_await asio::this_coro::executor;
  const auto context = make_client_context(trust.authorities_pem);
  if (!context) co_return context.error();
  ClientConnection connection;
  // OpenSSL counts its users: the stream keeps what it needs of the context.
  connection.stream = std::make_unique<TlsStream>(executor, **context);
  TlsStream& stream = *connection.stream;
  if (trust.authorities_pem) demand_name(stream, endpoint.host);
  lowest(stream).expires_at(deadline);
  const auto [refused, peer] = co_await lowest(stream).async_connect(*addresses, as_result);
  if (refused) co_return network_fault(refused);
  boost::system::error_code ignored;
  lowest(stream).socket().set_option(tcp::no_delay(true), ignored);
  tell_name(stream, endpoint.host);
  const auto side = asio::ssl::stream_base::client;
  const auto [failed] = co_await stream.async_handshake(side, as_result);
  if (failed && trust.authorities_pem) co_return handshake_fault(stream, failed);
  if (failed) co_return network_fault(failed);
  connection.fingerprint = presented_fingerprint(stream);
  if (auto fault = judge(trust, connection.fingerprint)) co_return std::move(*fault);
  co_return connection;
}

base::Error network_fault(boost::system::error_code error) {
  if (error == beast::error::timeout) return base::fail(base::Fault::timeout, "no answer in time");
  return base::fail(base::Fault::unavailable, error.message());
}

}  // namespace siaga::net
