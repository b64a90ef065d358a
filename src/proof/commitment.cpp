#include "proof/commitment.h"

#include <string>

namespace siaga::proof {

base::Sha256 commit(std::span<const std::uint8_t, salt_size> salt, std::string_view body) {
  thread_local std::string bytes;  // its room is used again
  bytes.assign(reinterpret_cast<const char*>(salt.data()), salt.size());
  bytes += body;
  return base::sha256(bytes);
}

}  // namespace siaga::proof
