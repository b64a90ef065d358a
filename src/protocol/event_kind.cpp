#include "protocol/event_kind.h"

#include <array>

namespace siaga::protocol {

namespace {
// In the order of the enumeration.
constexpr std::array<std::string_view, 20> names{
    "hub.started",        "hub.clock_stepped",  "session.opened", "session.closed",  "sos.raised",
    "sos.withdrawn",      "sos.shown",          "sos.claimed",    "sos.released",    "sos.taken_over",
    "sos.responded",      "sos.noted",          "sos.closed",     "sos.track",       "recording.started",
    "recording.finished", "recording.examined", "console.muted",  "console.unmuted", "loss.confirmed"};
static_assert(names.size() == static_cast<std::size_t>(EventKind::loss_confirmed) + 1);
}  // namespace

std::string_view name_of(EventKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::optional<EventKind> event_kind(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<EventKind>(i);
  return std::nullopt;
}

}  // namespace siaga::protocol
