// What an SOS and its events are called on the desk: rows of the queue, states, sentences of the timeline. Thread: UI.
#pragma once

#include "console/model.h"
#include "domain/emergency.h"
#include "ui/desk.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace siaga::ui {

/// How urgent it is: which colour its bar and figures have. Never without the words.
enum class Urgency { alarm, running, calm };
Urgency urgency_of(const console::Matter& matter);

/// "belum ditangani", "Anda", "Sari W.", "direspon · Sari W.", "ditutup".
std::string state_words(const console::Matter& matter, const Desk& desk);
/// How long it has been waiting; once answered, how long the answer took.
std::chrono::microseconds running_time(const console::Matter& matter, base::Instant now);
/// The newest position that is known: the phone's later one, or the one that came with the alarm.
std::optional<domain::Position> best_position(const domain::Sos& sos, const console::Model& model);
/// "Halte Simpang Lima · 40 m", or the coordinates where no named point is known.
std::string place_words(const domain::Position& position, const console::Model& model);
/// The same for its best position; "tanpa posisi".
std::string place_words(const domain::Sos& sos, const console::Model& model);
/// The part of a unit's name that tells it from its neighbours: "Koridor I–III".
std::string unit_words(const console::Matter& matter, const console::Model& model, bool whole);
/// What is wrong with its newest recording, short enough for a row; or nothing.
std::optional<std::string> recording_words(const console::Matter& matter);

/// What is looked into beside the queue: "Rudi Hartanto · 0:30 · tanpa suara · terbaru dari 2"; of a recording that is
/// still coming in "Rudi Hartanto · 0:30 · sampai 21:04:10", by the clock of `zone`.
std::string glance_head(const console::Matter& matter, const std::string& zone);
/// Why nothing of its newest recording can be seen yet, or ever; empty: something can.
std::string why_no_glance(const console::Matter& matter);
/// The same as `glance_head`, with what came of it, for screen readers: "…: 12 cuplikan gambar, paling keras di 00:20".
std::string glance_name(const console::Matter& matter, const std::string& zone, std::size_t pictures,
                        std::span<const std::uint8_t> loudness);

/// Pango markup of a row: name with badges, place, unit; two lines when `compact`.
std::string row_markup(const console::Matter& matter, const Desk& desk, bool compact);
/// Pango markup of the figure and the state below it.
std::string timer_markup(const console::Matter& matter, const Desk& desk);

struct EventWords {
  std::string text;
  bool is_alarm = false;   ///< drawn in the alarm's colour
  bool by_person = false;  ///< somebody's own words follow
};
/// Nothing for events that a person needn't read (positions that follow each other).
std::optional<EventWords> event_words(const protocol::Event& event, const console::Matter& matter);

/// "Darurat 112 · Polisi 110 · Ambulans 119": whom the unit calls; `first` alone where an older hub says no more.
std::string emergency_words(const domain::EmergencyNumbers& numbers, const std::string& first);

}  // namespace siaga::ui
