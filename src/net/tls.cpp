#include "net/tls.h"

#include "base/digest.h"
#include "net/stream.h"
#include "net/tls_handles.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <span>

namespace siaga::net {
namespace {

constexpr int valid_days = 825;

base::Error bad_certificate(std::string why) { return base::fail(base::Fault::invalid, std::move(why), "certificate"); }

// What OpenSSL refuses of our own doing is a bug or an exhausted machine.
void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refused to make a certificate");
}

std::string in_pairs(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    if (!text.empty()) text += ':';
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

BioHandle reader_of(std::string_view text) {
  return BioHandle{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

X509Handle read_certificate(std::string_view pem) {
  return X509Handle{PEM_read_bio_X509(reader_of(pem).get(), nullptr, nullptr, nullptr)};
}

// The empty pass phrase keeps OpenSSL from asking on the terminal.
KeyHandle read_key(std::string_view pem) {
  std::string no_phrase;
  return KeyHandle{PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, nullptr, no_phrase.data())};
}

std::string written(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

// OpenSSL takes the names as one line of text, so nothing but plain names may get into it.
base::Result<std::string> alternative_names(const std::vector<std::string>& names) {
  std::string line;
  for (const auto& name : names) {
    boost::system::error_code not_an_address;
    (void)asio::ip::make_address(name, not_an_address);
    const auto legal = [](char c) {
      return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '.' || c == '_';
    };
    if (not_an_address && (name.empty() || name.size() > 253 || !std::all_of(name.begin(), name.end(), legal)))
      return bad_certificate("not a host name or address");
    if (!line.empty()) line += ',';
    line += (not_an_address ? "DNS:" : "IP:") + name;
  }
  return line;
}

void add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const ExtensionHandle extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())};
  must(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_serial(X509* certificate) {
  auto serial = base::random_bytes(16);
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x7f) | 0x40);  // positive, never short
  ASN1_INTEGER* number = X509_get_serialNumber(certificate);
  must(ASN1_STRING_set(number, serial.data(), static_cast<int>(serial.size())) == 1);
}

void set_names(X509* certificate, const std::string& common_name) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1);
  must(X509_set_issuer_name(certificate, name) == 1);
}

void set_validity(X509* certificate, base::Instant now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const time_t from = static_cast<time_t>(seconds) - 3600;
  must(ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr);
  must(ASN1_TIME_adj(X509_getm_notAfter(certificate), from, valid_days, 3600) != nullptr);
}

}  // namespace

std::string fingerprint_of(X509* certificate) {
  std::array<std::uint8_t, 32> digest{};
  unsigned size = 0;
  must(X509_digest(certificate, EVP_sha256(), digest.data(), &size) == 1);
  return in_pairs(digest);
}

base::Result<TlsIdentity> make_identity(std::string common_name, std::vector<std::string> names_and_addresses,
                                        base::Instant now) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (common_name.empty() || common_name.size() > 64 || !std::all_of(common_name.begin(), common_name.end(), printable))
    return bad_certificate("the common name is 1 to 64 characters of ASCII");
  const auto names = alternative_names(names_and_addresses);
  if (!names) return names.error();

  const KeyHandle key{EVP_EC_gen("P-256")};
  const X509Handle certificate{X509_new()};
  must(key && certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(certificate.get());
  set_names(certificate.get(), common_name);
  set_validity(certificate.get(), now);
  must(X509_set_pubkey(certificate.get(), key.get()) == 1);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
  add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
  if (!names->empty()) add_extension(certificate.get(), NID_subject_alt_name, *names);
  must(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

  const BioHandle certificate_text{BIO_new(BIO_s_mem())};
  const BioHandle key_text{BIO_new(BIO_s_mem())};
  must(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
  must(PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return TlsIdentity{written(certificate_text.get()), written(key_text.get())};
}

base::Result<void> check_identity(const TlsIdentity& identity) {
  const X509Handle certificate = read_certificate(identity.certificate_pem);
  if (!certificate) return bad_certificate("the certificate can't be read");
  const KeyHandle key = read_key(identity.key_pem);
  if (!key) return base::fail(base::Fault::invalid, "the private key can't be read", "key");
  if (X509_check_private_key(certificate.get(), key.get()) != 1) return bad_certificate("the key is not the certificate's");
  return {};
}

base::Result<base::Instant> expires_at(const TlsIdentity& identity) {
  const X509Handle certificate = read_certificate(identity.certificate_pem);
  if (!certificate) return bad_certificate("the certificate can't be read");
  tm parts{};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1) return bad_certificate("its last day can't be read");
  return base::Instant{std::chrono::seconds{::timegm(&parts)}};
}

base::Result<std::string> fingerprint(const TlsIdentity& identity) {
  return fingerprint_of_pem(identity.certificate_pem);
}

base::Result<std::string> fingerprint_of_pem(std::string_view certificate_pem) {
  const X509Handle certificate = read_certificate(certificate_pem);
  if (!certificate) return bad_certificate("the certificate can't be read");
  return fingerprint_of(certificate.get());
}

base::Result<std::string> normalised_fingerprint(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ':' && c != ' ') digits += c;
  const auto bytes = base::from_hex(digits);
  if (!bytes || bytes->size() != 32)
    return base::fail(base::Fault::invalid, "a fingerprint is 32 pairs of hexadecimal digits", "fingerprint");
  return in_pairs(*bytes);
}

}  // namespace siaga::net
