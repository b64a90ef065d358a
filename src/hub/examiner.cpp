#include "hub/examiner.h"

#include "base/log.h"
#include "hub/derived_files.h"
#include "hub/events.h"
#include "hub/probe_result.h"
#include "store/recording_table.h"
#include "store/sos_table.h"

#include <algorithm>

namespace siaga::hub {

using base::Result;

namespace {

constexpr std::chrono::seconds time_to_prepare{120};  // GStreamer looks at every plugin the first time
constexpr std::uint64_t bytes_a_second = 1u << 20;
constexpr std::uint64_t copy_overhead = 16u << 20;
constexpr std::size_t waiting_at_most = 100'000;

domain::Examination unreadable(const base::Error& why) {
  domain::Examination found;
  found.trouble = why.fault == base::Fault::timeout ? "timeout" : "probe";
  return found;
}

/// Faults of this machine or moment: they say nothing about the recording.
bool is_ours(const base::Error& error) {
  return error.fault == base::Fault::not_found || error.fault == base::Fault::unavailable ||
         error.fault == base::Fault::internal || error.fault == base::Fault::storage_full;
}

base::Error too_many_wait() { return base::fail(base::Fault::unavailable, "too many recordings wait for their turn"); }

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  return code ? 0 : size;
}

Result<void> keep_examination(store::Ledger& ledger, const base::Id& id, const domain::Examination& found) {
  const auto row = store::recording_table::find(ledger.database, id);
  if (!row || row->recording.examination) return {};
  const auto sos = store::sos_table::find(ledger.database, row->recording.sos);
  if (!sos) return {};
  store::recording_table::examine(ledger.database, id, found);
  protocol::EventBody body;
  body.recording = id;
  body.examination = found;
  ledger.journal.append(draft({{}, protocol::EventKind::recording_examined, sos->id, sos->unit}, body));
  return {};
}

}  // namespace

Examiner::Examiner(Core& core, Terms terms)
    : core_(core),
      terms_(std::move(terms)),
      workers_(terms_.at_once, waiting_at_most),
      pauses_([this] { offer_after_pauses(); }) {}

void Examiner::stop() {
  stop_.stop();
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wakened_.notify_all();
  if (pauses_.joinable()) pauses_.join();
  workers_.stop();
}

void Examiner::leave_for_later(const std::string& which, const base::Error& why) {
  if (stop_.is_stopped()) return;
  base::log::warning("examine.later", {{"recording", which},
                                       {"kept", "the recording; it is looked into after a pause"},
                                       {"error", base::log::describe(why)}});
  const std::lock_guard lock{mutex_};
  left_over_ = true;
  wakened_.notify_all();
}

void Examiner::offer_after_pauses() {
  std::chrono::milliseconds pause = terms_.first_pause;
  std::chrono::steady_clock::time_point last{};
  std::unique_lock lock{mutex_};
  while (true) {
    wakened_.wait(lock, [this] { return stopping_ || left_over_; });
    if (std::chrono::steady_clock::now() - last > 2 * longest_pause) pause = terms_.first_pause;  // another trouble
    wakened_.wait_for(lock, pause, [this] { return stopping_; });
    if (stopping_) return;
    pause = std::min<std::chrono::milliseconds>(2 * pause, longest_pause);
    last = std::chrono::steady_clock::now();
    left_over_ = resting_ = false;
    lock.unlock();
    resume();
    lock.lock();
  }
}

bool Examiner::is_resting() {
  const std::lock_guard lock{mutex_};
  return resting_;
}

void Examiner::offer(const base::Id& recording, std::uint64_t urgency) {
  {
    const std::lock_guard lock{mutex_};
    if (!offered_.insert(recording).second) return;
  }
  if (workers_.submit([this, recording] { look_into(recording); }, urgency)) return;
  let_go(recording);
  leave_for_later(base::to_string(recording), too_many_wait());
}

void Examiner::let_go(const base::Id& recording) {
  const std::lock_guard lock{mutex_};
  offered_.erase(recording);
}

void Examiner::examine(const base::Id& recording) {
  core_.readers.submit([this, recording](store::Database* database, const base::Error& why) {
    if (database == nullptr) return leave_for_later(base::to_string(recording), why);
    offer(recording, store::recording_table::raised(*database, recording));
  });
}

