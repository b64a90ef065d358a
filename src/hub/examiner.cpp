#include "hub/examiner.h"

#include "base/log.h"
#include "hub/derived_files.h"
#include "hub/events.h"
#include "store/sos_table.h"

#include <algorithm>

namespace siaga::hub {

using base::Result;
using store::recording_table::Room;

namespace {

constexpr std::uint64_t copy_overhead = 16u << 20;
constexpr std::size_t waiting_at_most = 100'000;
// Below every sos.raised: no alarm is the journal's first event, which is the hub's start.
constexpr std::uint64_t urgency_of_second_look = 1;
constexpr std::uint64_t urgency_of_early_look = 0;

domain::Examination unreadable(const base::Error& why) {
  domain::Examination found;
  found.trouble = why.fault == base::Fault::timeout ? "timeout" : "probe";
  return found;
}

base::Error too_many_wait() { return base::fail(base::Fault::unavailable, "too many recordings wait for their turn"); }

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  return code ? 0 : size;
}

bool is_lost(const std::filesystem::path& file) {
  std::error_code code;
  return !std::filesystem::exists(file, code) && !code;
}

bool shows_something(const domain::Examination& found) { return found.loudness || !found.posters.empty(); }

std::uint64_t most_of_copy(std::uint64_t size) { return size + size / 10 + copy_overhead; }

void journal(store::Ledger& ledger, const domain::Recording& recording, const domain::Examination& found) {
  const auto sos = store::sos_table::find(ledger.database, recording.sos);
  if (!sos) return;
  protocol::EventBody body;
  body.recording = recording.id;
  body.examination = found;
  ledger.journal.append(draft({{}, protocol::EventKind::recording_examined, sos->id, sos->unit}, body));
}

/// A verdict that was journaled stays: only what stands next to the recording is made again. `has_copy`: its file is
/// there, also when this look made none.
Result<void> keep_whole(store::Ledger& ledger, const base::Id& id, domain::Examination found, Room room,
                        bool has_copy) {
  const auto row = store::recording_table::find(ledger.database, id);
  if (!row || row->recording.state != domain::RecordingState::finished) return {};
  const auto& known = row->recording.examination;
  const bool is_judged = known && !known->part;
  if (is_judged) {
    auto again = *known;
    again.posters = std::move(found.posters);
    again.loudness = found.loudness;
    if (!found.play_copy.empty() || !has_copy) again.play_copy = std::move(found.play_copy);
    found = std::move(again);
  }
  const bool is_known = is_judged && found == *known;
  store::recording_table::examine(ledger.database, id, found, room);
  if (!is_known) journal(ledger, row->recording, found);
  return {};
}

/// Errors: conflict, it has been finished meanwhile.
Result<void> keep_early(store::Ledger& ledger, const base::Id& id, const domain::Examination& found) {
  const auto row = store::recording_table::find(ledger.database, id);
  if (!row || row->recording.state != domain::RecordingState::growing)
    return base::fail(base::Fault::conflict, "it grows no more");
  store::recording_table::examine(ledger.database, id, found);
  journal(ledger, row->recording, found);
  return {};
}

}  // namespace

Examiner::Examiner(Core& core, Terms terms)
    : core_(core),
      terms_(std::move(terms)),
      probe_(terms_.probe, terms_.plugins, terms_.shortest),
      workers_(terms_.at_once, waiting_at_most),
      pauses_([this] { offer_after_pauses(); }) {}

void Examiner::stop() {
  stop_.stop();
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    if (early_) early_->stop.stop();
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
  come_back_later();
}

void Examiner::come_back_later() {
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
    const bool lacks_core = offered_.size() >= terms_.at_once;
    if (early_ && (lacks_core || early_->recording == recording)) early_->stop.stop();
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
  // This walks all that were ever finished: no reader that somebody waits for does.
  core_.searchers.submit([this](store::Database* database, const base::Error& why) {
    if (database == nullptr) return leave_for_later("all", why);
    // The disk is asked for each file: no reader waits for that.
    auto look = [this, all = store::recording_table::derived(*database)] { offer_again(all); };
    if (!core_.disk.submit(std::move(look))) leave_for_later("all", too_many_wait());
  });
}

void Examiner::offer_again(const std::vector<store::recording_table::Derived>& all) {
  for (const auto& each : all) {
    if (stop_.is_stopped()) return;
    const auto file = core_.folder.media(each.id);
    const bool has_lost =
        (each.preview && is_lost(preview_of(file))) || (each.play_copy && is_lost(play_copy_of(file)));
    if (!has_lost && !each.no_room) continue;
    if (size_of(file) != each.size) continue;  // siaga-hub verify names evidence that isn't whole
    if (has_room_for_copy(each.size))
      offer(each.id, urgency_of_second_look);
    else
      come_back_later();
  }
}

bool Examiner::is_prepared() {
  const auto prepared = probe_.prepare(stop_);
  if (prepared) return true;
  {
    const std::lock_guard lock{mutex_};
    resting_ = true;
  }
  leave_for_later("all", prepared.error());
  return false;
}

void Examiner::look_into(const base::Id& recording) {
  wait_for_early_look(recording);
  const auto file = core_.folder.media(recording);
  std::optional<Look> look;
  if (!core_.draining && !is_resting() && is_prepared()) {
    drop_unfinished_copy(file);
    look = look_at(file);
  }
  if (!look) return let_go(recording);
  look->has_copy = !is_lost(play_copy_of(file));
  keep(recording, *look);
  core_.metrics.recordings_examined++;
}

