#include "hub/examiner.h"

#include "base/log.h"
#include "hub/child_process.h"
#include "hub/events.h"
#include "store/recording_table.h"
#include "store/sos_table.h"

#include <boost/json/parse.hpp>

namespace siaga::hub {

namespace json = boost::json;
using base::Result;

namespace {

constexpr std::chrono::seconds time_limit{10};
constexpr std::size_t output_limit = 64 * 1024;
constexpr std::size_t longest_word = 40;

domain::Examination unreadable() {
  domain::Examination found;
  found.trouble = "probe";
  return found;
}

/// The probe reads hostile files, so its words are taken with care too.
std::string word_in(const json::object& report, std::string_view key) {
  const auto* value = report.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  std::string word{value->get_string().subview(0, longest_word)};
  std::erase_if(word, [](char c) { return c <= ' ' || c >= 127; });
  return word;
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

domain::Examination parse_report(const std::string& text) {
  json::error_code code;
  const auto value = json::parse(text, code);
  if (code || !value.is_object()) return unreadable();
  const auto& report = value.get_object();
  const auto* readable = report.if_contains("readable");
  if (readable == nullptr || !readable->is_bool()) return unreadable();
  domain::Examination found;
  found.readable = readable->get_bool();
  found.container = word_in(report, "container");
  found.video = word_in(report, "video");
  found.audio = word_in(report, "audio");
  found.trouble = word_in(report, "trouble");
  if (const auto* length = report.if_contains("duration_ms"); length != nullptr && length->is_int64())
    found.duration = std::chrono::milliseconds{std::max<std::int64_t>(0, length->get_int64())};
  return found;
}

Examiner::Examiner(Core& core, std::filesystem::path probe, std::size_t at_once)
    : core_(core), probe_(std::move(probe)), workers_(at_once, 100'000) {}

void Examiner::examine(const base::Id& recording) {
  if (!workers_.submit([this, recording] { look_into(recording); }))
    base::log::info("examine.later", {{"recording", base::to_string(recording)}});
}

void Examiner::look_into(const base::Id& recording) {
  const ChildLimits limits{time_limit, output_limit};
  const auto output = run_child(probe_, core_.folder.media(recording), limits);
  if (!output && output.error().fault == base::Fault::not_found) {
    base::log::warning("examine.no_probe", {{"error", base::log::describe(output.error())}});
    return;
  }
  if (!output)
    base::log::warning("examine.failed",
                       {{"recording", base::to_string(recording)}, {"error", base::log::describe(output.error())}});
  keep(recording, output ? parse_report(*output) : unreadable());
  core_.metrics.recordings_examined++;
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
  core_.readers.submit([this](store::Database* database, const base::Error&) {
    if (database == nullptr) return;
    for (const auto& id : store::recording_table::unexamined(*database)) examine(id);
  });
}

}  // namespace siaga::hub
