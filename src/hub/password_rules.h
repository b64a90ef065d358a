// What a new password must be (NIST SP 800-63B §3.1.1.2): long and not known to everybody. No composition rules.
// Owner: whoever sets passwords. Thread: any; constant once made.
#pragma once

#include "domain/person.h"

#include "base/result.h"

#include <filesystem>
#include <string>
#include <unordered_set>

namespace siaga::hub {

class PasswordRules {
 public:
  static constexpr std::size_t fewest_characters = 10;
  static constexpr std::size_t most_bytes = 1024;  ///< so that nobody has the hub digest a book

  /// `common`: a password a line, in lower case. `own`: words that everybody here would think of, the organisation's
  /// name, its vehicles, its places, one a line; it may be absent. Errors: those of reading the files.
  static base::Result<PasswordRules> load(const std::filesystem::path& common, const std::filesystem::path& own);
  /// The list that comes with the hub, and DATA/own-words.txt.
  static base::Result<PasswordRules> load_for(const std::filesystem::path& data);

  /// Errors: invalid, `field` says why: "password_short", "password_long", "password_common", "password_login" (the
  /// person's own e-mail or NRP), "password_own_word" (one of the organisation's words with no more than digits and
  /// signs around it, ASVS 6.1.2).
  base::Result<void> check(const std::string& password, const domain::Person& person) const;

 private:
  std::unordered_set<std::string> common_;
  std::unordered_set<std::string> own_;
};

}  // namespace siaga::hub
