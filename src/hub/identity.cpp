#include "hub/identity.h"

#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::uint64_t longest_pem = 1u << 20;

Result<net::TlsIdentity> read_identity(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  auto certificate_pem = base::read_file(certificate, longest_pem);
  if (!certificate_pem)
    return fail(Fault::invalid, certificate.string() + ": " + certificate_pem.error().detail, "cert");
  auto key_pem = base::read_file(key, longest_pem);
  if (!key_pem) return fail(Fault::invalid, key.string() + ": " + key_pem.error().detail, "key");
  net::TlsIdentity identity{std::move(*certificate_pem), std::move(*key_pem)};
  if (auto good = net::check_identity(identity); !good) return fail(Fault::invalid, good.error().detail, "cert");
  return identity;
}

std::vector<std::string> own_names(const std::string& address) {
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) == 0 && host.front() != 0) names.emplace_back(host.data());
  if (address != "0.0.0.0" && address != "::" && address != "127.0.0.1" && address != "::1") names.push_back(address);
  return names;
}

Result<net::TlsIdentity> make_own(const store::DataFolder& folder, const std::string& address, base::Instant now) {
  auto made = net::make_identity("siaga-hub", own_names(address), now);
  if (!made) return made.error();
  if (auto folder_made = base::make_folder(folder.tls()); !folder_made) return folder_made.error();
  if (auto written = base::write_atomically(folder.tls() / "key.pem", made->key_pem); !written) return written.error();
  if (auto written = base::write_atomically(folder.tls() / "cert.pem", made->certificate_pem); !written)
    return written.error();
  return made;
}

}  // namespace

Result<net::TlsIdentity> load_identity(const store::DataFolder& folder, const HubOptions& options, base::Instant now) {
  if (options.certificate.has_value() != options.key.has_value())
    return fail(Fault::invalid, "--cert and --key belong together", "cert");
  if (options.certificate) return read_identity(*options.certificate, *options.key);
  const auto certificate = folder.tls() / "cert.pem";
  const auto key = folder.tls() / "key.pem";
  if (std::filesystem::exists(certificate) && std::filesystem::exists(key)) return read_identity(certificate, key);

  return make_own(folder, options.address, now);
}

Result<Exchanged> exchange_own_identity(const store::DataFolder& folder, const std::string& address,
                                        base::Instant now) {
  Exchanged fingerprints;
  const auto certificate = folder.tls() / "cert.pem";
  if (const auto old = base::read_file(certificate, longest_pem))
    if (const auto shown = net::fingerprint_of_pem(*old)) fingerprints.before = *shown;
  // Gone for good before its key is: no crash leaves a certificate beside another one's key.
  std::error_code code;
  std::filesystem::remove(certificate, code);
  if (code) return fail(Fault::internal, certificate.string() + ": " + code.message());
  if (std::filesystem::exists(folder.tls()))
    if (auto synced = base::sync_folder(folder.tls()); !synced) return synced.error();
  const auto made = make_own(folder, address, now);
  if (!made) return made.error();
  const auto after = net::fingerprint(*made);
  if (!after) return after.error();
  fingerprints.after = *after;
  return fingerprints;
}

IdentityFiles::IdentityFiles(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)), seen_(stamp()) {}

IdentityFiles::Stamp IdentityFiles::stamp() const {
  Stamp stamp{};
  auto* into = stamp.data();
  for (const auto* file : {&certificate_, &key_}) {
    struct stat found {};
    if (::stat(file->c_str(), &found) != 0) found = {};
    *into++ = static_cast<std::uint64_t>(found.st_mtim.tv_sec) * 1'000'000'000u +
              static_cast<std::uint64_t>(found.st_mtim.tv_nsec);
    *into++ = found.st_ino;
    *into++ = static_cast<std::uint64_t>(found.st_size);
  }
  return stamp;
}

Result<std::optional<net::TlsIdentity>> IdentityFiles::look(base::Instant now, bool anyway) {
  const auto stamp_now = stamp();  // before reading: what changes meanwhile is read the next time
  if (stamp_now == seen_ && !anyway) return std::nullopt;
  seen_ = stamp_now;
  auto identity = read_identity(certificate_, key_);
  if (!identity) return identity.error();
  const auto end = net::expires_at(*identity);
  if (!end) return end.error();
  if (*end <= now) return fail(Fault::invalid, "its last day was " + base::to_rfc3339(*end), "cert");
  return std::optional{std::move(*identity)};
}

}  // namespace siaga::hub
