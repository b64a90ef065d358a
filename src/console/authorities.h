// The certificate authorities of an organisation, as a PEM file: a hub that shows a certificate of theirs is believed
// without a comparison of fingerprints, and so is the next one that they give it. Thread: any.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace siaga::console {

/// The file's PEM text, which holds at least one certificate. Errors, `field` "authorities": invalid (unreadable, over
/// 4 MiB, no certificate in it).
base::Result<std::string> read_authorities(const std::filesystem::path& file);

}  // namespace siaga::console
