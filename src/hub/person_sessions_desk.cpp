#include "hub/person_sessions_desk.h"

#include "hub/end_sessions.h"
#include "hub/guard.h"
#include "protocol/directory.h"
#include "protocol/view.h"

namespace siaga::hub::person_sessions_desk {

using base::Result;
using Rows = std::vector<store::session_table::Row>;

Answer list(Call& call) {
  std::function<Result<Rows>(store::Database&)> read =
      [account = call.account, id = call.id, now = call.core.clock.now()](store::Database& database) -> Result<Rows> {
    const auto person = find_to_read(database, *account, id, now);
    if (!person) return person.error();
    return store::session_table::of_person(database, person->id, now);
  };
  auto reading = on_reader<Rows>(call.core.readers, std::move(read));
  const auto rows = co_await std::move(reading);
  if (!rows) co_return rows.error();
  protocol::OwnSessions view;
  for (const auto& row : *rows)
    view.sessions.push_back(
        {row.id, row.console, row.peer, row.opened_at, row.used_at, row.expires_at, row.id == call.session->id});
  co_return json_response(200, protocol::encode(view));
}

Answer end(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto wish = protocol::decode_end_sessions(*body);
  if (!wish) co_return wish.error();
  std::function<Result<Rows>(store::Ledger&)> decide =
      [session = call.session, id = call.id, wish = *wish,
       at = call.core.clock.now()](store::Ledger& ledger) -> Result<Rows> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    const auto person = find_with_sessions(ledger.database, **by, id, at);
    if (!person) return person.error();
    return end_sessions(ledger, *person, (*by)->person.id, (*by)->person.version, wish.session, session->id);
  };
  auto deciding = on_store<Rows>(call.core.store, store::Priority::alarm, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  for (const auto& row : *ended) call.core.sessions.end(row.token_hash);
  call.core.feed.notice().notify_all();  // their feeds look, and close
  co_return no_content();
}

}  // namespace siaga::hub::person_sessions_desk
