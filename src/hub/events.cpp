#include "hub/events.h"

#include "protocol/event_json.h"
#include "store/person_table.h"

namespace siaga::hub {

namespace {

constexpr std::size_t most_known = 20'000;

protocol::EventKind kind_of(const store::StoredEvent& stored) {
  const auto kind = protocol::event_kind(stored.draft.kind);
  if (!kind) throw store::StoreFailure(base::Fault::corrupt, "an unknown kind in the journal: " + stored.draft.kind);
  return *kind;
}

protocol::Event head_of(store::Database& database, People& people, const store::StoredEvent& stored) {
  protocol::Event event;
  event.seq = stored.seq;
  event.at = stored.at;
  event.actor = stored.draft.actor;
  event.on_behalf_of = stored.draft.on_behalf_of;
  event.kind = kind_of(stored);
  event.subject = stored.draft.subject;
  event.unit = stored.draft.unit;
  for (const auto& version : stored.draft.people)
    if (const auto* person = people.find(database, version)) event.people.push_back(*person);
  return event;
}

}  // namespace

store::EventDraft draft(const Happening& happening, const protocol::EventBody& body) {
  store::EventDraft made;
  made.actor = happening.actor;
  made.kind = protocol::name_of(happening.kind);
  made.subject = happening.subject;
  made.unit = happening.unit;
  made.body = protocol::encode_body(happening.kind, body);
  if (body.by) made.people.push_back(*body.by);
  if (body.from) made.people.push_back(*body.from);
  if (body.as) made.people.push_back(*body.as);
  return made;
}

store::EventDraft clock_stepped(base::Instant before, base::Instant after) {
  protocol::EventBody body;
  body.clock_before = before;
  body.clock_after = after;
  return draft({{}, protocol::EventKind::hub_clock_stepped, {}, {}}, body);
}

const domain::Person* People::find(store::Database& database, const base::Id& version) {
  if (const auto known = known_.find(version); known != known_.end()) return &known->second;
  const auto person = store::person_table::find_version(database, version);
  if (!person) return nullptr;
  if (known_.size() >= most_known) known_.clear();
  return &known_.emplace(version, *person).first->second;
}

bool is_erased(const store::StoredEvent& stored) { return stored.draft.body.empty(); }

domain::Topic topic_of(const store::StoredEvent& stored) { return protocol::topic_of(kind_of(stored)); }

protocol::Event event_of(store::Database& database, People& people, const store::StoredEvent& stored) {
  auto event = head_of(database, people, stored);
  if (is_erased(stored)) return event;
  auto body = protocol::decode_body(event.kind, stored.draft.body);
  if (!body)
    throw store::StoreFailure(base::Fault::corrupt, "a body in the journal can't be read: " + body.error().detail);
  event.body = std::move(*body);
  return event;
}

std::string encode(store::Database& database, People& people, const store::StoredEvent& stored) {
  return protocol::encode_event(head_of(database, people, stored), is_erased(stored) ? "null" : stored.draft.body);
}

}  // namespace siaga::hub
