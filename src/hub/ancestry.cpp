#include "hub/ancestry.h"

#include "protocol/event_json.h"
#include "store/journal.h"

#include <algorithm>

namespace siaga::hub {

std::vector<Ancestor> ancestors(store::Database& database) {
  std::vector<Ancestor> found;
  for (const auto& event : store::read_about(database, {})) {
    if (event.draft.kind != protocol::name_of(protocol::EventKind::hub_restored)) continue;
    const auto body = protocol::decode_body(protocol::EventKind::hub_restored, event.draft.body);
    if (!body) throw store::StoreFailure(base::Fault::corrupt, "hub.restored can't be read: " + body.error().detail);
    found.push_back({body->epoch.value_or(""), body->last.value_or(0)});
  }
  return found;
}

std::optional<std::uint64_t> shared_up_to(const std::vector<Ancestor>& ancestors, std::string_view epoch) {
  const auto known = std::ranges::find(ancestors, epoch, &Ancestor::epoch);
  if (known == ancestors.end()) return std::nullopt;
  // A later restore may have gone back further.
  return std::ranges::min_element(known, ancestors.end(), {}, &Ancestor::last)->last;
}

}  // namespace siaga::hub
