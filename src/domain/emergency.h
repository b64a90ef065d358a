// Whom a unit calls in an emergency: several numbers, each with what it is called. Pure; any thread.
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::domain {

struct EmergencyNumber {
  std::string label;   ///< "Polisi"
  std::string number;  ///< as it is dialled: "110"

  friend bool operator==(const EmergencyNumber&, const EmergencyNumber&) = default;
};
using EmergencyNumbers = std::vector<EmergencyNumber>;  ///< the first is the one that older programs know

struct UnitNumbers {
  base::Id unit;
  EmergencyNumbers numbers;
};

/// What a unit has whom nobody gave numbers: 112 for everything, 110 the police, 119 an ambulance. `first`: its one
/// number from before there were several.
EmergencyNumbers usual_numbers(std::string_view first);

/// An older program has changed the one number that it knows: another of them is the first now, or the first changes.
EmergencyNumbers with_first(EmergencyNumbers numbers, std::string_view first);

/// One to eight, each with a label of 1–40 characters and up to 32 that can be dialled.
/// Errors: invalid, `field` "emergency_numbers".
base::Result<void> check_numbers(std::span<const EmergencyNumber> numbers);

}  // namespace siaga::domain
