// People and units as every layer sees them. Values; no thread.
#pragma once

#include "base/id.h"

#include <string>

namespace siaga::domain {

/// What somebody may do is decided by `access.h` alone. Append only; the names are stored.
enum class Role { officer, operator_, supervisor };

/// Whose alarms a person sees: their own unit's, or (the central desk) everybody's.
enum class Scope { own_unit, all_units };

struct Unit {
  base::Id id;
  std::string name;
  std::string zone;       ///< IANA name, "Asia/Jakarta"
  std::string emergency;  ///< number to call, "112"
};

/// A person as they were at one moment. Names change; events refer to `version`, so a logbook keeps
/// the name as it was (R31) and an erased name is erased everywhere (design.md §2).
struct Person {
  base::Id id;
  base::Id version;
  base::Id unit;
  std::string name;
  std::string nrp;  ///< text: leading zeros and 18 digits exist
  std::string email;
  std::string phone;
  std::string post;  ///< "Petugas Koridor I"
  Role role = Role::officer;
  Scope scope = Scope::own_unit;
};

}  // namespace siaga::domain
