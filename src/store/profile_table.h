// Tables profile and photo: what of a person stands beside their name.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace siaga::store::profile_table {

/// "1985-06-30".
std::optional<std::string> born(Database& database, const base::Id& person);
/// Nothing: not said.
void set_born(Database& database, const base::Id& person, std::optional<std::string_view> born);

struct Photo {
  std::string content_type;
  std::string bytes;
};
std::optional<Photo> photo(Database& database, const base::Id& person);
std::optional<base::Instant> photo_since(Database& database, const base::Id& person);
/// In place of an earlier one.
void set_photo(Database& database, const base::Id& person, const Photo& photo, base::Instant since);
/// True when there was one.
bool remove_photo(Database& database, const base::Id& person);

}  // namespace siaga::store::profile_table
