#include "hub/account_desk.h"

#include "hub/events.h"
#include "hub/guard.h"
#include "hub/mail_outbox.h"
#include "hub/new_password.h"
#include "hub/own_password.h"
#include "hub/password_reset.h"
#include "protocol/account.h"
#include "protocol/event_json.h"
#include "store/look_log.h"
#include "store/person_table.h"
#include "store/reset_code_table.h"
#include "store/session_table.h"

#include <charconv>

namespace siaga::hub::account_desk {

using base::fail;
using base::Fault;
using base::Result;
using protocol::EventKind;

namespace {

using Ended = std::vector<base::Sha256>;

void journal(store::Ledger& ledger, const domain::Person& person, EventKind kind, const std::string& console) {
  protocol::EventBody body;
  body.by = person.version;
  body.console = console;
  ledger.journal.append(draft({person.id, kind, person.id, person.unit}, body));
}

/// All but `mine`.
Ended end_others(store::Ledger& ledger, const domain::Person& person, const Session& mine) {
  Ended ended;
  for (const auto& row : store::session_table::of_person(ledger.database, person.id, ledger.now)) {
    if (row.token_hash == mine.token_hash) continue;
    store::session_table::close(ledger.database, row.token_hash, ledger.now);
    journal(ledger, person, EventKind::session_closed, row.console);
    ended.push_back(row.token_hash);
  }
  return ended;
}

/// From one hash to another; whoever set it anew meanwhile, by a code or elsewhere, was first.
struct Change {
  std::string from;
  std::string to;
  bool by_mail = false;  ///< the hub sends some
};

Result<Ended> set_password(store::Ledger& ledger, const domain::Person& person, const Session& mine,
                           const Change& change) {
  auto& database = ledger.database;
  if (!store::person_table::has_hash(database, person.id, change.from))
    return fail(Fault::conflict, "the password was changed meanwhile", "password");
  store::person_table::set_password(database, person.id, change.to);
  store::reset_code_table::end_of_person(database, person.id, ledger.now);
  journal(ledger, person, EventKind::password_changed, mine.console);
  if (change.by_mail) password_reset::tell_changed(ledger, person, password_changed_at_mail(mine.console));
  return end_others(ledger, person, mine);
}

Result<std::optional<std::uint64_t>> parse_before(const net::Request& request) {
  const auto text = request.query("before");
  if (!text) return std::optional<std::uint64_t>{};
  std::uint64_t before = 0;
  const auto* end = text->data() + text->size();
  const auto [stop, code] = std::from_chars(text->data(), end, before);
  if (code != std::errc{} || stop != end || before > INT64_MAX)
    return fail(Fault::invalid, "before is the number of an event", "before");
  return std::optional{before};
}

protocol::Look::What deed_of(EventKind kind) {
  using enum protocol::Look::What;
  switch (kind) {
    case EventKind::person_changed: return changed;
    case EventKind::password_reset_requested: return code_made;
    case EventKind::second_factor_removed: return factor_removed;
    default: return viewed;
  }
}

protocol::Look view_of(store::Database& database, const store::look_log::Look& look) {
  protocol::Look view{look.seq, look.at, {}, {}, {}, {}};
  const auto kind = protocol::event_kind(look.kind).value_or(EventKind::person_viewed);
  view.what = deed_of(kind);
  const auto body = protocol::decode_body(kind, look.body);
  if (!body) return view;  // its body was erased: that somebody looked stays
  view.console = body->console.value_or("");
  const auto viewer = body->by ? store::person_table::find_version(database, *body->by) : std::nullopt;
  if (viewer) {
    view.name = viewer->name;
    view.post = viewer->post;
  }
  return view;
}

protocol::LooksPage read_looks(store::Database& database, const base::Id& person, std::optional<std::uint64_t> before,
                               std::size_t limit) {
  auto found = store::look_log::newest(database, person, before, limit + 1);
  protocol::LooksPage page;
  if (found.size() > limit) {
    found.pop_back();
    page.next = found.back().seq;
  }
  for (const auto& look : found) page.items.push_back(view_of(database, look));
  return page;
}

}  // namespace

Answer confirm(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_confirm_password(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed_down(*wait);
  auto checking = check_own_password(call, std::move(command->password));
  const auto checked = co_await std::move(checking);
  judge_guess(call, checked);
  if (!checked) co_return checked.error();
  co_return no_content();
}

Answer change_password(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_change_password(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed_down(*wait);
  auto checking = check_own_password(call, command->password);
  const auto from = co_await std::move(checking);
  judge_guess(call, from);
  if (!from) co_return from.error();
  if (command->new_password == command->password)
    co_return fail(Fault::invalid, "the new password is the old one", "password_same");
  auto& core = call.core;
  auto hashing = hash_new_password(core, std::move(command->new_password), call.person());
  auto to = co_await std::move(hashing);
  if (!to) co_return to.error();

  std::function<Result<Ended>(store::Ledger&)> decide =
      [&clock = core.clock, session = call.session,
       change = Change{*from, std::move(*to), core.mail != nullptr}](store::Ledger& ledger) -> Result<Ended> {
    const auto by = account_now(ledger, session, clock.now());
    if (!by) return by.error();
    return set_password(ledger, (*by)->person, *session, change);
  };
  auto deciding = on_store<Ended>(core.store, store::Priority::alarm, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  for (const auto& token_hash : *ended) core.sessions.end(token_hash);
  core.feed.notice().notify_all();  // their feeds look, and close
  if (core.mail != nullptr) core.mail->wake();
  co_return no_content();
}

Answer looks(Call& call) {
  const auto before = parse_before(call.request);
  if (!before) co_return before.error();
  const auto limit = parse_limit(call.request);
  if (!limit) co_return limit.error();
  using Page = protocol::LooksPage;
  std::function<Result<Page>(store::Database&)> read = [person = call.person().id, before = *before,
                                                        limit = *limit](store::Database& database) {
    return Result<Page>{read_looks(database, person, before, limit)};
  };
  auto reading = on_reader<Page>(call.core.readers, std::move(read));
  const auto page = co_await std::move(reading);
  if (!page) co_return page.error();
  co_return json_response(200, protocol::encode(*page));
}

}  // namespace siaga::hub::account_desk
