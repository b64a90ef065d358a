// The certificate that the hub shows: the operator's, or one that it made itself at its first start (DATA/tls, 0600).
// Thread: one at a time: start-up, later whoever looks after the hub.
#pragma once

#include "hub/hub.h"
#include "net/tls.h"

#include <array>
#include <optional>

namespace siaga::hub {

/// Errors: invalid (unreadable, or key and certificate don't belong together; one given without the other), internal.
base::Result<net::TlsIdentity> load_identity(const store::DataFolder& folder, const HubOptions& options,
                                             base::Instant now);

/// What people compare, before and after.
struct Exchanged {
  std::string before;  ///< "AB:CD:…"; empty when there was no certificate, or none that could be read
  std::string after;
};
/// Another certificate with another key in the place of the hub's own; every console asks its person to compare anew.
/// An operator's isn't touched. A crash leaves the old one, the new one, or none, and then the next start makes one.
/// Only while no hub runs on the folder. Errors: invalid (address), storage_full, internal.
base::Result<Exchanged> exchange_own_identity(const store::DataFolder& folder, const std::string& address,
                                              base::Instant now);

/// The operator's two files, seen to change. Owner: the hub.
class IdentityFiles {
 public:
  IdentityFiles(std::filesystem::path certificate, std::filesystem::path key);

  /// What the files hold when they have changed since the last look (or `anyway`); nothing when they haven't.
  /// Files that are exchanged one after the other are refused in between, and looked at again with the next change.
  /// Errors: invalid (unreadable, not a pair, or over by `now`).
  base::Result<std::optional<net::TlsIdentity>> look(base::Instant now, bool anyway);

 private:
  /// When it was written, where it lies, how long it is: of both files, links followed.
  using Stamp = std::array<std::uint64_t, 6>;
  Stamp stamp() const;

  std::filesystem::path certificate_;
  std::filesystem::path key_;
  Stamp seen_;
};

}  // namespace siaga::hub
