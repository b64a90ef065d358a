// Tables finding and finding_user: where an application and the logbook differ, and what became of it.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/reconciliation.h"
#include "domain/user_id.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::store::finding_table {

struct Row {
  domain::Finding finding;
  base::Id application;
  base::Id unit;  ///< nil: everybody's
  base::Instant opened_at;
  std::optional<base::Instant> ended_at{};
  std::optional<base::Id> accepted_by{};  ///< version
  std::optional<base::Instant> accepted_at{};
  std::string reason{};
  std::optional<base::Id> of_case{};
};

std::optional<Row> find(Database& database, const base::Id& id);
/// A new one, or one that was over and is found again: nothing is accepted then.
void open(Database& database, const Row& row);
/// That of which can change: ended, accepted, its case.
void update(Database& database, const Row& row);

/// Identities of those that aren't over.
std::vector<base::Id> standing(Database& database, const base::Id& application);

/// Takes away what findings say of a user ID that is disposed of (R39), also those of users with its name in its
/// application, unless `name_is_others`: somebody else has had that name. That they were stays.
void forget_particulars(Database& database, const domain::UserId& user_id, bool name_is_others);

/// open: neither accepted, nor in a case's care, nor over.
enum class Show { open, accepted, all };
struct Filter {
  Show show = Show::open;
  std::optional<std::vector<base::Id>> units{};  ///< everybody's are always there
  std::optional<base::Id> after{};               ///< behind this one; one that isn't there reads as the end
};
/// The newest first.
std::vector<Row> page(Database& database, const Filter& filter, std::size_t limit);
std::uint64_t count_open(Database& database, const std::optional<std::vector<base::Id>>& units);

}  // namespace siaga::store::finding_table
