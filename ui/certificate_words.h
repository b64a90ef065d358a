// How a console warns that the hub's certificate comes to its end. Thread: UI.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>

namespace siaga::ui {

struct CertificateWarning {
  std::string head;
  std::string rest;     ///< what it means and what to do
  bool urgent = false;  ///< the last day has come, or is over
};

/// Nothing while there are more than 21 days left. `now` is the hub's clock; the day is `zone`'s.
std::optional<CertificateWarning> certificate_warning(base::Instant expires_at, base::Instant now,
                                                      const std::string& zone);

}  // namespace siaga::ui
