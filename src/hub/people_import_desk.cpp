#include "hub/people_import_desk.h"

#include "base/log.h"
#include "hub/guard.h"
#include "hub/people_import.h"
#include "hub/table_body.h"

#include <algorithm>

namespace siaga::hub::people_import_desk {

using base::fail;
using base::Fault;
using base::Result;

namespace {

using PreviewPtr = std::shared_ptr<const protocol::ImportPreview>;
using Outcome = protocol::ImportOutcome;

asio::awaitable<Result<PreviewPtr>> look_at(Call& call, std::string file) {
  std::function<Result<PreviewPtr>(store::Database&)> look =
      [account = call.account, at = call.core.clock.now(),
       file = std::move(file)](store::Database& database) -> Result<PreviewPtr> {
    auto preview = preview_import(database, *account, file, at);
    if (!preview) return preview.error();
    return std::make_shared<const protocol::ImportPreview>(std::move(*preview));
  };
  auto looking = on_reader<PreviewPtr>(call.core.readers, std::move(look));
  co_return co_await std::move(looking);
}

asio::awaitable<Result<Outcome>> keep_some(Call& call, PreviewPtr preview, std::size_t first) {
  std::function<Result<Outcome>(store::Ledger&)> decide = [session = call.session, at = call.core.clock.now(), preview,
                                                           first](store::Ledger& ledger) -> Result<Outcome> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    const std::span rows{preview->people.rows};
    Outcome outcome;
    keep_rows(ledger, directory_changes::Doer{**by},
              rows.subspan(first).first(std::min(import_rows_at_once, rows.size() - first)), at, outcome);
    return outcome;
  };
  auto deciding = on_store<Outcome>(call.core.store, store::Priority::normal, std::move(decide));
  co_return co_await std::move(deciding);
}

}  // namespace

Answer preview(Call& call) {
  auto reading = read_table_body(call);
  auto file = co_await std::move(reading);
  if (!file) co_return file.error();
  auto looking = look_at(call, std::move(*file));
  const auto preview = co_await std::move(looking);
  if (!preview) co_return preview.error();
  co_return json_response(200, protocol::encode(**preview));
}

Answer carry_out(Call& call) {
  auto reading = read_table_body(call);
  auto file = co_await std::move(reading);
  if (!file) co_return file.error();
  auto looking = look_at(call, std::move(*file));
  const auto preview = co_await std::move(looking);
  if (!preview) co_return preview.error();
  if (call.request.query("plan") != (*preview)->plan)
    co_return fail(Fault::conflict, "the file or the directory differs from what was previewed", "plan");
  Outcome whole;
  const auto count = (*preview)->people.rows.size();
  for (std::size_t first = 0; first < count; first += import_rows_at_once) {
    auto keeping = keep_some(call, *preview, first);
    auto some = co_await std::move(keeping);
    if (!some) co_return some.error();
    whole.added += some->added;
    whole.changed += some->changed;
    std::ranges::move(some->problems, std::back_inserter(whole.problems));
  }
  base::log::info("people.imported",
                  {{"added", std::to_string(whole.added)}, {"changed", std::to_string(whole.changed)}});
  co_return json_response(200, protocol::encode(whole));
}

}  // namespace siaga::hub::people_import_desk
