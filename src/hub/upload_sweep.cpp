#include "hub/upload_sweep.h"

#include "base/log.h"
#include "hub/upload_body.h"
#include "net/timeout.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using store::recording_table::Row;

namespace {

bool has_all(const Row& row) { return row.recording.declared_size == row.recording.size; }

// No Result<bool>: it takes a Result<bool> for a value, too, and then "no" becomes "yes".
enum class Due { no, yes };

/// Whether there is something to end. A file that lost bytes of the row's isn't made into a smaller recording here, as
/// if no more had come: its phone may still send them, and verify finds it. Blocks.
Result<Due> is_due(Core& core, const Row& row) {
  if (has_all(row)) return Due::yes;
  const auto silence = core.uploads.silence_of(row);
  if (!silence) return silence.error();
  if (*silence < core.limits.abandoned_after) return Due::no;
  std::error_code code;
  const auto size = std::filesystem::file_size(core.folder.media(row.recording.id), code);
  if (code || size < row.recording.size) return fail(Fault::corrupt, "the file is shorter than its row says");
  return Due::yes;
}

void not_ended(const Core& core, const Row& row, const base::Error& why) {
  if (core.draining) return;
  base::log::warning("upload.not_ended", {{"id", base::to_string(row.recording.id)},
                                          {"kept", std::to_string(row.recording.size) + " bytes, still growing"},
                                          {"error", base::log::describe(why)}});
}

/// What it was, once it is ended.
asio::awaitable<Result<Due>> end_if_due(Core& core, Row row) {
  std::function<Result<Due>()> look = [&core, row] { return is_due(core, row); };
  auto looking = on_worker<Due>(core.disk, std::move(look));
  const auto due = co_await std::move(looking);
  if (!due) co_return due.error();
  if (*due == Due::no) co_return Due::no;
  auto opening = open_upload(core, row);
  const auto upload = co_await std::move(opening);
  if (!upload) co_return upload.error();
  if ((*upload)->is_finished()) co_return Due::no;
  const bool whole = (*upload)->accepted() == (*upload)->declared_size();
  if (has_all(row) && !whole) co_return Due::no;  // the file is shorter: its phone sends the rest
  auto finishing = core.uploads.finish(*upload, whole ? Uploads::End::by_phone : Uploads::End::abandoned);
  const auto finished = co_await std::move(finishing);
  if (!finished) co_return finished.error();
  co_return Due::yes;
}

}  // namespace

asio::awaitable<Result<std::size_t>> end_abandoned(Core& core, std::optional<base::Id> person) {
  using Rows = std::vector<Row>;
  std::function<Result<Rows>(store::Database&)> read = [person](store::Database& database) -> Result<Rows> {
    if (person) return store::recording_table::growing(database, *person);
    return store::recording_table::growing(database);
  };
  auto reading = on_reader<Rows>(core.readers, std::move(read));
  const auto rows = co_await std::move(reading);
  if (!rows) co_return rows.error();
  std::size_t count = 0;
  for (const auto& row : *rows) {
    if (core.draining) break;
    auto ending = end_if_due(core, row);
    const auto ended = co_await std::move(ending);
    if (!ended) not_ended(core, row, ended.error());
    if (ended && *ended == Due::yes) ++count;
  }
  co_return count;
}

asio::awaitable<void> sweep_uploads(Core& core) {
  const std::optional<base::Id> everybody;
  while (!core.draining) {
    auto ending = end_abandoned(core, everybody);
    const auto ended = co_await std::move(ending);
    if (!ended && !core.draining)
      base::log::warning("upload.none_swept",
                         {{"kept", "files and rows, as they were"}, {"error", base::log::describe(ended.error())}});
    auto waiting = net::pause(core.limits.abandoned_sweep);
    co_await std::move(waiting);
  }
}

}  // namespace siaga::hub
