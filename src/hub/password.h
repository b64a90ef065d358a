// Passwords: Argon2id as libsodium writes it ("$argon2id$v=19$m=19456,t=2,p=1$…").
// Thread: any; hashing and verifying take some 20 ms and 19 MiB each, so only from the bounded pool.
#pragma once

#include "store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace siaga::hub {

/// Of a new hash. Kept in the database, so that it can rise with the machines: an older hash is made anew at its
/// owner's next sign-in. Default: OWASP's, 19 MiB and two passes.
struct PasswordCost {
  std::uint64_t passes = 2;
  std::uint64_t memory_kib = 19456;

  bool operator==(const PasswordCost&) const = default;
};

/// Once per process, before anything else here. Throws when the machine has no random source.
void start_sodium();

/// Throws StoreFailure.
PasswordCost password_cost(store::Database& database);
/// Two rows: the caller has a transaction open. Errors: invalid (`field` "cost") below the default or over 16 passes
/// and 1 GiB. Throws StoreFailure.
base::Result<void> set_password_cost(store::Database& database, const PasswordCost& cost);

/// Throws when there is no memory for it.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});
bool verify_password(const std::string& hash, std::string_view password);
/// Whether `hash` was made at another cost.
bool is_outdated(const std::string& hash, const PasswordCost& cost);

}  // namespace siaga::hub
