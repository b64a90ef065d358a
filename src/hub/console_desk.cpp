#include "hub/console_desk.h"

#include "domain/mute.h"
#include "hub/events.h"
#include "hub/obey.h"
#include "protocol/command.h"

namespace siaga::hub::console_desk {

using base::Result;
using domain::Action;
using protocol::EventKind;

namespace {

/// These commands change no table: the event is all.
Answer journal(Call& call, const base::Id& id, Action action, EventKind kind,
               std::function<Result<protocol::EventBody>(base::Instant now)> body_at) {
  Command command{id, call.account, kind, call.person().id};
  DecideNow decide = [kind, body_at = std::move(body_at)](store::Ledger& ledger,
                                                          const Account& by) -> Result<store::Appended> {
    auto body = body_at(ledger.now);
    if (!body) return body.error();
    body->by = by.person.version;
    return ledger.journal.append(draft({by.person.id, kind, by.person.id, by.person.unit}, *body));
  };
  const Gate gate{Gate::Kind::signed_in, action};
  return obey_now(call, std::move(command), gate, std::move(decide));
}

}  // namespace

Answer mute(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_mute_command(*body);
  if (!command) co_return command.error();
  std::function<Result<protocol::EventBody>(base::Instant)> body_at =
      [wish = *command](base::Instant now) -> Result<protocol::EventBody> {
    const auto until = domain::mute_until(wish.minutes, wish.reason, now);
    if (!until) return until.error();
    protocol::EventBody event;
    event.console = wish.console;
    event.text = wish.reason;
    event.until = *until;
    return event;
  };
  auto journaling = journal(call, command->command, Action::mute_console, EventKind::console_muted, std::move(body_at));
  co_return co_await std::move(journaling);
}

Answer unmute(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  std::function<Result<protocol::EventBody>(base::Instant)> body_at = [console = command->console](base::Instant) {
    protocol::EventBody event;
    event.console = console;
    return Result<protocol::EventBody>{event};
  };
  auto journaling =
      journal(call, command->command, Action::mute_console, EventKind::console_unmuted, std::move(body_at));
  co_return co_await std::move(journaling);
}

Answer confirm_loss(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_confirm_loss(*body);
  if (!command) co_return command.error();
  std::function<Result<protocol::EventBody>(base::Instant)> body_at = [loss = *command](base::Instant) {
    protocol::EventBody event;
    event.console = loss.console;
    event.epoch = loss.epoch;
    event.first = loss.first;
    event.last = loss.last;
    return Result<protocol::EventBody>{event};
  };
  auto journaling =
      journal(call, command->command, Action::confirm_loss, EventKind::loss_confirmed, std::move(body_at));
  co_return co_await std::move(journaling);
}

}  // namespace siaga::hub::console_desk