void Examiner::resume() {
  core_.readers.submit([this](store::Database* database, const base::Error& why) {
    if (database == nullptr) return leave_for_later("all", why);
    for (const auto& each : store::recording_table::unexamined(*database)) offer(each.id, each.raised);
  });
}

std::chrono::seconds Examiner::time_for(const std::filesystem::path& recording) const {
  return terms_.shortest + std::chrono::seconds{size_of(recording) / bytes_a_second};
}

base::ChildTask Examiner::task(const char* command, const std::filesystem::path& recording) const {
  const auto time = time_for(recording);
  const auto plugins = core_.folder.path() / "probe";
  return {terms_.probe, {command, plugins.string(), std::to_string(time.count())}, recording, time, &stop_};
}

bool Examiner::prepare() {
  const std::lock_guard lock{preparing_};
  if (prepared_) return true;
  const base::ChildTask task{
      terms_.probe, {"prepare", (core_.folder.path() / "probe").string()}, {}, time_to_prepare, &stop_};
  const auto prepared = base::output_of_child(task, 0);
  prepared_ = prepared.has_value();
  if (prepared_) return true;
  {
    const std::lock_guard all{mutex_};
    resting_ = true;
  }
  leave_for_later("all", prepared.error());
  return false;
}

void Examiner::look_into(const base::Id& recording) {
  const auto file = core_.folder.media(recording);
  std::optional<domain::Examination> found;
  if (!core_.draining && !is_resting() && prepare()) {
    drop_unfinished_copy(file);
    found = examined(file);
  }
  if (!found) return let_go(recording);
  keep(recording, *found);
  core_.metrics.recordings_examined++;
}

std::optional<domain::Examination> Examiner::examined(const std::filesystem::path& recording) {
  const auto output = base::output_of_child(task("examine", recording), longest_findings);
  const auto findings = output ? read_findings(*output) : Result<Findings>{output.error()};
  if (!findings && is_ours(findings.error())) {
    leave_for_later(recording.filename().string(), findings.error());
    return std::nullopt;
  }
  if (!findings) {
    base::log::warning("examine.failed", {{"recording", recording.filename().string()},
                                          {"error", base::log::describe(findings.error())}});
    return unreadable(findings.error());
  }
  auto found = findings->examination;
  keep_preview(recording, *output, found);
  if (found.readable && !findings->indexed && !copy_if_useful(recording, found)) return std::nullopt;
  return found;
}

void Examiner::keep_preview(const std::filesystem::path& recording, std::string_view output,
                            domain::Examination& found) {
  if (!found.loudness && found.posters.empty()) return;
  const auto kept = base::write_atomically(preview_of(recording), output);
  if (kept) return;
  base::log::warning("examine.no_preview", {{"error", base::log::describe(kept.error())}});
  found.posters.clear();
  found.loudness = false;
}

bool Examiner::copy_if_useful(const std::filesystem::path& recording, domain::Examination& found) {
  const auto limit = size_of(recording) + size_of(recording) / 10 + copy_overhead;
  // Alarms and recordings need the room.
  if (core_.folder.free_bytes() < limit + core_.limits.free_bytes) return true;
  auto file = PlayCopyFile::create(recording, limit);
  const auto copied =
      !file ? Result<void>{file.error()}
            : base::run_child(task("copy", recording), [&file](std::string_view bytes) { return file->take(bytes); });
  auto container = copied ? file->finish() : Result<std::string>{copied.error()};
  if (container) {
    found.play_copy = std::move(*container);
    return true;
  }
  if (stop_.is_stopped()) return false;
  base::log::info("examine.no_copy",
                  {{"recording", recording.filename().string()}, {"error", base::log::describe(container.error())}});
  return true;
}

void Examiner::keep(const base::Id& recording, const domain::Examination& found) {
  store::Job job;
  job.decide = [recording, found](store::Ledger& ledger) { return keep_examination(ledger, recording, found); };
  job.complete = [this, recording](const Result<void>& kept) {
    let_go(recording);
    if (!kept) leave_for_later(base::to_string(recording), kept.error());
  };
  core_.store.submit(std::move(job));
}

}  // namespace siaga::hub
