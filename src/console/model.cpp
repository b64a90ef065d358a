#include "console/model.h"

#include "console/chain.h"
#include "console/matter.h"
#include "domain/directory.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace siaga::console {

using protocol::Event;
using protocol::EventKind;

struct Model::Changes {
  std::vector<base::Id> arrived;  ///< in the order of the log
  std::set<base::Id> changed;
  bool mute = false;
  bool units = false;
  std::set<base::Id> cases;       ///< or applications
  std::vector<std::string> used;  ///< user IDs after their agents had left: when
  std::vector<DeadlineWarning> warned;
};

namespace {

bool passes(const Matter& matter, QueueFilter filter) {
  switch (filter) {
    case QueueFilter::unanswered: return !matter.sos.is_responded() || matter.sos.needs_owner();
    case QueueFilter::answered: return matter.sos.is_responded() && !matter.sos.needs_owner();
    case QueueFilter::all: return true;
  }
  return true;
}

/// Unowned, in hand, answered, closed.
int rank(const Matter& matter) {
  if (matter.sos.is_closed()) return 3;
  if (matter.sos.needs_owner()) return 0;
  return matter.sos.is_responded() ? 2 : 1;
}

bool stands_before(const Matter* left, const Matter* right) {
  const int ranks[] = {rank(*left), rank(*right)};
  if (ranks[0] != ranks[1]) return ranks[0] < ranks[1];
  if (left->sos.is_closed()) std::swap(left, right);  // newest first among the closed
  return std::tie(left->sos.received_at, left->sos.id) < std::tie(right->sos.received_at, right->sos.id);
}

/// Where the newer state is: an event of the feed may be older than what was fetched meanwhile, and the other way.
std::uint64_t newest_seq(const Matter& matter) { return matter.timeline.empty() ? 0 : matter.timeline.back().seq; }

/// Who looked at a recording isn't part of its SOS's timeline.
bool is_of_sos(EventKind kind) {
  return protocol::topic_of(kind) == domain::Topic::sos && kind != EventKind::recording_watched;
}

}  // namespace

Model::Model(const base::Clock& clock) : clock_(clock) {}

const Matter* Model::find(const base::Id& sos) const {
  const auto found = matters_.find(sos);
  return found == matters_.end() ? nullptr : &found->second;
}

std::vector<const Matter*> Model::queue(QueueFilter filter) const {
  std::vector<const Matter*> rows;
  for (const auto& [id, matter] : matters_)
    if (passes(matter, filter)) rows.push_back(&matter);
  std::ranges::sort(rows, stands_before);
  return rows;
}

std::size_t Model::count(QueueFilter filter) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(matters_, [&](const auto& entry) { return passes(entry.second, filter); }));
}

bool Model::may(domain::Action action) const {
  return session_ && std::ranges::find(session_->actions, action) != session_->actions.end();
}

bool Model::must_sound() const {
  if (mute_ && hub_now() < mute_->until) return false;
  return std::ranges::any_of(matters_, [](const auto& entry) { return entry.second.sos.needs_owner(); });
}

const domain::Place* Model::place(const base::Id& id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &found->second;
}

std::optional<domain::NearestPlace> Model::nearest(const domain::Position& position) const {
  std::vector<domain::Place> all;
  all.reserve(places_.size());
  for (const auto& [id, place] : places_) all.push_back(place);
  return domain::nearest_place(position, all);
}

const domain::Unit* Model::unit(const base::Id& id) const {
  const auto found = units_.find(id);
  return found == units_.end() ? nullptr : &found->second;
}

base::Id Model::unit_for(const domain::Application& application) const {
  const auto own = session_ ? session_->person.unit : base::Id{};
  if (application.unit.is_nil()) return own;
  std::vector<domain::Unit> tree;
  for (const auto& [id, unit] : units_) tree.push_back(unit);
  return domain::is_part_of(tree, own, application.unit) ? own : application.unit;
}

std::string Model::zone_of(const base::Id& id) const {
  if (const auto* known = unit(id)) return known->zone;
  return session_ ? session_->unit.zone : "UTC";
}

base::Instant Model::hub_now() const { return clock_.now() + hub_offset_; }

