#include "net/tls_context.h"

#include "net/tls_handles.h"

namespace siaga::net {
namespace {

void harden(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set1_groups_list(context, "X25519:P-256");
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

}  // namespace

base::Result<std::unique_ptr<asio::ssl::context>> make_server_context(const TlsIdentity& identity) {
  if (auto checked = check_identity(identity); !checked) return checked.error();
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  harden(context->native_handle());
  boost::system::error_code error;
  context->use_certificate_chain(asio::buffer(identity.certificate_pem), error);
  if (!error) context->use_private_key(asio::buffer(identity.key_pem), asio::ssl::context::pem, error);
  if (error) return base::fail(base::Fault::invalid, error.message(), "certificate");
  return context;
}

base::Result<std::unique_ptr<asio::ssl::context>> make_client_context(const std::optional<std::string>& authorities) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
  harden(context->native_handle());
  context->set_verify_mode(authorities ? asio::ssl::verify_peer : asio::ssl::verify_none);
  boost::system::error_code error;
  if (authorities) context->add_certificate_authority(asio::buffer(*authorities), error);
  if (error) return base::fail(base::Fault::invalid, "the authorities' certificates can't be read", "authorities");
  return context;
}

std::string presented_fingerprint(TlsStream& stream) {
  const X509Handle certificate{SSL_get1_peer_certificate(stream.native_handle())};
  return certificate ? fingerprint_of(certificate.get()) : std::string{};
}

}  // namespace siaga::net