std::optional<Examiner::Look> Examiner::look_at(const std::filesystem::path& recording) {
  const auto seen = probe_.examine(recording, stop_);
  if (!seen && is_of_this_machine(seen.error())) {
    leave_for_later(recording.filename().string(), seen.error());
    return std::nullopt;
  }
  Look look;
  if (!seen) {
    base::log::warning("examine.failed",
                       {{"recording", recording.filename().string()}, {"error", base::log::describe(seen.error())}});
    look.found = unreadable(seen.error());
    drop_preview(recording);
    return look;
  }
  look.found = seen->examination;
  keep_preview(recording, seen->preview, look);
  if (look.found.readable && !seen->indexed && !copy_if_useful(recording, look)) return std::nullopt;
  return look;
}

void Examiner::keep_preview(const std::filesystem::path& recording, std::string_view preview, Look& look) {
  if (!shows_something(look.found)) return drop_preview(recording);
  const auto kept = base::write_atomically(preview_of(recording), preview);
  if (kept) return;
  base::log::warning("examine.no_preview", {{"error", base::log::describe(kept.error())}});
  look.found.posters.clear();
  look.found.loudness = false;
  if (kept.error().fault == base::Fault::storage_full) look.room = Room::none;
}

// Alarms and recordings need the room.
bool Examiner::has_room_for_copy(std::uint64_t size) const {
  return core_.folder.free_bytes() >= most_of_copy(size) + core_.limits.free_bytes;
}

bool Examiner::copy_if_useful(const std::filesystem::path& recording, Look& look) {
  const auto size = size_of(recording);
  if (!has_room_for_copy(size)) {
    look.room = Room::none;
    return true;
  }
  auto file = PlayCopyFile::create(recording, most_of_copy(size));
  const auto copied =
      !file ? Result<void>{file.error()}
            : probe_.copy(recording, stop_, [&file](std::string_view bytes) { return file->take(bytes); });
  auto container = copied ? file->finish() : Result<std::string>{copied.error()};
  if (container) {
    look.found.play_copy = std::move(*container);
    return true;
  }
  if (stop_.is_stopped()) return false;
  if (container.error().fault == base::Fault::storage_full) look.room = Room::none;
  base::log::info("examine.no_copy",
                  {{"recording", recording.filename().string()}, {"error", base::log::describe(container.error())}});
  return true;
}

void Examiner::keep(const base::Id& recording, const Look& look) {
  store::Job job;
  job.decide = [recording, look](store::Ledger& ledger) {
    return keep_whole(ledger, recording, look.found, look.room, look.has_copy);
  };
  job.complete = [this, recording, room = look.room](const Result<void>& kept) {
    let_go(recording);
    if (!kept) leave_for_later(base::to_string(recording), kept.error());
    if (room == Room::none) come_back_later();
  };
  core_.store.submit(std::move(job));
}

void Examiner::look_early(const base::Id& recording, const domain::SeenPart& part, std::function<void(bool)> done) {
  auto look = std::make_shared<EarlyLook>();
  look->recording = recording;
  look->part = part;
  look->done = std::move(done);
  bool may = false;
  {
    const std::lock_guard lock{mutex_};
    may = !early_ && !resting_ && !stopping_ && offered_.size() < terms_.at_once && !offered_.contains(recording);
    if (may) early_ = look;
  }
  if (!may) return look->done(false);
  if (!workers_.submit([this, look] { run(look); }, urgency_of_early_look)) end(look, false);
}

/// False when it has been told to give way before its turn came.
bool Examiner::begin(EarlyLook& look) {
  const std::lock_guard lock{mutex_};
  look.begun = !look.stop.is_stopped();
  return look.begun;
}

void Examiner::run(const EarlyLookPtr& look) {
  const bool looked = begin(*look) && !core_.draining && is_prepared() && look_at_part(*look);
  end(look, looked);
}

bool Examiner::look_at_part(const EarlyLook& look) {
  const auto file = core_.folder.media(look.recording);
  auto seen = probe_.examine_part(file, look.part.bytes, look.stop);
  if (!seen && is_of_this_machine(seen.error())) return false;
  // Of a part that can't be read nothing is said: what makes it whole may still come.
  if (!seen || !seen->examination.readable || !shows_something(seen->examination)) return true;
  if (const auto kept = base::write_atomically(preview_of(file), seen->preview); !kept) {
    base::log::warning("examine.no_preview", {{"error", base::log::describe(kept.error())}});
    return false;
  }
  keep_part(look, std::move(seen->examination));
  return true;
}

void Examiner::keep_part(const EarlyLook& look, domain::Examination found) {
  found.part = look.part;
  store::Job job;
  job.decide = [recording = look.recording, found = std::move(found)](store::Ledger& ledger) {
    return keep_early(ledger, recording, found);
  };
  job.complete = [this, recording = look.recording](const Result<void>& kept) {
    if (kept || kept.error().fault != base::Fault::conflict) return;
    offer(recording, urgency_of_second_look);  // the part's preview may have replaced that of the whole
  };
  core_.store.submit(std::move(job));
}

void Examiner::end(const EarlyLookPtr& look, bool looked) {
  {
    const std::lock_guard lock{mutex_};
    early_.reset();
  }
  early_ended_.notify_all();
  look->done(looked);
}

// Both write the same preview, and that of the whole recording must be the last.
void Examiner::wait_for_early_look(const base::Id& recording) {
  std::unique_lock lock{mutex_};
  early_ended_.wait(lock, [&] { return !early_ || !early_->begun || early_->recording != recording; });
}

}  // namespace siaga::hub
