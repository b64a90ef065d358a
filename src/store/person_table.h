// Tables person and person_version: who can sign in, and how everybody was called at each time.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/person.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::store::person_table {

/// As they are today.
std::optional<domain::Person> find(Database& database, const base::Id& id);
/// As they were.
std::optional<domain::Person> find_version(Database& database, const base::Id& version);

/// For signing in (R29): an e-mail in any case, or an NRP. Who has no password, or whose account was
/// closed, isn't found.
struct Login {
  domain::Person person;
  std::string password_hash;
};
std::optional<Login> find_login(Database& database, std::string_view login);

/// Whose e-mail it is, in any case (R30); who has no password yet sets the first one so.
std::optional<domain::Person> find_by_email(Database& database, std::string_view email);
/// By e-mail or NRP, with or without a password.
std::optional<domain::Person> find_by_login(Database& database, std::string_view login);
/// Whether it is still the one, and the account isn't closed.
bool has_hash(Database& database, const base::Id& person, std::string_view password_hash);

/// A new person with their first version. E-mail and NRP must be nobody else's (StoreFailure); empty means none.
void insert(Database& database, const domain::Person& person, const std::optional<std::string>& password_hash,
            base::Instant since);
/// Nothing when this person can't sign in.
std::optional<std::string> password_hash(Database& database, const base::Id& person);
/// A new version of somebody who is known. E-mail and NRP as above.
void change(Database& database, const domain::Person& person, base::Instant since);
/// False: they can't sign in (yet).
bool has_password(Database& database, const base::Id& person);
/// Whether an e-mail (in any case) or NRP is somebody else's.
bool is_taken(Database& database, const domain::Person& person);

/// What is absent or empty doesn't narrow.
struct Search {
  std::string text;                            ///< in a name, e-mail or NRP
  std::optional<std::vector<base::Id>> units;  ///< where they belong today
  std::optional<base::Id> after;               ///< behind this person, by name
};
/// By name. An `after` that isn't there reads as the end: an empty page.
std::vector<domain::Person> page(Database& database, const Search& search, std::size_t limit);
void set_password(Database& database, const base::Id& person, std::string_view password_hash);
/// The same password under another hash; nothing happens when the password was changed meanwhile.
void replace_hash(Database& database, const base::Id& person, std::string_view old_hash, std::string_view new_hash);
bool any(Database& database);

}  // namespace siaga::store::person_table
