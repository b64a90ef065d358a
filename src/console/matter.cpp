#include "console/matter.h"

#include <algorithm>

namespace siaga::console {

using protocol::Event;
using protocol::EventKind;

namespace {

domain::Recording* recording_of(Matter& matter, const Event& event) {
  const auto found = std::ranges::find_if(matter.recordings,
                                          [&](const domain::Recording& one) { return one.id == event.body.recording; });
  return found == matter.recordings.end() ? nullptr : &*found;
}

void begin_recording(Matter& matter, const Event& event) {
  if (!event.body.recording || recording_of(matter, event)) return;
  domain::Recording recording;
  recording.id = *event.body.recording;
  recording.sos = event.subject;
  recording.content_type = event.body.content_type.value_or("");
  recording.file_name = event.body.file_name.value_or("");
  recording.started_at = event.at;
  recording.declared_size = event.body.declared_size;
  matter.recordings.push_back(std::move(recording));
}

void end_recording(Matter& matter, const Event& event) {
  auto* recording = recording_of(matter, event);
  if (!recording) return;
  recording->state = domain::RecordingState::finished;
  recording->size = event.body.size.value_or(recording->size);
  recording->sha256 = event.body.sha256;
}

void give_to(Matter& matter, const Event& event) {
  matter.sos.owner = event.actor;
  matter.sos.claimed_at = event.at;
  const auto* owner = person_of(event, event.body.by);
  matter.owner_name = owner ? owner->name : "";
}

void set_once(std::optional<base::Instant>& moment, base::Instant at) {
  if (!moment) moment = at;
}

const domain::Person* person_with_id(const std::vector<domain::Person>& people, const base::Id& id) {
  const auto found = std::ranges::find(people, id, &domain::Person::id);
  return found == people.end() ? nullptr : &*found;
}

}  // namespace

const domain::Person* person_of(const Event& event, const std::optional<base::Id>& version) {
  if (!version) return nullptr;
  const auto found = std::ranges::find(event.people, *version, &domain::Person::version);
  return found == event.people.end() ? nullptr : &*found;
}

Matter matter_of(const protocol::SosView& view) {
  Matter matter;
  matter.sos = view.sos;
  matter.recordings = view.recordings;
  if (const auto* reporter = person_with_id(view.people, view.sos.reporter)) matter.reporter = *reporter;
  if (view.sos.owner) {
    if (const auto* owner = person_with_id(view.people, *view.sos.owner)) matter.owner_name = owner->name;
  }
  for (const auto& event : view.timeline) add_to_timeline(matter, event);
  matter.timeline_complete = !matter.timeline.empty();
  return matter;
}

Matter matter_of_raised(const Event& event) {
  Matter matter;
  auto& sos = matter.sos;
  sos.id = event.subject;
  sos.unit = event.unit;
  sos.reporter = event.actor;
  sos.reporter_version = event.body.by.value_or(base::Id{});
  sos.received_at = event.at;
  sos.pressed_at = event.body.pressed_at.value_or(event.at);
  sos.sent_at = event.body.sent_at.value_or(event.at);
  sos.drill = event.body.drill.value_or(false);
  sos.position = event.body.position;
  sos.nearest = event.body.nearest;
  if (const auto* reporter = person_of(event, event.body.by)) matter.reporter = *reporter;
  matter.reporter.id = event.actor;
  matter.timeline = {event};
  matter.timeline_complete = true;
  return matter;
}

void fold(Matter& matter, const Event& event) {
  auto& sos = matter.sos;
  switch (event.kind) {
    case EventKind::sos_withdrawn: sos.withdrawn_at = event.at; break;
    case EventKind::sos_shown: set_once(sos.first_shown_at, event.at); break;
    case EventKind::sos_claimed:
    case EventKind::sos_taken_over: give_to(matter, event); break;
    case EventKind::sos_released:
      sos.owner.reset();
      sos.claimed_at.reset();
      matter.owner_name.clear();
      break;
    case EventKind::sos_responded: set_once(sos.responded_at, event.at); break;
    case EventKind::sos_closed:
      sos.closed_at = event.at;
      sos.outcome = event.body.outcome;
      break;
    case EventKind::recording_started: begin_recording(matter, event); break;
    case EventKind::recording_finished: end_recording(matter, event); break;
    case EventKind::recording_examined:
      if (auto* recording = recording_of(matter, event)) recording->examination = event.body.examination;
      break;
    default: break;  // notes and tracks show in the timeline alone
  }
}

bool add_to_timeline(Matter& matter, const Event& event) {
  auto& timeline = matter.timeline;
  const auto place = std::ranges::lower_bound(timeline, event.seq, {}, &Event::seq);
  if (place != timeline.end() && place->seq == event.seq) return false;
  timeline.insert(place, event);
  return true;
}

}  // namespace siaga::console
