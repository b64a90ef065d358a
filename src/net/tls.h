// Certificates as people handle them here: the hub makes its own and shows a fingerprint, the other side pins it.
// Thread: any; values and pure functions (make_identity reads the random source).
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::net {

struct TlsIdentity {
  std::string certificate_pem;  ///< leaf first, then any chain
  std::string key_pem;          ///< unencrypted; keep it in a 0600 file
};

/// A self-signed ECDSA P-256 certificate, valid from an hour before `now` for 825 days. `names_and_addresses` become
/// its subjectAltName (IP addresses as IP, the rest as DNS). Errors: invalid (a name that is empty or not ASCII).
base::Result<TlsIdentity> make_identity(std::string common_name, std::vector<std::string> names_and_addresses,
                                        base::Instant now);

/// Whether the key belongs to the certificate and both can be read. Errors: invalid.
base::Result<void> check_identity(const TlsIdentity& identity);

/// When the (first) certificate ends. Errors: invalid.
base::Result<base::Instant> expires_at(const TlsIdentity& identity);

/// SHA-256 of the (first) certificate's DER as people compare it: "AB:CD:…", 32 pairs. Errors: invalid.
base::Result<std::string> fingerprint(const TlsIdentity& identity);
base::Result<std::string> fingerprint_of_pem(std::string_view certificate_pem);

/// Upper case with colons, from any case, with or without colons or spaces. Errors: invalid when not 32 bytes.
base::Result<std::string> normalised_fingerprint(std::string_view text);

/// Whom a client believes. With nothing set, every hub is refused: the error then carries the fingerprint to show to a
/// person.
struct Trust {
  std::optional<std::string> pinned_fingerprint;  ///< any form that normalised_fingerprint reads
  bool accept_any_and_report = false;             ///< takes any; the caller looks at presented_fingerprint()
  /// Certificates of authorities, PEM. When set they alone decide: chain, name or address, and dates must be right,
  /// and whichever certificate they give the hub next is believed, too.
  std::optional<std::string> authorities_pem{};
};

}  // namespace siaga::net
