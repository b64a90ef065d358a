#include "domain/mute.h"

#include "domain/sos.h"

namespace siaga::domain {

base::Result<base::Instant> mute_until(std::chrono::minutes length, std::string_view reason, base::Instant now) {
  if (length < std::chrono::minutes{1} || length > longest_mute)
    return base::fail(base::Fault::invalid, "a mute lasts 1 to 30 minutes", "/minutes");
  if (auto checked = check_text(reason, "/reason"); !checked) return checked.error();
  return now + length;
}

}  // namespace siaga::domain
