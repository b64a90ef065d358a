#include "hub/move_desk.h"

#include "hub/guard.h"
#include "hub/person_move.h"

namespace siaga::hub::move_desk {

using base::Result;
using directory_changes::Kept;

namespace {

using MoveDecision = std::function<Result<Kept>(store::Ledger&, const Account&, base::Instant at)>;

/// Decided by what somebody may do by then.
asio::awaitable<Result<Kept>> decide_move(Call& call, MoveDecision decide) {
  std::function<Result<Kept>(store::Ledger&)> job = [session = call.session, at = call.core.clock.now(),
                                                     decide =
                                                         std::move(decide)](store::Ledger& ledger) -> Result<Kept> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return decide(ledger, **by, at);
  };
  auto deciding = on_store<Kept>(call.core.store, store::Priority::normal, std::move(job));
  co_return co_await std::move(deciding);
}

}  // namespace

Answer plan(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto wish = protocol::decode_put_move(call.id, *body);
  if (!wish) co_return wish.error();
  MoveDecision decide = [wish = *wish](store::Ledger& ledger, const Account& by, base::Instant at) {
    const domain::PersonMove move{wish.id, wish.person, wish.unit, {}, {}};
    return plan_move(ledger, directory_changes::Doer{by}, move, wish.day, at);
  };
  auto deciding = decide_move(call, std::move(decide));
  auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  co_return json_response(kept->is_new ? 201 : 200, std::move(kept->body));
}

Answer drop(Call& call) {
  MoveDecision decide = [id = call.id](store::Ledger& ledger, const Account& by, base::Instant) -> Result<Kept> {
    if (auto dropped = drop_move(ledger, directory_changes::Doer{by}, id); !dropped) return dropped.error();
    return Kept{};
  };
  auto deciding = decide_move(call, std::move(decide));
  const auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  co_return no_content();
}

}  // namespace siaga::hub::move_desk
