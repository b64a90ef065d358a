// Tables user_id_case and attempt: where each case stands, and what was tried.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/user_id_case.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::store::user_id_case_table {

std::optional<domain::UserIdCase> find(Database& database, const base::Id& id);
void insert(Database& database, const domain::UserIdCase& one);
/// What can change: all but what it is about.
void update(Database& database, const domain::UserIdCase& one);

/// The one that isn't withdrawn about this user ID, the newest; a closed one, too.
std::optional<domain::UserIdCase> of_user_id(Database& database, const base::Id& user_id, domain::CaseKind kind);

/// Whether a case is about to make one in its stead.
bool is_being_replaced(Database& database, const base::Id& user_id);

/// Every case about it, withdrawn ones, too.
std::vector<base::Id> all_of_user_id(Database& database, const base::Id& user_id);
/// What was said and attached in a case, but not when and by whom (R39).
void forget_particulars(Database& database, const base::Id& one);

/// Not closed, and something may have to happen by itself: an order, a running attempt, a deadline.
std::vector<domain::UserIdCase> ticking(Database& database);

enum class Show { action, running, done, all };
struct Filter {
  Show show = Show::action;
  std::optional<domain::CaseKind> kind{};
  std::optional<base::Id> application{};
  std::optional<std::vector<base::Id>> units{};
  std::optional<base::Id> after{};  ///< behind this case; one that isn't there reads as the end
};
/// By deadline, those without one last; `done` by when they were opened, the newest first.
std::vector<domain::UserIdCase> page(Database& database, const Filter& filter, std::size_t limit);

/// In these units: cases by state, and those that nobody and nothing moves: requested ones, and those that `who` may
/// look at, where the hub can't; none of these without `who`.
struct Counts {
  std::uint64_t action = 0;
  std::uint64_t running = 0;
  std::uint64_t done = 0;
  std::uint64_t pressing = 0;
};
Counts count(Database& database, const std::optional<std::vector<base::Id>>& units, const std::optional<base::Id>& who);

/// What R36 is counted by: deactivations whose deadline was within [from, until), in order of it: those that are
/// confirmed, those that still open something and whose deadline was before `now`, and those that were withdrawn after
/// it had passed.
std::vector<domain::UserIdCase> due(Database& database, base::Instant from, base::Instant until, base::Instant now,
                                    const std::optional<std::vector<base::Id>>& units, std::size_t limit);

struct Attempt {
  std::uint32_t number = 0;
  base::Instant begun_at;
  std::optional<base::Id> by;            ///< version; nothing: the hub
  std::optional<base::Id> on_behalf_of;  ///< version
  std::optional<base::Instant> ended_at;
  bool done = false;
  std::string text;
  std::optional<base::Id> proof;
};
void begin_attempt(Database& database, const base::Id& one, const Attempt& attempt);
void end_attempt(Database& database, const base::Id& one, const Attempt& attempt);
/// Those that ended without success.
std::uint32_t count_failed(Database& database, const base::Id& one);
/// The newest `limit`, in order.
std::vector<Attempt> attempts(Database& database, const base::Id& one, std::size_t limit);

}  // namespace siaga::store::user_id_case_table
