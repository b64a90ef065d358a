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

  /// `common`: a password a line, in lower case. Errors: those of reading the file.
  static base::Result<PasswordRules> load(const std::filesystem::path& common);

  /// Errors: invalid, `field` is "password": too short, too long, a common one, or the person's own e-mail or NRP.
  base::Result<void> check(const std::string& password, const domain::Person& person) const;

 private:
  std::unordered_set<std::string> common_;
};

}  // namespace siaga::hub
