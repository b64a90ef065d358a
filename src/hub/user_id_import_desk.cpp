#include "hub/user_id_import_desk.h"

#include "base/log.h"
#include "hub/case_clock.h"
#include "hub/guard.h"
#include "hub/table_body.h"
#include "hub/user_id_deciding.h"
#include "hub/user_id_import.h"

#include <algorithm>

namespace siaga::hub::user_id_import_desk {

using base::fail;
using base::Fault;
using base::Result;

namespace {

using LedgerPtr = std::shared_ptr<const protocol::LedgerPreview>;

asio::awaitable<Result<LedgerPtr>> look_through(Call& call) {
  auto reading = read_table_body(call);
  auto file = co_await std::move(reading);
  if (!file) co_return file.error();
  std::function<Result<LedgerPtr>(store::Database&)> look =
      [account = call.account, at = call.core.clock.now(),
       file = std::move(*file)](store::Database& database) -> Result<LedgerPtr> {
    auto preview = preview_ledger(database, *account, file, at);
    if (!preview) return preview.error();
    return std::make_shared<const protocol::LedgerPreview>(std::move(*preview));
  };
  auto looking = on_reader<LedgerPtr>(call.core.readers, std::move(look));
  co_return co_await std::move(looking);
}

asio::awaitable<Result<protocol::LedgerOutcome>> keep_part(Call& call, LedgerPtr preview, std::size_t first) {
  std::function<Result<protocol::LedgerOutcome>(store::Ledger&)> decide =
      [session = call.session, &clock = call.core.clock, preview,
       first](store::Ledger& ledger) -> Result<protocol::LedgerOutcome> {
    const auto at = clock.now();
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    const std::span rows{preview->ledger.rows};
    protocol::LedgerOutcome outcome;
    keep_ledger_rows(ledger, **by, decider_of(**by, at).hand,
                     rows.subspan(first).first(std::min(ledger_rows_at_once, rows.size() - first)), preview->sha256,
                     outcome);
    return outcome;
  };
  auto deciding = on_store<protocol::LedgerOutcome>(call.core.store, store::Priority::normal, std::move(decide));
  co_return co_await std::move(deciding);
}

void add_part(protocol::LedgerOutcome& whole, protocol::LedgerOutcome part) {
  if (part.added > 0 && whole.added == 0) whole.first_book_no = part.first_book_no;
  if (part.added > 0) whole.last_book_no = part.last_book_no;
  whole.added += part.added;
  whole.cases += part.cases;
  std::ranges::move(part.problems, std::back_inserter(whole.problems));
}

}  // namespace

Answer preview(Call& call) {
  auto looking = look_through(call);
  const auto preview = co_await std::move(looking);
  if (!preview) co_return preview.error();
  co_return json_response(200, protocol::encode(**preview));
}

Answer carry_out(Call& call) {
  auto looking = look_through(call);
  const auto preview = co_await std::move(looking);
  if (!preview) co_return preview.error();
  if (call.request.query("plan") != (*preview)->plan)
    co_return fail(Fault::conflict, "the file or the logbook differs from what was previewed", "plan");
  protocol::LedgerOutcome whole;
  const auto count = (*preview)->ledger.rows.size();
  for (std::size_t first = 0; first < count; first += ledger_rows_at_once) {
    auto keeping = keep_part(call, *preview, first);
    auto part = co_await std::move(keeping);
    if (!part) co_return part.error();
    add_part(whole, std::move(*part));
  }
  base::log::info("logbook.imported", {{"added", std::to_string(whole.added)}, {"cases", std::to_string(whole.cases)}});
  if (call.core.case_clock != nullptr) call.core.case_clock->wake();
  co_return json_response(200, protocol::encode(whole));
}

}  // namespace siaga::hub::user_id_import_desk
