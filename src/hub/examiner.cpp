#include "hub/examiner.h"

#include "base/log.h"
#include "hub/derived_files.h"
#include "hub/events.h"
#include "hub/probe_result.h"
#include "store/recording_table.h"
#include "store/sos_table.h"

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

void left_for_later(const std::string& which, const base::Error& why) {
  base::log::warning("examine.later", {{"recording", which},
                                       {"kept", "the recording, not looked into until the next start"},
                                       {"error", base::log::describe(why)}});
}

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

Examiner::Examiner(Core& core, std::filesystem::path probe, std::size_t at_once, std::chrono::seconds shortest)
    : core_(core), probe_(std::move(probe)), shortest_(shortest), workers_(at_once, waiting_at_most) {}

void Examiner::stop() {
  stop_.stop();
  workers_.stop();
}

void Examiner::examine(const base::Id& recording) {
  core_.readers.submit([this, recording](store::Database* database, const base::Error& why) {
    if (database == nullptr) return left_for_later(base::to_string(recording), why);
    const auto urgency = store::recording_table::raised(*database, recording);
    if (!workers_.submit([this, recording] { look_into(recording); }, urgency))
      left_for_later(base::to_string(recording), too_many_wait());
  });
}

std::chrono::seconds Examiner::time_for(const std::filesystem::path& recording) const {
  return shortest_ + std::chrono::seconds{size_of(recording) / bytes_a_second};
}

base::ChildTask Examiner::task(const char* command, const std::filesystem::path& recording) const {
  const auto time = time_for(recording);
  const auto plugins = core_.folder.path() / "probe";
  return {probe_, {command, plugins.string(), std::to_string(time.count())}, recording, time, &stop_};
}

bool Examiner::prepare() {
  const std::lock_guard lock{preparing_};
  if (prepared_) return true;
  const base::ChildTask task{
      probe_, {"prepare", (core_.folder.path() / "probe").string()}, {}, time_to_prepare, &stop_};
  const auto prepared = base::output_of_child(task, 0);
  if (!prepared && !core_.draining)
    base::log::warning("examine.no_probe", {{"error", base::log::describe(prepared.error())}});
  prepared_ = prepared.has_value();
  return prepared_;
}

void Examiner::look_into(const base::Id& recording) {
  if (core_.draining || !prepare()) return;
  const auto file = core_.folder.media(recording);
  const auto found = examined(file);
  if (!found) return;
  keep(recording, *found);
  core_.metrics.recordings_examined++;
}

std::optional<domain::Examination> Examiner::examined(const std::filesystem::path& recording) {
  const auto output = base::output_of_child(task("examine", recording), longest_findings);
  const auto findings = output ? read_findings(*output) : Result<Findings>{output.error()};
  if (!findings) {
    if (!core_.draining)
      base::log::warning("examine.failed", {{"recording", recording.filename().string()},
                                            {"error", base::log::describe(findings.error())}});
    return is_ours(findings.error()) ? std::nullopt : std::optional{unreadable(findings.error())};
  }
  auto found = findings->examination;
  const bool has_preview = found.loudness || !found.posters.empty();
  if (has_preview) {
    if (auto kept = base::write_atomically(preview_of(recording), *output); !kept) {
      base::log::warning("examine.no_preview", {{"error", base::log::describe(kept.error())}});
      found.posters.clear();
      found.loudness = false;
    }
  }
  if (found.readable && !findings->indexed) copy_if_useful(recording, found);
  return found;
}

void Examiner::copy_if_useful(const std::filesystem::path& recording, domain::Examination& found) {
  const auto limit = size_of(recording) + size_of(recording) / 10 + copy_overhead;
  if (core_.folder.free_bytes() < limit + core_.limits.free_bytes) return;  // alarms and recordings need the room
  auto file = PlayCopyFile::create(recording, limit);
  const auto copied =
      !file ? Result<void>{file.error()}
            : base::run_child(task("copy", recording), [&file](std::string_view bytes) { return file->take(bytes); });
  auto container = copied ? file->finish() : Result<std::string>{copied.error()};
  if (container)
    found.play_copy = std::move(*container);
  else
    base::log::info("examine.no_copy",
                    {{"recording", recording.filename().string()}, {"error", base::log::describe(container.error())}});
}

void Examiner::keep(const base::Id& recording, const domain::Examination& found) {
  store::Job job;
  job.decide = [recording, found](store::Ledger& ledger) { return keep_examination(ledger, recording, found); };
  job.complete = [recording](const Result<void>& kept) {
    if (!kept)
      base::log::warning("examine.not_kept",
                         {{"recording", base::to_string(recording)}, {"error", base::log::describe(kept.error())}});
  };
  core_.store.submit(std::move(job));
}

void Examiner::resume() {
  core_.readers.submit([this](store::Database* database, const base::Error& why) {
    if (database == nullptr) return left_for_later("all", why);
    for (const auto& each : store::recording_table::unexamined(*database))
      if (!workers_.submit([this, id = each.id] { look_into(id); }, each.raised))
        return left_for_later(base::to_string(each.id) + " and older ones", too_many_wait());
  });
}

}  // namespace siaga::hub