std::optional<domain::Position> Model::position_of(const base::Id& person) const {
  const auto found = positions_.find(person);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

void Model::forget_matters() {
  ++generation_;
  matters_.clear();
  places_.clear();
  units_.clear();
  positions_.clear();
}

void Model::apply_session(std::optional<protocol::SessionView> session) {
  session_ = std::move(session);
  session_end_.reset();
  if (!session_) forget_person();
  session_changed.emit();
}

void Model::apply_session_end(base::Error why) {
  session_.reset();
  session_end_ = std::move(why);
  forget_person();
  session_changed.emit();
}

/// The next person may have other rights: nothing of this one's view stays.
void Model::forget_person() {
  forget_matters();
  mute_.reset();
  case_counts_.reset();
  link_ = LinkStatus{};
  catching_up_ = false;
  queue_reset.emit();
  mute_changed.emit();
  case_counts_changed.emit();
  link_changed.emit();
}

void Model::apply_self(protocol::SessionView self) {
  if (!session_) return;
  self.token = std::move(session_->token);
  session_ = std::move(self);
  session_changed.emit();
}

void Model::apply_snapshot(const protocol::SnapshotView& snapshot) {
  const auto before = std::move(matters_);
  forget_matters();
  for (const auto& unit : snapshot.units) units_.insert_or_assign(unit.id, unit);
  for (const auto& place : snapshot.places) places_.insert_or_assign(place.id, place);
  std::vector<std::pair<base::Instant, base::Id>> arrived;
  for (const auto& view : snapshot.sos) {
    auto matter = matter_of(view);
    matter.timeline_complete = true;
    if (!before.contains(view.sos.id)) arrived.emplace_back(view.sos.received_at, view.sos.id);
    matters_.insert_or_assign(view.sos.id, std::move(matter));
  }
  link_.complete_to = snapshot.as_of.seq;
  queue_reset.emit();
  std::ranges::sort(arrived);
  for (const auto& [at, id] : arrived) sos_arrived.emit(id);
  cases_changed.emit({});
  units_changed.emit();
  link_changed.emit();
}

bool Model::apply_range(const protocol::RangeFrame& range) {
  if (!continues(range, link_.complete_to)) return false;
  count_for_catch_up(range);
  Changes changes;
  for (const auto& event : range.events) apply_event(event, changes);
  link_.complete_to = range.to;
  end_catch_up_if_reached();
  for (const auto& id : changes.arrived) {
    changes.changed.erase(id);
    sos_arrived.emit(id);
  }
  for (const auto& id : changes.changed) sos_changed.emit(id);
  if (changes.mute) mute_changed.emit();
  if (!changes.cases.empty()) cases_changed.emit(changes.cases);
  for (const auto& when : changes.used) used_after_leaving.emit(when);
  for (const auto& warning : changes.warned) deadline_warned.emit(warning);
  if (changes.units) units_changed.emit();
  link_changed.emit();
  return true;
}

void Model::count_for_catch_up(const protocol::RangeFrame& range) {
  if (!catching_up_) return;
  const auto missed = [&](const Event& event) { return !catch_up_to_ || event.seq <= *catch_up_to_; };
  for (const auto& event : range.events) {
    if (!missed(event)) break;
    ++link_.fetched_after_break;
    if (event.kind == EventKind::sos_raised) ++link_.alarms_after_break;
  }
  link_.fetched_after_break += range.unknown;
}

void Model::begin_catch_up() {
  catching_up_ = true;
  catch_up_to_.reset();
  link_.fetched_after_break = 0;
  link_.alarms_after_break = 0;
  link_changed.emit();
}

void Model::end_catch_up_if_reached() {
  if (catching_up_ && catch_up_to_ && link_.complete_to >= *catch_up_to_) catching_up_ = false;
}

void Model::apply_event(const Event& event, Changes& changes) {
  if (is_of_sos(event.kind)) {
    apply_sos_event(event, changes);
  } else if (event.kind == EventKind::console_muted || event.kind == EventKind::console_unmuted) {
    changes.mute |= apply_own_mute(event);
  } else if (event.kind == EventKind::unit_changed) {
    changes.units = true;
  } else if (protocol::topic_of(event.kind) == domain::Topic::user_id) {
    changes.cases.insert(event.subject);
    if (event.kind == EventKind::user_id_seen_active) changes.used.push_back(event.body.text.value_or(""));
    if (event.kind == EventKind::case_warned)
      changes.warned.push_back({event.body.warning.value_or(""), event.subject});
  }
}

void Model::apply_sos_event(const Event& event, Changes& changes) {
  if (event.kind == EventKind::sos_raised) {
    // History may have shown it a moment before the feed did; the alarm is still new to this console.
    const auto entry = matters_.try_emplace(event.subject, matter_of_raised(event)).first;
    entry->second.timeline_complete = true;
    if (event.body.position) learn_position(event.actor, *event.body.position);
    changes.arrived.push_back(event.subject);
  }
  const auto found = matters_.find(event.subject);
  if (found == matters_.end()) return;  // closed before the snapshot, and nobody has looked it up
  auto& matter = found->second;
  const bool newer = event.seq > newest_seq(matter);
  if (add_to_timeline(matter, event) && newer) fold(matter, event);
  for (const auto& position : event.body.track) learn_position(matter.sos.reporter, position);
  changes.changed.insert(event.subject);
}

bool Model::apply_own_mute(const Event& event) {
  if (event.body.console != console_name_) return false;
  if (event.kind == EventKind::console_unmuted || !event.body.until) {
    mute_.reset();
    return true;
  }
  const auto* by = person_of(event, event.body.by);
  mute_ = Mute{*event.body.until, event.body.text.value_or(""), by ? by->name : ""};
  return true;
}

void Model::apply_heartbeat(const protocol::HeartbeatFrame& heartbeat, base::Instant arrived) {
  hub_offset_ = heartbeat.at - arrived;
  link_.last_heartbeat = arrived;
  link_.storage_full = heartbeat.storage_full;
  link_.certificate_expires_at = heartbeat.certificate_expires_at;
  if (catching_up_ && !catch_up_to_) catch_up_to_ = heartbeat.seq;
  end_catch_up_if_reached();
  link_changed.emit();
}

void Model::learn_position(const base::Id& person, const domain::Position& position) {
  auto [entry, added] = positions_.try_emplace(person, position);
  if (!added && entry->second.at <= position.at) entry->second = position;
}

void Model::apply_positions(const protocol::PositionsFrame& positions) {
  std::set<base::Id> moved;
  for (const auto& entry : positions.entries) {
    learn_position(entry.person, entry.position);
    moved.insert(entry.person);
  }
  std::vector<base::Id> changed;
  for (const auto& [id, matter] : matters_)
    if (!matter.sos.is_closed() && moved.contains(matter.sos.reporter)) changed.push_back(id);
  for (const auto& id : changed) sos_changed.emit(id);
}

void Model::apply_loss(const Loss& loss) {
  const auto same = [&](const Loss& one) {
    return one.epoch == loss.epoch && one.first == loss.first && one.last == loss.last;
  };
  if (std::ranges::any_of(losses_, same)) return;
  losses_.push_back(loss);
  losses_changed.emit();
}

void Model::confirm_loss(const Loss& loss) {
  const auto confirmed = std::erase_if(losses_, [&](const Loss& one) {
    return one.epoch == loss.epoch && one.first == loss.first && one.last == loss.last;
  });
  if (confirmed > 0) losses_changed.emit();
}

void Model::apply_link(LinkStatus::State state) {
  using enum LinkStatus::State;
  if (state == broken && !link_.broken_since) {
    // A link that went quiet first was dead since its last sign of life.
    link_.broken_since = link_.state == stale && link_.last_heartbeat ? *link_.last_heartbeat : clock_.now();
  }
  if (state == connected || state == signed_out) link_.broken_since.reset();
  if (state == connected) link_.presented_fingerprint.reset();
  link_.state = state;
  link_changed.emit();
}

void Model::apply_refusal(std::string pinned, std::string presented) {
  link_.pinned_fingerprint = std::move(pinned);
  link_.presented_fingerprint = std::move(presented);
  apply_link(LinkStatus::State::refused);
}

void Model::apply_history(const protocol::SosPage& page) {
  for (const auto& view : page.items) {
    const auto known = matters_.find(view.sos.id);
    // What the feed keeps current, or what was opened in full, knows at least as much as a row of history.
    if (known != matters_.end() && known->second.timeline_complete) continue;
    auto matter = matter_of(view);
    // The feed may have brought something while the page was under way.
    if (known != matters_.end())
      for (const auto& event : known->second.timeline)
        if (add_to_timeline(matter, event)) fold(matter, event);
    matter.timeline_complete = false;
    matters_.insert_or_assign(view.sos.id, std::move(matter));
  }
  queue_reset.emit();
}

void Model::apply_details(const protocol::SosView& view) {
  auto fetched = matter_of(view);
  fetched.timeline_complete = true;
  const auto known = matters_.find(view.sos.id);
  if (known != matters_.end()) {
    auto& held = known->second;
    const auto reached = newest_seq(fetched);
    for (const auto& event : held.timeline)
      if (add_to_timeline(fetched, event) && event.seq > reached) fold(fetched, event);
  }
  matters_.insert_or_assign(view.sos.id, std::move(fetched));
  sos_changed.emit(view.sos.id);
}

void Model::apply_case_counts(const protocol::CaseCounts& counts) {
  case_counts_ = counts;
  case_counts_changed.emit();
}

}  // namespace siaga::console
