#include "hub/sos_desk.h"

#include "hub/guard.h"
#include "hub/obey.h"
#include "hub/sos_views.h"
#include "protocol/command.h"
#include "store/person_table.h"
#include "store/position_table.h"
#include "store/sos_table.h"

namespace siaga::hub::sos_desk {

using base::fail;
using base::Fault;
using base::Result;
using protocol::EventKind;

namespace {

struct Raised {
  protocol::SosStatus status;
  bool is_new = false;
};

Result<Raised> keep_alarm(store::Ledger& ledger, const domain::RaiseSos& command, const domain::Person& reporter,
                          std::span<const domain::Place> places) {
  if (const auto known = store::sos_table::find(ledger.database, command.id)) {
    if (known->reporter == reporter.id) return Raised{sos_views::status_of(ledger.database, *known), false};
    return fail(Fault::conflict, "this id belongs to another alarm", "id");
  }
  std::optional<domain::NearestPlace> nearest;
  if (command.position && domain::check(*command.position)) nearest = domain::nearest_place(*command.position, places);
  const auto sos = domain::raise(command, reporter, nearest, ledger.now);
  if (!sos) return sos.error();
  protocol::EventBody body;
  body.by = reporter.version;
  body.pressed_at = sos->pressed_at;
  body.sent_at = sos->sent_at;
  body.drill = sos->drill;
  body.position = sos->position;
  body.nearest = sos->nearest;
  const auto written = ledger.journal.append(draft({reporter.id, EventKind::sos_raised, sos->id, sos->unit}, body));
  store::sos_table::insert(ledger.database, *sos, written.seq);
  if (sos->position) store::position_table::report(ledger.database, reporter.id, *sos->position);
  return Raised{sos_views::status_of(ledger.database, *sos), true};
}

/// How one kind of command changes an SOS: who may, what is decided, what is added to the event's body.
struct Change {
  std::optional<domain::Action> action = domain::Action::handle_sos;  ///< nothing: its reporter alone may
  std::function<Result<domain::Sos>(store::Ledger&, domain::Sos, protocol::EventBody&)> decide;
};

Result<store::Appended> apply(store::Ledger& ledger, const Account& by, const Command& command, const Change& change) {
  auto sos = change.action ? sos_for_desk(ledger.database, by, command.subject, *change.action)
                           : sos_of_reporter(ledger.database, by.person, command.subject);
  if (!sos) return sos.error();
  protocol::EventBody body;
  body.by = by.person.version;
  const auto changed = change.decide(ledger, std::move(*sos), body);
  if (!changed) return changed.error();
  store::sos_table::update(ledger.database, *changed);
  return ledger.journal.append(draft({by.person.id, command.kind, command.subject, changed->unit}, body));
}

Answer obey_change(Call& call, const base::Id& id, EventKind kind, Change change) {
  Command command{id, call.account, kind, call.id};
  // A reporter's side stays open without a second factor, as its routes do.
  const Gate gate{change.action ? Gate::Kind::signed_in : Gate::Kind::enrolling, {}};
  DecideNow decide = [command, change = std::move(change)](store::Ledger& ledger, const Account& by) {
    return apply(ledger, by, command, change);
  };
  return obey_now(call, std::move(command), gate, std::move(decide));
}

using Plain = Result<domain::Sos> (*)(domain::Sos, const base::Id&, base::Instant);

/// claim, release, withdraw: who and when is all.
Answer plain_change(Call& call, EventKind kind, Plain decide, std::optional<domain::Action> action) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  Change change;
  change.action = action;
  change.decide = [decide, who = call.person().id, console = command->console](store::Ledger& ledger, domain::Sos sos,
                                                                               protocol::EventBody& event) {
    event.console = console;
    return decide(std::move(sos), who, ledger.now);
  };
  auto obeying = obey_change(call, command->command, kind, std::move(change));
  co_return co_await std::move(obeying);
}

/// respond, note, take-over: with a text.
using Said =
    std::function<Result<domain::Sos>(store::Ledger&, domain::Sos, const protocol::TextCommand&, protocol::EventBody&)>;
Answer text_change(Call& call, EventKind kind, Said decide, domain::Action action = domain::Action::handle_sos) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_text_command(*body);
  if (!command) co_return command.error();
  Change change;
  change.action = action;
  change.decide = [decide = std::move(decide), said = *command](store::Ledger& ledger, domain::Sos sos,
                                                                protocol::EventBody& event) {
    event.console = said.console;
    event.text = said.text;
    return decide(ledger, std::move(sos), said, event);
  };
  auto obeying = obey_change(call, command->command, kind, std::move(change));
  co_return co_await std::move(obeying);
}

}  // namespace

