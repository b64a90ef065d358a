#include "ui/sign_in/session_limit_words.h"

#include "base/zone.h"
#include "ui/format.h"
#include "ui/text.h"

#include <algorithm>

namespace siaga::ui {
namespace {
constexpr std::chrono::minutes limit_warned_ahead{30};
}

std::optional<SessionLimitWarning> session_limit_warning(base::Instant expires_at, base::Instant now,
                                                         const std::string& zone, bool watches) {
  const auto left = expires_at - now;
  if (left > limit_warned_ahead) return std::nullopt;
  const auto minutes =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::minutes>(left).count()));
  SessionLimitWarning warning;
  warning.head = tr_n("Your session ends at {} ({} minute left)", "Your session ends at {} ({} minutes left)", minutes,
                      base::clock_time_with_zone(expires_at, zone), minutes);
  if (watches) warning.rest = tr("Then no alarms come to this desk until somebody signs in here.") + " ";
  warning.rest += tr("Sign out (Ctrl+Shift+Q) and in again at a calm moment before.");
  return warning;
}

}  // namespace siaga::ui
