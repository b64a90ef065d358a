// Private: OpenSSL contexts as this project wants them, and the fingerprint of a live peer.
// Thread: any.
#pragma once

#include "base/result.h"
#include "net/stream.h"
#include "net/tls.h"

#include <memory>
#include <string>

namespace siaga::net {

/// TLS 1.2 (AEAD with forward secrecy only) and 1.3, X25519 and P-256, no renegotiation, no compression.
/// Errors: invalid (the identity).
base::Result<std::unique_ptr<asio::ssl::context>> make_server_context(const TlsIdentity& identity);

/// Same versions. With `authorities` the handshake fails for a chain or dates that they don't vouch for (the name is
/// the stream's own check); without, the caller compares fingerprints before it sends anything. Errors: invalid (no
/// PEM).
base::Result<std::unique_ptr<asio::ssl::context>> make_client_context(const std::optional<std::string>& authorities);

/// Of the certificate that the peer of a finished handshake showed; empty when there is none.
std::string presented_fingerprint(TlsStream& stream);

}  // namespace siaga::net
