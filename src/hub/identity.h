// The certificate that the hub shows: the operator's, or one that it made itself at its first start (DATA/tls, 0600).
// Thread: start-up.
#pragma once

#include "hub/hub.h"
#include "net/tls.h"

namespace siaga::hub {

/// Errors: invalid (unreadable, or key and certificate don't belong together; one given without the other), internal.
base::Result<net::TlsIdentity> load_identity(const store::DataFolder& folder, const HubOptions& options,
                                             base::Instant now);

}  // namespace siaga::hub
