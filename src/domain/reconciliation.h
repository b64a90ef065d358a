// An application's users held against the logbook and the people: whose user ID nobody answers for, which one works on
// after its agent left, who has two (issue "User IDs", field.md 10). Pure: it is handed everything, also the time.
// Thread: any. Cost: a few hundred bytes and a look-up a user.
//
// A finding has an identity made of what was found: the same state is the same finding, every night, so that one that
// was accepted with a reason stays away until something about it changes.
#pragma once

#include "base/id.h"
#include "domain/application_user.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::domain {

/// A user ID as the logbook knows it.
struct ListedUserId {
  base::Id id;
  std::string user_name;
  std::string application_id{};            ///< what the application calls it; empty: not known yet
  std::optional<base::Id> person{};        ///< whose it is
  std::optional<base::Instant> left_at{};  ///< when their last working day was over: 24:00 there (R36)
  bool closed = false;                     ///< the logbook says that it is inactive
  bool planned = false;                    ///< to be made: whoever has this name there already is somebody else
  bool orphan = false;                     ///< nobody's: listed when that was accepted; it is found as it was before
};

/// Somebody who may hold a user ID.
struct Holder {
  base::Id person;
  std::string email;                       ///< empty: none
  std::optional<base::Instant> left_at{};  ///< as above
};

/// Append only; the names are stored.
enum class FindingKind {
  orphan,                ///< active, and neither the logbook nor the people know it, or only as one that is to be made
  active_after_leaving,  ///< active, and its person's last working day is over
  reactivated,           ///< active, and the logbook says that it was deactivated
  duplicate,             ///< several active user IDs of one person
  seen_active,           ///< was used after the last working day: an alarm to the team leader
};
inline constexpr std::size_t finding_kind_count = 5;
std::string_view name_of(FindingKind kind);  // orphan, active_after_leaving …
/// Nothing for a name that is none of these.
std::optional<FindingKind> finding_kind(std::string_view name);

struct Finding {
  base::Id id;  ///< its identity: the same for the same state of the same users
  FindingKind kind = FindingKind::orphan;
  std::vector<ApplicationUser> users;  ///< one; of a duplicate all, by user name
  std::optional<base::Id> user_id{};   ///< the logbook's, where it has one
  std::optional<base::Id> person{};
  std::optional<base::Instant> left_at{};

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// A user that the logbook doesn't have, whose person is known by the e-mail: to be listed (R39).
struct Unlisted {
  ApplicationUser user;
  base::Id person;

  friend bool operator==(const Unlisted&, const Unlisted&) = default;
};

struct Reconciliation {
  std::vector<Finding> findings;  ///< in the order of their users
  std::vector<Unlisted> unlisted;
};

/// `users`: all of one application, `listed`: the logbook's of the same one. A user is told by the application's own
/// id, else by the user name, else by a person's e-mail; names and addresses without regard to ASCII capitals.
Reconciliation reconcile(const base::Id& application, std::span<const ApplicationUser> users,
                         std::span<const ListedUserId> listed, std::span<const Holder> people, base::Instant now);

/// Those of `found` that are new: `known` are the identities of findings that are open or were accepted.
std::vector<Finding> new_findings(std::vector<Finding> found, std::span<const base::Id> known);
/// Those of `known`, open or accepted, that aren't found any more: what they told is over. An acceptance ends with it:
/// should it come again, it is new.
std::vector<base::Id> gone_findings(std::span<const base::Id> known, std::span<const Finding> found);

}  // namespace siaga::domain
