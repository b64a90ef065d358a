#include "console/authorities.h"

#include "base/file.h"
#include "net/tls.h"

namespace siaga::console {

namespace {

constexpr std::uint64_t largest_authorities = 4 << 20;

}  // namespace

base::Result<std::string> read_authorities(const std::filesystem::path& file) {
  auto text = base::read_file(file, largest_authorities);
  if (!text) return base::fail(base::Fault::invalid, text.error().detail, "authorities");
  // OpenSSL takes a file without any certificate for an authority that vouches for nobody.
  if (!net::fingerprint_of_pem(*text)) return base::fail(base::Fault::invalid, "no certificate in it", "authorities");
  return text;
}

}  // namespace siaga::console
