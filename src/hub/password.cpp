#include "hub/password.h"

#include "base/digest.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace siaga::hub {

namespace {
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19456 * 1024;
}  // namespace

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
}

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int code = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory,
                                         crypto_pwhash_ALG_ARGON2ID13);
  if (code != 0) throw std::runtime_error("no memory for Argon2");
  return text.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& nobodys_hash() {
  static const std::string hash = hash_password(base::to_hex(base::random_bytes(16)));
  return hash;
}

}  // namespace siaga::hub
