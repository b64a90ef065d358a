// Events, ranges and snapshots made by hand, as a hub would send them. Thread: one.
#pragma once

#include "protocol/event.h"
#include "protocol/feed_frame.h"
#include "protocol/view.h"

#include <string>
#include <utility>
#include <vector>

namespace siaga::test {

inline base::Id id_of(std::uint8_t number) {
  base::Id id;
  id.bytes[0] = 1;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[15] = number;
  return id;
}

inline base::Instant moment(std::int64_t seconds) {
  return base::Instant{std::chrono::seconds{1'795'000'000 + seconds}};
}

/// Person number n: id 100 + n, version 150 + n.
inline domain::Person person(std::uint8_t number, std::string name) {
  domain::Person one;
  one.id = id_of(static_cast<std::uint8_t>(100 + number));
  one.version = id_of(static_cast<std::uint8_t>(150 + number));
  one.unit = id_of(200);
  one.name = std::move(name);
  one.nrp = "20190417";
  one.email = "seseorang@contoh.id";
  one.phone = "+62 811";
  one.post = "Petugas Koridor I";
  return one;
}

inline domain::Unit unit() { return {id_of(200), "Trans", "Asia/Jakarta", "112"}; }

inline protocol::Event event(std::uint64_t seq, protocol::EventKind kind, base::Id subject, const domain::Person& by) {
  protocol::Event one;
  one.seq = seq;
  one.at = moment(static_cast<std::int64_t>(seq));
  one.kind = kind;
  one.subject = subject;
  one.unit = id_of(200);
  one.actor = by.id;
  one.body.by = by.version;
  one.people = {by};
  return one;
}

inline protocol::Event raised(std::uint64_t seq, base::Id sos, const domain::Person& by = person(1, "Rudi Hartanto")) {
  auto one = event(seq, protocol::EventKind::sos_raised, sos, by);
  one.body.pressed_at = one.at - std::chrono::seconds{2};
  one.body.sent_at = one.at - std::chrono::seconds{1};
  one.body.drill = false;
  one.body.position = domain::Position{-6.9833, 110.4093, 12, one.at};
  return one;
}

inline protocol::RangeFrame range(std::uint64_t from, std::vector<protocol::Event> events) {
  protocol::RangeFrame frame;
  frame.from = from;
  frame.to = events.empty() ? from : events.back().seq;
  frame.events = std::move(events);
  return frame;
}

inline protocol::SnapshotView snapshot(std::uint64_t seq, std::vector<protocol::SosView> sos = {},
                                       std::string epoch = "e1") {
  protocol::SnapshotView view;
  view.as_of = {std::move(epoch), seq};
  view.at = moment(static_cast<std::int64_t>(seq));
  view.units = {unit()};
  view.places = {{id_of(201), id_of(200), "Halte Simpang Lima", -6.99, 110.42, 60}};
  view.sos = std::move(sos);
  return view;
}

/// What a snapshot or a look-up says of an SOS that was raised by `event` and has been left alone since.
inline protocol::SosView view_of(const protocol::Event& event) {
  protocol::SosView view;
  view.sos.id = event.subject;
  view.sos.unit = event.unit;
  view.sos.reporter = event.actor;
  view.sos.reporter_version = *event.body.by;
  view.sos.pressed_at = *event.body.pressed_at;
  view.sos.sent_at = *event.body.sent_at;
  view.sos.received_at = event.at;
  view.timeline = {event};
  view.people = event.people;
  return view;
}

inline protocol::HeartbeatFrame heartbeat(std::uint64_t seq, base::Instant at, std::string epoch = "e1") {
  return {std::move(epoch), seq, at, false};
}

inline protocol::SessionView session(const domain::Person& who = person(9, "Sari Wulandari")) {
  protocol::SessionView view;
  view.token = "token";
  view.expires_at = moment(86'400);
  view.person = who;
  view.unit = unit();
  for (std::size_t i = 0; i < domain::action_count; ++i)
    if (const auto action = static_cast<domain::Action>(i); domain::may(domain::Role::supervisor, action))
      view.actions.push_back(action);
  return view;
}

}  // namespace siaga::test
