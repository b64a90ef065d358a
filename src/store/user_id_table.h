// Table user_id: every user ID that ever was in an application (R39), and those that are planned.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/user_id.h"
#include "store/database.h"

#include <optional>
#include <string_view>
#include <vector>

namespace siaga::store::user_id_table {

std::optional<domain::UserId> find(Database& database, const base::Id& id);
void insert(Database& database, const domain::UserId& user_id);
void update(Database& database, const domain::UserId& user_id);

/// Somebody else's in the same application that is active or planned, by its name in any case.
std::optional<domain::UserId> of_name(Database& database, const domain::UserId& user_id);
/// The same by e-mail, which isn't "".
std::optional<domain::UserId> of_email(Database& database, const domain::UserId& user_id);

/// All of this name in an application, in any case and state but dropped: one after another may have had it.
std::vector<domain::UserId> all_of_name(Database& database, const base::Id& application, std::string_view user_name);

/// What is absent or empty doesn't narrow.
struct Search {
  std::string_view prefix{};  ///< of user name, agent or e-mail, in any case
  std::optional<base::Id> application{};
  std::optional<std::vector<base::Id>> units{};
};
/// By user name; planned ones aren't there.
std::vector<domain::UserId> search(Database& database, const Search& wish, std::size_t limit);

}  // namespace siaga::store::user_id_table
