#include "console/authorities.h"

#include "base/file.h"
#include "net/tls.h"

#include <system_error>
#include <utility>

namespace siaga::console {

using base::Fault;
using base::Result;

namespace {

constexpr std::uint64_t largest_authorities = 4 << 20;

base::Error about_file(Fault fault, std::string detail) {
  return base::fail(fault, std::move(detail), std::string{authorities_field});
}

}  // namespace

Result<std::string> read_authorities(const std::filesystem::path& file) {
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found) return about_file(Fault::not_found, "no such file");
  // A pipe or a device may never end. What can't be looked at says so when it is opened.
  if (!code && !std::filesystem::is_regular_file(status)) return about_file(Fault::unsupported, "no ordinary file");
  auto text = base::read_file(file, largest_authorities);
  if (!text) return about_file(text.error().fault, text.error().detail);
  // OpenSSL takes a file without any certificate for an authority that vouches for nobody.
  if (!net::fingerprint_of_pem(*text)) return about_file(Fault::invalid, "no certificate in it");
  return text;
}

void AuthorityReader::read(const std::filesystem::path& file, Done done) {
  look_.begin([file] { return read_authorities(file); },
              [done = std::move(done)](Result<std::string> pem) {
                if (!pem && pem.error().fault == Fault::timeout)
                  return done(about_file(Fault::timeout, pem.error().detail));
                done(std::move(pem));
              });
}

}  // namespace siaga::console
