#include "proof/ed25519.h"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace siaga::proof {

namespace {

constexpr std::size_t signature_size = 64;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL could not work with an Ed25519 key");
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Key private_key(std::string_view seed) {
  Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size())};
  require(key != nullptr);
  return key;
}

}  // namespace

Ed25519Key::Ed25519Key(std::string seed) : seed_(std::move(seed)) {
  const auto key = private_key(seed_);
  auto size = public_.size();
  require(EVP_PKEY_get_raw_public_key(key.get(), public_.data(), &size) == 1 && size == public_.size());
}

Ed25519Key Ed25519Key::make() {
  const auto random = base::random_bytes(seed_size);
  return Ed25519Key{std::string{random.begin(), random.end()}};
}

base::Result<Ed25519Key> Ed25519Key::from_seed(std::string_view seed) {
  if (seed.size() != seed_size) return base::fail(base::Fault::invalid, "an Ed25519 seed has 32 bytes");
  return Ed25519Key{std::string{seed}};
}

std::string Ed25519Key::sign(std::string_view message) const {
  const auto key = private_key(seed_);
  const Context context{EVP_MD_CTX_new()};
  require(context != nullptr);
  require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  std::string signature(signature_size, '\0');
  auto size = signature.size();
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  require(EVP_DigestSign(context.get(), out, &size, bytes_of(message), message.size()) == 1 && size == signature_size);
  return signature;
}

bool is_signature(const Ed25519Public& key, std::string_view message, std::string_view signature) {
  if (signature.size() != signature_size) return false;
  const Key known{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size())};
  if (known == nullptr) return false;
  const Context context{EVP_MD_CTX_new()};
  require(context != nullptr);
  require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, known.get()) == 1);
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

}  // namespace siaga::proof
