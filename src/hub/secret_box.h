// Seals what the database keeps of second factors, with a key that is in the data folder's keys/ and never in the
// database: who copies the database alone can neither make codes nor test guesses of recovery codes.
// Owner: the hub's Core. Thread: any once loaded; all calls take microseconds.
#pragma once

#include "store/data_folder.h"
#include "store/second_factor_table.h"

#include <array>
#include <string>
#include <string_view>

namespace siaga::hub {

class SecretBox {
 public:
  /// keys/second-factor (0600), made when it is missing; `in_use`: something was sealed already, which a new key won't
  /// open (logged). Errors: invalid (another size, unreadable), storage_full, internal.
  static base::Result<SecretBox> load(const store::DataFolder& folder, bool in_use);
  /// Empty: opens nothing and must not seal. Only to be replaced by a loaded one.
  SecretBox() = default;

  /// Nonce and box (XSalsa20-Poly1305) of the person and the secret: what is one person's opens for nobody else.
  store::Bytes seal(const base::Id& person, std::string_view secret) const;
  /// Errors: corrupt, field "key": sealed by another key, for another person, or damaged.
  base::Result<std::string> open(const base::Id& person, const store::Bytes& sealed) const;

  /// Keyed BLAKE2b with a fresh salt. `plain` is domain::plain_code.
  store::second_factor_table::RecoveryCode hash(std::string_view plain) const;
  bool matches(const store::second_factor_table::RecoveryCode& code, std::string_view plain) const;

 private:
  store::Bytes digest(const store::Bytes& salt, std::string_view plain) const;

  std::array<std::uint8_t, 32> key_{};
};

}  // namespace siaga::hub