Answer raise(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_raise_sos(call.id, *body);
  if (!command) co_return command.error();
  std::function<Result<Raised>(store::Ledger&)> decide = [command = *command, person = call.person(),
                                                          &places = call.core.places](store::Ledger& ledger) {
    return keep_alarm(ledger, command, person, places);
  };
  auto deciding = on_store<Raised>(call.core.store, store::Priority::alarm, std::move(decide));
  const auto raised = co_await std::move(deciding);
  if (!raised) co_return raised.error();
  if (raised->is_new && command->position)
    call.core.feed.report(call.person().id, call.person().unit, *command->position);
  co_return json_response(raised->is_new ? 201 : 200, protocol::encode(raised->status));
}

Answer withdraw(Call& call) { return plain_change(call, EventKind::sos_withdrawn, &domain::withdraw, {}); }
Answer claim(Call& call) {
  return plain_change(call, EventKind::sos_claimed, &domain::claim, domain::Action::handle_sos);
}
Answer release(Call& call) {
  return plain_change(call, EventKind::sos_released, &domain::release, domain::Action::handle_sos);
}

Answer shown(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto plain = protocol::decode_plain_command(*body);
  if (!plain) co_return plain.error();
  Command command{plain->command, call.account, EventKind::sos_shown, call.id};
  Change change;
  change.decide = [console = plain->console](store::Ledger& ledger, domain::Sos sos, protocol::EventBody& event) {
    event.console = console;
    return domain::show(std::move(sos), ledger.now);
  };
  DecideNow decide = [command, change = std::move(change)](store::Ledger& ledger,
                                                           const Account& by) -> Result<store::Appended> {
    const auto sos = sos_for_desk(ledger.database, by, command.subject, domain::Action::handle_sos);
    if (!sos) return sos.error();
    if (sos->first_shown_at)  // the first console counts; the others get its receipt
      if (const auto first = store::find_event(ledger.database, sos->id, protocol::name_of(command.kind)))
        return *first;
    return apply(ledger, by, command, change);
  };
  auto obeying = obey_now(call, command, {}, std::move(decide));
  co_return co_await std::move(obeying);
}

Answer take_over(Call& call) {
  Said decide = [who = call.person().id](store::Ledger& ledger, domain::Sos sos, const protocol::TextCommand& said,
                                         protocol::EventBody& event) -> Result<domain::Sos> {
    if (sos.owner)
      if (const auto owner = store::person_table::find(ledger.database, *sos.owner)) event.from = owner->version;
    return domain::take_over(std::move(sos), who, said.text, ledger.now);
  };
  return text_change(call, EventKind::sos_taken_over, std::move(decide), domain::Action::take_over_sos);
}

Answer respond(Call& call) {
  Said decide = [who = call.person().id](store::Ledger& ledger, domain::Sos sos, const protocol::TextCommand& said,
                                         protocol::EventBody&) {
    auto changed = domain::respond(std::move(sos), who, said.text, ledger.now);
    if (changed) store::sos_table::set_response(ledger.database, changed->id, said.text);
    return changed;
  };
  return text_change(call, EventKind::sos_responded, std::move(decide));
}

Answer note(Call& call) {
  Said decide = [](store::Ledger&, domain::Sos sos, const protocol::TextCommand& said, protocol::EventBody&) {
    return domain::note(std::move(sos), said.text);
  };
  return text_change(call, EventKind::sos_noted, std::move(decide));
}

Answer close(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_close_command(*body);
  if (!command) co_return command.error();
  Change change;
  change.decide = [said = *command, who = call.person().id](store::Ledger& ledger, domain::Sos sos,
                                                            protocol::EventBody& event) {
    event.outcome = said.outcome;
    event.text = said.text;
    return domain::close(std::move(sos), who, said.outcome, said.text, ledger.now);
  };
  auto obeying = obey_change(call, command->command, EventKind::sos_closed, std::move(change));
  co_return co_await std::move(obeying);
}

}  // namespace siaga::hub::sos_desk
