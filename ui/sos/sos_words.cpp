#include "ui/sos/sos_words.h"

#include "base/digest.h"
#include "base/zone.h"
#include "ui/format.h"
#include "ui/player/loudness.h"
#include "ui/text.h"

#include <algorithm>

namespace siaga::ui {
namespace {

using protocol::EventKind;

/// Beyond this a named point doesn't tell where somebody is.
constexpr double farthest_m = 5000;

std::string span(const Theme& theme, std::string_view colour, const std::string& text, const std::string& more = "") {
  return fmt::format("<span foreground=\"{}\"{}>{}</span>", theme.hex(colour), more, escaped(text));
}

std::string badge(const Theme& theme, std::string_view back, std::string_view front, const std::string& text) {
  return fmt::format(" <span size=\"small\" weight=\"bold\" background=\"{}\" foreground=\"{}\">\u00a0{}\u00a0</span>",
                     theme.hex(back), theme.hex(front), escaped(text));
}

std::string name_of_version(const protocol::Event& event, const std::optional<base::Id>& version,
                            const console::Matter& matter) {
  if (version) {
    for (const auto& person : event.people)
      if (person.version == *version) return person.name;
    if (matter.reporter.version == *version) return matter.reporter.name;
  }
  if (event.actor == matter.reporter.id) return matter.reporter.name;
  return event.actor.is_nil() ? tr("the hub") : tr("somebody");
}

std::string megabytes(std::uint64_t bytes) {
  if (bytes < 100'000) return tr("{} kB", (bytes + 999) / 1000);
  return tr("{} MB", one_decimal(static_cast<double>(bytes) / 1e6));
}

EventWords finished_words(const protocol::Event& event) {
  const auto size = megabytes(event.body.size.value_or(0));
  if (event.body.abandoned.value_or(false))
    return {tr("video broke off, the phone didn't come back: {} are kept", size), true};
  if (!event.body.sha256) return {tr("video arrived whole, {}", size)};
  return {tr("video arrived whole, {}, SHA-256 {}…", size, base::to_hex(*event.body.sha256).substr(0, 8))};
}

/// Nothing of a look into what was still coming in: there are many of them, and none is a verdict.
std::optional<EventWords> examined_words(const protocol::Event& event) {
  if (event.body.examination && event.body.examination->part) return std::nullopt;
  domain::Recording recording;
  recording.examination = event.body.examination;
  if (auto trouble = recording_trouble(recording)) return EventWords{*trouble, true};
  const auto& found = recording.examination;
  if (!found || !found->duration) return EventWords{tr("video examined: readable")};
  return EventWords{tr("video examined: {}, {}", found->container, base::short_duration(*found->duration))};
}

}  // namespace

Urgency urgency_of(const console::Matter& matter) {
  if (matter.sos.needs_owner()) return Urgency::alarm;
  return matter.sos.is_responded() ? Urgency::calm : Urgency::running;
}

std::string state_words(const console::Matter& matter, const Desk& desk) {
  const auto& sos = matter.sos;
  if (sos.is_closed()) return sos.outcome ? tr("closed · {}", outcome(*sos.outcome)) : tr("closed");
  if (sos.needs_owner()) return tr("not handled yet");
  const bool mine = sos.owner && desk.is_me(*sos.owner);
  const auto owner = mine ? tr("You") : short_name(matter.owner_name);
  return sos.is_responded() ? tr("responded · {}", owner) : tr("handled · {}", owner);
}

std::chrono::microseconds running_time(const console::Matter& matter, base::Instant now) {
  const auto& sos = matter.sos;
  const auto end = sos.needs_owner()  ? now  // released after a response: it runs again
                   : sos.responded_at ? *sos.responded_at
                   : sos.closed_at    ? *sos.closed_at
                                      : now;
  return std::max(end - sos.received_at, std::chrono::microseconds{0});
}

std::optional<domain::Position> best_position(const domain::Sos& sos, const console::Model& model) {
  const auto newer = model.position_of(sos.reporter);
  if (newer && (!sos.position || newer->at > sos.position->at)) return newer;
  return sos.position;
}

std::string place_words(const domain::Position& position, const console::Model& model) {
  // A point of another town says nothing.
  if (const auto nearest = model.nearest(position); nearest && nearest->metres <= farthest_m)
    if (const auto* place = model.place(nearest->place))
      return fmt::format("{} · {}", place->name, metres(nearest->metres));
  return coordinates(position);
}

std::string place_words(const domain::Sos& sos, const console::Model& model) {
  const auto position = best_position(sos, model);
  return position ? place_words(*position, model) : tr("no position");
}

std::string unit_words(const console::Matter& matter, const console::Model& model, bool whole) {
  const auto* unit = model.unit(matter.sos.unit);
  if (!unit) return {};
  static constexpr std::string_view dash = " — ";
  const auto at = unit->name.find(dash);
  return whole || at == std::string::npos ? unit->name : unit->name.substr(at + dash.size());
}

std::optional<std::string> recording_words(const console::Matter& matter) {
  if (matter.recordings.empty()) return std::nullopt;
  const auto& newest = matter.recordings.back();
  if (newest.examination && !newest.examination->readable) return tr("recording unreadable");
  return recording_trouble(newest);
}

std::string glance_head(const console::Matter& matter, const std::string& zone) {
  auto head = matter.reporter.name;
  const auto* newest = matter.recordings.empty() ? nullptr : &matter.recordings.back();
  if (newest && newest->examination && newest->examination->readable) {
    const auto& found = *newest->examination;
    if (found.duration) head += " · " + base::short_duration(*found.duration);
    if (found.audio.empty()) head += " · " + tr("no sound");
    if (found.part) head += " · " + tr("up to {}", base::clock_time(found.part->until, zone));
  }
  if (matter.recordings.size() > 1) head += " · " + tr("newest of {}", matter.recordings.size());
  return head;
}

std::string why_no_glance(const console::Matter& matter) {
  if (matter.recordings.empty())
    return matter.sos.is_closed() ? tr("This SOS has no recording.") : tr("No video has arrived yet.");
  const auto& newest = matter.recordings.back();
  if (!newest.examination && newest.state == domain::RecordingState::growing)
    return tr("The video is still arriving. Its first pictures stand here as soon as some can be taken out of it.");
  if (!newest.examination) return tr("The hub is looking into the recording. Its pictures stand here soon.");
  const auto& found = *newest.examination;
  if (!found.readable) return recording_trouble(newest).value_or("");
  return found.posters.empty() && !found.loudness ? tr("No picture could be taken out of this recording.") : "";
}

std::string glance_name(const console::Matter& matter, const std::string& zone, std::size_t pictures,
                        std::span<const std::uint8_t> loudness) {
  auto name = glance_head(matter, zone) + ": ";
  name += tr_n("{} picture out of the recording", "{} pictures out of the recording", pictures, pictures);
  const auto& found = matter.recordings.back().examination;
  if (loudness.empty() || !found) return name;
  const auto share = loudest_share(loudness);
  if (!share) return name + ", " + tr("silent throughout");
  const auto length = found->duration.value_or(std::chrono::milliseconds{0});
  const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(length * *share);
  return name + ", " + tr("loudest at {}", media_time(at, false));
}

std::string row_markup(const console::Matter& matter, const Desk& desk, bool compact) {
  const auto& theme = desk.theme;
  const bool calm = urgency_of(matter) == Urgency::calm;
  auto text = span(theme, calm ? "text_dim" : "text", matter.reporter.name, " weight=\"bold\"");
  if (matter.sos.drill) text += badge(theme, "accent_soft", "accent_text", tr("DRILL"));
  if (matter.sos.withdrawn_at) text += badge(theme, "amber_soft", "timer", tr("WITHDRAWN"));
  text += "\n" + span(theme, "text_dim", place_words(matter.sos, desk.model));
  if (compact) return text;
  const auto trouble = recording_words(matter);
  text += "\n" +
          (trouble ? span(theme, "timer", *trouble) : span(theme, "text_dim", unit_words(matter, desk.model, false)));
  return text;
}

std::string timer_markup(const console::Matter& matter, const Desk& desk) {
  const auto urgency = urgency_of(matter);
  const auto* colour = urgency == Urgency::alarm ? "alarm" : urgency == Urgency::running ? "timer" : "text_dim";
  const auto figure = base::short_duration(running_time(matter, desk.model.hub_now()));
  auto words = state_words(matter, desk);
  if (const auto dot = words.find(" · "); dot != std::string::npos)
    words.replace(dot, 4, "\u00a0\n");  // narrow, so two lines
  // Air before the edge of the list, which GTK doesn't leave.
  return span(desk.theme, colour, figure + "\u00a0", " size=\"x-large\" weight=\"bold\" font_features=\"tnum=1\"") +
         "\n" +
         span(desk.theme,
              urgency == Urgency::alarm     ? "alarm"
              : urgency == Urgency::running ? "text"
                                            : "text_dim",
              words + "\u00a0", " size=\"small\"");
}

std::optional<EventWords> event_words(const protocol::Event& event, const console::Matter& matter) {
  const auto by = name_of_version(event, event.body.by, matter);
  const auto text = event.body.text.value_or("");
  const auto console = event.body.console.value_or(tr("a console"));
  switch (event.kind) {
    case EventKind::sos_raised: return EventWords{tr("SOS received by the hub"), true};
    case EventKind::sos_withdrawn:
      return EventWords{tr("{} withdrew it; it stays open, a withdrawal may be forced", by), true};
    case EventKind::sos_shown: return EventWords{tr("shown on {}", console)};
    case EventKind::sos_claimed: return EventWords{tr("{} claimed it on {}", by, console)};
    case EventKind::sos_released: return EventWords{tr("{} released it: nobody has it", by), true};
    case EventKind::sos_taken_over:
      return EventWords{tr("{} took it over from {}: {}", by, name_of_version(event, event.body.from, matter), text)};
    case EventKind::sos_responded: return EventWords{tr("{} responded: {}", by, text), false, true};
    case EventKind::sos_noted: return EventWords{tr("{} notes: {}", by, text), false, true};
    case EventKind::sos_closed:
      return EventWords{
          tr("{} closed it ({}): {}", by, outcome(event.body.outcome.value_or(domain::Outcome::other)), text), false,
          true};
    case EventKind::sos_track: return std::nullopt;
    case EventKind::recording_started: return EventWords{tr("video begins to arrive")};
    case EventKind::recording_finished: return finished_words(event);
    case EventKind::recording_examined: return examined_words(event);
    default: return std::nullopt;
  }
}

std::string emergency_words(const domain::EmergencyNumbers& numbers, const std::string& first) {
  if (numbers.empty()) return first.empty() ? "" : tr("Emergency: {}", first);
  std::string words;
  for (const auto& [label, number] : numbers) {
    auto one = label + " " + number;
    for (auto blank = one.find(' '); blank != std::string::npos; blank = one.find(' ', blank))
      one.replace(blank, 1, "\u00a0");
    words += (words.empty() ? "" : " · ") + one;
  }
  return words;
}

}  // namespace siaga::ui
