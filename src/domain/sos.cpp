#include "domain/sos.h"

#include <algorithm>

namespace siaga::domain {

using base::fail;
using base::Fault;

namespace {

base::Result<void> check_open(const Sos& sos) {
  if (sos.is_closed()) return fail(Fault::conflict, "the SOS is closed", "closed");
  return {};
}

base::Result<void> check_owner(const Sos& sos, const base::Id& who) {
  if (auto open = check_open(sos); !open) return open;
  if (!sos.owner) return fail(Fault::conflict, "nobody has claimed the SOS yet", "unowned");
  if (*sos.owner != who) return fail(Fault::conflict, "somebody else handles the SOS", "owner");
  return {};
}

}  // namespace

base::Result<void> check_text(std::string_view text, std::string_view field) {
  const bool blank = std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  if (blank) return fail(Fault::invalid, "a text is required", std::string{field});
  if (text.size() > longest_text) return fail(Fault::invalid, "the text is too long", std::string{field});
  return {};
}

base::Result<Sos> raise(const RaiseSos& command, const Person& reporter, std::optional<NearestPlace> nearest,
                        base::Instant now) {
  if (command.position) {
    if (auto checked = check(*command.position); !checked) {
      auto error = checked.error();
      error.field = "/position" + error.field;
      return error;
    }
  }
  Sos sos;
  sos.id = command.id;
  sos.unit = reporter.unit;
  sos.reporter = reporter.id;
  sos.reporter_version = reporter.version;
  sos.pressed_at = command.pressed_at;
  sos.sent_at = command.sent_at;
  sos.received_at = now;
  sos.drill = command.drill;
  sos.position = command.position;
  sos.nearest = nearest;
  return sos;
}

base::Result<Sos> withdraw(Sos sos, const base::Id& who, base::Instant now) {
  if (sos.reporter != who) return fail(Fault::forbidden, "only the reporter withdraws an SOS");
  if (auto open = check_open(sos); !open) return open.error();
  if (sos.withdrawn_at) return fail(Fault::conflict, "the SOS was withdrawn already", "withdrawn");
  sos.withdrawn_at = now;  // R2: it stays on the desk; a withdrawal may be forced
  return sos;
}

base::Result<Sos> claim(Sos sos, const base::Id& who, base::Instant now) {
  if (auto open = check_open(sos); !open) return open.error();
  if (sos.owner)
    return fail(Fault::conflict, *sos.owner == who ? "you handle it already" : "somebody else was first", "owner");
  sos.owner = who;
  sos.claimed_at = now;
  return sos;
}

base::Result<Sos> release(Sos sos, const base::Id& who, base::Instant) {
  if (auto owner = check_owner(sos, who); !owner) return owner.error();
  sos.owner.reset();
  sos.claimed_at.reset();
  return sos;
}

base::Result<Sos> take_over(Sos sos, const base::Id& who, std::string_view reason, base::Instant now) {
  if (auto open = check_open(sos); !open) return open.error();
  if (!sos.owner) return fail(Fault::conflict, "nobody has claimed the SOS yet", "unowned");
  if (*sos.owner == who) return fail(Fault::conflict, "you handle it already", "owner");
  if (auto text = check_text(reason, "/reason"); !text) return text.error();
  sos.owner = who;
  sos.claimed_at = now;
  return sos;
}

base::Result<Sos> respond(Sos sos, const base::Id& who, std::string_view text, base::Instant now) {
  if (auto owner = check_owner(sos, who); !owner) return owner.error();
  if (auto checked = check_text(text, "/text"); !checked) return checked.error();
  if (!sos.responded_at) sos.responded_at = now;
  return sos;
}

base::Result<Sos> note(Sos sos, std::string_view text) {
  if (auto checked = check_text(text, "/text"); !checked) return checked.error();
  return sos;
}

base::Result<Sos> close(Sos sos, const base::Id& who, Outcome outcome, std::string_view report, base::Instant now) {
  if (auto owner = check_owner(sos, who); !owner) return owner.error();
  if (auto checked = check_text(report, "/text"); !checked) return checked.error();
  sos.closed_at = now;
  sos.outcome = outcome;
  return sos;
}

base::Result<Sos> show(Sos sos, base::Instant now) {
  if (!sos.first_shown_at) sos.first_shown_at = now;
  return sos;
}

}  // namespace siaga::domain
