// The certificate authorities of an organisation, as a PEM file: a hub that shows a certificate of theirs is believed
// without a comparison of fingerprints, and so is the next one that they give it.
#pragma once

#include "console/disk_look.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace siaga::console {

/// `field` of every error about the file.
inline constexpr std::string_view authorities_field = "authorities";

/// The file's PEM text, which holds at least one certificate. Errors: not_found, unsupported (a pipe, a device or a
/// folder), too_large (over 4 MiB), invalid (no certificate in it), internal (it can't be read: `detail`). Thread: any;
/// blocks.
base::Result<std::string> read_authorities(const std::filesystem::path& file);

/// Reads the file beside the window: it may lie on a network drive that hangs.
/// Owner: the link's worker. Thread: the UI thread; answers come back by `post`, none once it is gone.
class AuthorityReader {
 public:
  using Done = std::function<void(base::Result<std::string>)>;

  explicit AuthorityReader(base::Post post) : look_(std::move(post)) {}

  /// Errors: those of read_authorities; timeout after DiskLook's limit.
  void read(const std::filesystem::path& file, Done done);

 private:
  DiskLook<std::string> look_;
};

}  // namespace siaga::console
