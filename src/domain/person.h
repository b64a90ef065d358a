// People and units as every layer sees them. Values; no thread.
#pragma once

#include "base/id.h"

#include <optional>
#include <string>

namespace siaga::domain {

struct Unit {
  base::Id id;
  std::string name;
  std::string zone;                  ///< IANA name, "Asia/Jakarta"
  std::string emergency;             ///< number to call, "112"
  std::optional<base::Id> parent{};  ///< the unit that it is a part of
};

/// A person as they were at one moment. Names change; events refer to `version`, so a logbook keeps
/// the name as it was (R31) and an erased name is erased everywhere (design.md §2). What they may do: access.h.
struct Person {
  base::Id id;
  base::Id version;
  base::Id unit;
  std::string name;
  std::string nrp;  ///< text: leading zeros and 18 digits exist
  std::string email;
  std::string phone;
  std::string post;  ///< "Petugas Koridor I"
};

}  // namespace siaga::domain
