// Between what the store keeps and what the protocol says: drafts of events, and events as readers see them.
// Thread: that of the Database that is handed in; People belongs to one.
#pragma once

#include "protocol/event.h"
#include "store/journal.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace siaga::hub {

/// What happened, to what, where, by whom.
struct Happening {
  base::Id actor;  ///< nil: the hub itself
  protocol::EventKind kind;
  base::Id subject;
  base::Id unit;
};

/// Encodes the body and notes the versions of persons that it names.
store::EventDraft draft(const Happening& happening, const protocol::EventBody& body);

/// hub.clock_stepped, for store::Journal. `before`: what the clock would have said.
store::EventDraft clock_stepped(base::Instant before, base::Instant after);

/// Versions of persons, remembered: they never change.
class People {
 public:
  /// Null when the version is erased.
  const domain::Person* find(store::Database& database, const base::Id& version);

 private:
  std::unordered_map<base::Id, domain::Person> known_;
};

/// Its particulars were erased, by law or retention (R39). No body was ever empty: the least is {}.
bool is_erased(const store::StoredEvent& stored);
/// For whose eyes it is. Throws StoreFailure(corrupt) for a kind that this program doesn't know.
domain::Topic topic_of(const store::StoredEvent& stored);
/// With its body decoded (an erased one is empty) and its people looked up. Kinds that this program doesn't know throw
/// StoreFailure(corrupt).
protocol::Event event_of(store::Database& database, People& people, const store::StoredEvent& stored);
/// As it is sent; the body as it is stored, null when it was erased.
std::string encode(store::Database& database, People& people, const store::StoredEvent& stored);

}  // namespace siaga::hub
