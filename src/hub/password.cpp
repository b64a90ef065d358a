#include "hub/password.h"

#include "store/meta_table.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace siaga::hub {

namespace {

constexpr std::string_view passes_key = "argon2_passes";
constexpr std::string_view memory_key = "argon2_memory_kib";
constexpr PasswordCost least;
constexpr PasswordCost most_costly{16, 1 << 20};

std::uint64_t number(store::Database& database, std::string_view key, std::uint64_t otherwise) {
  const auto text = store::meta_table::find(database, key);
  if (!text) return otherwise;
  std::uint64_t value = 0;
  const auto [stop, code] = std::from_chars(text->data(), text->data() + text->size(), value);
  const bool good = code == std::errc{} && stop == text->data() + text->size();
  if (!good) throw store::StoreFailure(base::Fault::corrupt, "meta: " + std::string{key} + " isn't a number");
  return value;
}

}  // namespace

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
}

PasswordCost password_cost(store::Database& database) {
  return {number(database, passes_key, least.passes), number(database, memory_key, least.memory_kib)};
}

base::Result<void> set_password_cost(store::Database& database, const PasswordCost& cost) {
  const bool low = cost.passes < least.passes || cost.memory_kib < least.memory_kib;
  const bool high = cost.passes > most_costly.passes || cost.memory_kib > most_costly.memory_kib;
  if (low || high)
    return base::fail(base::Fault::invalid, "a password costs 2 to 16 passes and 19 MiB to 1 GiB", "cost");
  store::meta_table::set(database, passes_key, std::to_string(cost.passes));
  store::meta_table::set(database, memory_key, std::to_string(cost.memory_kib));
  return {};
}

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int code = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                                         cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (code != 0) throw std::runtime_error("no memory for Argon2");
  return text.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool is_outdated(const std::string& hash, const PasswordCost& cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_kib * 1024) != 0;
}

}  // namespace siaga::hub
