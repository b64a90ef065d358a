// Passwords: Argon2id as libsodium writes it ("$argon2id$v=19$m=19456,t=2,p=1$…"), 19 MiB and two passes (OWASP).
// Thread: any; each call takes some 20 ms and 19 MiB, so only from the bounded pool.
#pragma once

#include <string>
#include <string_view>

namespace siaga::hub {

/// Once per process, before anything else here. Throws when the machine has no random source.
void start_sodium();

std::string hash_password(std::string_view password);
bool verify_password(const std::string& hash, std::string_view password);

/// A hash that nobody's password has: verifying against it takes an unknown user as long as a known one.
const std::string& nobodys_hash();

}  // namespace siaga::hub
