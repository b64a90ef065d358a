#include "hub/uploads.h"

#include "base/log.h"
#include "hub/events.h"
#include "hub/examiner.h"
#include "store/sos_table.h"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::seconds patience{60};  // for one sync and commit

/// True when this made it finished.
Result<bool> keep_finished(store::Ledger& ledger, const base::Id& id, std::uint64_t size, const base::Sha256& hash,
                           Uploads::End end) {
  const auto row = store::recording_table::find(ledger.database, id);
  if (!row) return fail(Fault::not_found, "no such recording");
  if (row->recording.state == domain::RecordingState::finished) return false;
  const auto sos = store::sos_table::find(ledger.database, row->recording.sos);
  if (!sos) return fail(Fault::corrupt, "a recording without its SOS");
  store::recording_table::finish(ledger.database, id, size, hash);
  protocol::EventBody body;
  body.recording = id;
  body.size = size;
  body.sha256 = hash;
  if (end == Uploads::End::abandoned) body.abandoned = true;
  ledger.journal.append(draft({{}, protocol::EventKind::recording_finished, sos->id, sos->unit}, body));
  return true;
}

}  // namespace

Uploads::Uploads(Core& core, store::Journal::Uptime uptime)
    : core_(core), uptime_(uptime ? std::move(uptime) : store::Journal::Uptime{store::since_boot}) {}

void Uploads::hear(Upload& upload) { upload.hear(uptime_()); }

Result<std::chrono::microseconds> Uploads::silence_of(const store::recording_table::Row& row) {
  std::optional<std::chrono::microseconds> heard;
  {
    const std::lock_guard lock{mutex_};
    const auto known = uploads_.find(row.recording.id);
    if (known != uploads_.end()) heard = known->second->heard_at();
  }
  if (heard) return uptime_() - *heard;
  std::error_code code;
  const auto written = std::filesystem::last_write_time(core_.folder.media(row.recording.id), code);
  if (code) return fail(Fault::not_found, code.message());
  const auto at = std::chrono::file_clock::to_sys(written);
  return std::chrono::duration_cast<std::chrono::microseconds>(core_.clock.now() - at);
}

std::shared_ptr<Upload> Uploads::of(const store::recording_table::Row& row) {
  const std::lock_guard lock{mutex_};
  if (const auto known = uploads_.find(row.recording.id); known != uploads_.end()) return known->second;
  const auto ended = std::ranges::find(just_finished_, row.recording.id, [](const auto& each) { return each->id(); });
  if (ended != just_finished_.end()) return *ended;
  auto upload = std::make_shared<Upload>(row, core_.folder.media(row.recording.id));
  if (!upload->is_finished()) uploads_.emplace(upload->id(), upload);
  return upload;
}

void Uploads::forget(const std::shared_ptr<Upload>& upload) {
  const std::lock_guard lock{mutex_};
  uploads_.erase(upload->id());
  just_finished_.push_back(upload);
  if (just_finished_.size() > most_just_finished) just_finished_.pop_front();
}

void Uploads::sync_soon(std::shared_ptr<Upload> upload) {
  if (upload->syncing.exchange(true)) return;  // the one under way looks again when it ends
  const bool taken = core_.disk.submit([this, upload] { sync_now(upload); });
  if (taken) return;
  upload->syncing = false;
  upload->retreat(fail(Fault::unavailable, "too many writes are waiting"));
}

void Uploads::sync_now(const std::shared_ptr<Upload>& upload) {
  const auto size = upload->sync();
  if (!size) {
    synced(upload, 0, size.error());
    return;
  }
  store::Job job;
  job.decide = [id = upload->id(), size = *size](store::Ledger& ledger) -> Result<void> {
    store::recording_table::set_size(ledger.database, id, size);
    return {};
  };
  job.complete = [this, upload, size = *size](const Result<void>& kept) { synced(upload, size, kept); };
  core_.store.submit(std::move(job));
}

void Uploads::synced(const std::shared_ptr<Upload>& upload, std::uint64_t size, const Result<void>& kept) {
  if (!kept) {
    base::log::warning("upload.sync_failed",
                       {{"id", base::to_string(upload->id())}, {"error", base::log::describe(kept.error())}});
    upload->retreat(kept.error());
  } else {
    hear(*upload);
    upload->set_durable(size);  // last: its phone is answered by that
  }
  upload->syncing = false;
  if (upload->accepted() > upload->durable()) sync_soon(upload);
}

asio::awaitable<Result<void>> Uploads::until_durable(std::shared_ptr<Upload> upload, std::uint64_t patch,
                                                     std::uint64_t size) {
  const auto executor = co_await asio::this_coro::executor;
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (true) {
    const auto ticket = upload->notice().arm(executor);
    if (auto fault = upload->fault_of(patch)) co_return std::move(*fault);  // first: others may have got past `size`
    if (upload->durable() >= size) co_return Result<void>{};
    if (std::chrono::steady_clock::now() >= give_up) co_return fail(Fault::timeout, "the disk doesn't answer");
    sync_soon(upload);
    auto waiting = ticket->wait(give_up);
    co_await std::move(waiting);
  }
}

asio::awaitable<Result<void>> Uploads::finish(std::shared_ptr<Upload> upload, End end) {
  upload->seal();
  auto syncing = until_durable(upload, upload->newest_patch(), upload->accepted());
  const auto durable = co_await std::move(syncing);
  if (!durable) {
    upload->unseal();
    co_return durable;
  }
  std::function<Result<bool>(store::Ledger&)> decide = [id = upload->id(), size = upload->durable(),
                                                        hash = upload->digest(), end](store::Ledger& ledger) {
    return keep_finished(ledger, id, size, hash, end);
  };
  auto keeping = on_store<bool>(core_.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(keeping);
  if (!kept) {
    upload->unseal();
    co_return kept.error();
  }
  upload->set_finished();
  forget(upload);
  if (*kept) core_.examiner.examine(upload->id());
  co_return Result<void>{};
}

}  // namespace siaga::hub
