#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <sys/random.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace siaga::base {

namespace {

struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Algorithm = std::unique_ptr<EVP_MD, FreeDigest>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL could not compute a digest");
}

Algorithm fetch(const char* name) {
  Algorithm algorithm{EVP_MD_fetch(nullptr, name, nullptr)};
  require(algorithm != nullptr);
  return algorithm;
}

/// Fetched once: a fetch for each digest costs more than the digest of a leaf (prototypes.md, "Merkle tree").
const EVP_MD* algorithm_of(DigestKind kind) {
  static const Algorithm sha256_algorithm = fetch("SHA256");
  static const Algorithm sha1_algorithm = fetch("SHA1");
  return kind == DigestKind::sha1 ? sha1_algorithm.get() : sha256_algorithm.get();
}

Context make_context() {
  Context context{EVP_MD_CTX_new()};
  require(context != nullptr);
  return context;
}

int value_of_hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> make_base64_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < base64_alphabet.size(); ++i)
    values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr auto base64_values = make_base64_values();

}  // namespace

struct Digest::State {
  Context context = make_context();
};

Digest::Digest(DigestKind kind) : state_(std::make_unique<State>()) {
  require(EVP_DigestInit_ex2(state_->context.get(), algorithm_of(kind), nullptr) == 1);
}

Digest::Digest(const Digest& other) : state_(std::make_unique<State>()) {
  require(EVP_MD_CTX_copy_ex(state_->context.get(), other.state_->context.get()) == 1);
}

Digest& Digest::operator=(const Digest& other) {
  if (this != &other) *this = Digest{other};
  return *this;
}

Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::update(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::vector<std::uint8_t> Digest::finish() {
  std::vector<std::uint8_t> result(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  require(EVP_DigestFinal_ex(state_->context.get(), result.data(), &size) == 1);
  result.resize(size);
  return result;
}

// The calls below EVP: in OpenSSL 3.0 an EVP context allocates its state anew for each digest, which for a leaf of a
// tree is half as long as the digest itself.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
Sha256 sha256(std::string_view bytes) {
  SHA256_CTX state;
  Sha256 result;
  require(SHA256_Init(&state) == 1);
  require(SHA256_Update(&state, bytes.data(), bytes.size()) == 1);
  require(SHA256_Final(result.data(), &state) == 1);
  return result;
}
#pragma GCC diagnostic pop

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes) {
  std::array<std::uint8_t, 20> result{};
  unsigned size = 0;
  // A null key would mean "the key of the last call".
  const auto* key_bytes = key.empty() ? "" : key.data();
  const auto* text = reinterpret_cast<const unsigned char*>(bytes.data());
  require(HMAC(algorithm_of(DigestKind::sha1), key_bytes, static_cast<int>(key.size()), text, bytes.size(),
               result.data(), &size) != nullptr);
  return result;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

Result<std::vector<std::uint8_t>> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return fail(Fault::invalid, "hexadecimal text of odd length");
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value_of_hex(text[i]);
    const int low = value_of_hex(text[i + 1]);
    if (high < 0 || low < 0) return fail(Fault::invalid, "not a hexadecimal digit");
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += k <= group.size() ? base64_alphabet[bits >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

Result<std::string> from_base64(std::string_view text) {
  const auto invalid = [] { return fail(Fault::invalid, "not base64 with padding"); };
  if (text.size() % 4 != 0) return invalid();
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int pending = 0;
  for (const char c : text) {
    const auto value = base64_values[static_cast<unsigned char>(c)];
    if (value < 0) return invalid();
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    bytes += static_cast<char>(bits >> pending & 255);
  }
  // Leftover bits must be zero: one content has one text.
  if ((bits & ((1u << pending) - 1)) != 0) return invalid();
  return bytes;
}

std::vector<std::uint8_t> random_bytes(std::size_t count) {
  std::vector<std::uint8_t> bytes(count);
  for (std::size_t done = 0; done < count;) {
    const auto got = ::getrandom(bytes.data() + done, count - done, 0);
    if (got > 0) {
      done += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
  }
  return bytes;
}

}  // namespace siaga::base
