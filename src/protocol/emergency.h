// Emergency numbers of units on the wire. A unit's own `emergency` is the first of them, for programs that know one
// alone. Commands are strict, views tolerate unknown members. Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "base/result.h"
#include "domain/emergency.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// PUT /api/v1/units/{id}/emergency-numbers {"numbers":[{"label","number"}]}
base::Result<domain::EmergencyNumbers> decode_put_numbers(std::string_view json);
std::string encode_put(const domain::EmergencyNumbers& numbers);

/// GET /api/v1/emergency-numbers {"units":[{"unit","numbers"}]}
base::Result<std::vector<domain::UnitNumbers>> decode_numbers(std::string_view json);
std::string encode_numbers(const std::vector<domain::UnitNumbers>& units);

}  // namespace siaga::protocol
