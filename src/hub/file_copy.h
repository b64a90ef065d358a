// Files copied or read to their end with their SHA-256 taken on the way.
// Thread: blocks its caller.
#pragma once

#include "base/digest.h"
#include "base/file.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace siaga::hub {

struct Digested {
  std::uint64_t size = 0;
  base::Sha256 sha256{};

  bool operator==(const Digested&) const = default;
};

/// Told how many bytes came since it was last told; false: stop.
using ByteWatch = std::function<bool(std::uint64_t bytes)>;

/// At most `limit` bytes of it. Errors: those of reading; unavailable with `field` "stopped".
base::Result<Digested> digest_file(const std::filesystem::path& file, std::uint64_t limit, const ByteWatch& watch);

/// At most `limit` bytes of `from` to `to`, a new file, synced (its folder isn't; it is made when missing). `field` of
/// an error says which one failed: "from" or "to"; or it is unavailable with `field` "stopped".
base::Result<Digested> copy_file(const std::filesystem::path& from, const std::filesystem::path& to,
                                 std::uint64_t limit, const ByteWatch& watch);

}  // namespace siaga::hub
