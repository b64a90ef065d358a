#include "hub/early_looks.h"

#include "hub/derived_files.h"
#include "hub/examiner.h"
#include "hub/uploads.h"
#include "net/timeout.h"

#include <map>

namespace siaga::hub {

using base::Result;
using store::recording_table::Row;

namespace {

using Rows = std::vector<Row>;

struct NextLook {
  base::Id recording;
  domain::SeenPart part;
};

/// What the coroutine knows between two looks; touched by one thread at a time.
class GrowingRecordings {
 public:
  explicit GrowingRecordings(Core& core) : core_(core) {}

  /// Blocks: asks the disk how long phones that this run of the hub hasn't heard of have been silent.
  std::optional<NextLook> next(const Rows& rows) {
    const auto now = core_.uploads.uptime();
    const Row* chosen = nullptr;
    std::chrono::microseconds silence{0};
    std::map<base::Id, EarlyLookTimes> still;
    for (const auto& row : rows) {
      const auto& id = row.recording.id;
      const auto known = times_.find(id);
      auto& times = still.insert({id, known == times_.end() ? new_times(row, now) : known->second}).first->second;
      if (!times.has_new(row.recording.size)) continue;  // the disk isn't asked for it
      const auto heard = core_.uploads.silence_of(row);
      if (!heard || !times.is_due(row.recording.size, now, *heard)) continue;
      if (chosen != nullptr && row.recording.started_at <= chosen->recording.started_at) continue;
      chosen = &row;
      silence = *heard;
    }
    times_ = std::move(still);
    if (chosen == nullptr) return std::nullopt;
    return NextLook{chosen->recording.id, {chosen->recording.size, core_.clock.now() - silence}};
  }

  void looked(const NextLook& look) {
    if (const auto times = times_.find(look.recording); times != times_.end())
      times->second.look(look.part.bytes, core_.uploads.uptime());
  }

 private:
  /// A preview that was lost is made again.
  EarlyLookTimes new_times(const Row& row, std::chrono::microseconds now) const {
    const auto& found = row.recording.examination;
    std::error_code code;
    const bool has_preview = std::filesystem::exists(preview_of(core_.folder.media(row.recording.id)), code);
    return {now, found && found->part && has_preview ? found->part->bytes : 0};
  }

  Core& core_;
  std::map<base::Id, EarlyLookTimes> times_;
};

asio::awaitable<Result<std::optional<NextLook>>> choose(Core& core, GrowingRecordings& growing) {
  std::function<Result<Rows>(store::Database&)> read = [](store::Database& database) {
    return Result<Rows>{store::recording_table::growing(database)};
  };
  auto reading = on_reader<Rows>(core.readers, std::move(read));
  auto rows = co_await std::move(reading);
  if (!rows) co_return rows.error();
  using Next = std::optional<NextLook>;
  std::function<Result<Next>()> choose_on_disk = [&growing, rows = std::move(*rows)]() -> Result<Next> {
    return growing.next(rows);
  };
  auto choosing = on_worker<Next>(core.disk, std::move(choose_on_disk));
  co_return co_await std::move(choosing);
}

/// Whether one was looked into; then others may wait for their turn.
asio::awaitable<bool> look_into_next(Core& core, GrowingRecordings& growing) {
  if (core.storage_full()) co_return false;  // alarms and recordings need the room
  auto choosing = choose(core, growing);
  const auto next = co_await std::move(choosing);
  if (!next || !*next) co_return false;
  std::function<void(std::function<void(Result<bool>)>)> start =
      [&core, look = **next](std::function<void(Result<bool>)> done) {
        core.examiner.look_early(look.recording, look.part, [done = std::move(done)](bool looked) { done(looked); });
      };
  auto looking = await_result<bool>(std::move(start));
  const auto looked = co_await std::move(looking);
  if (!looked || !*looked) co_return false;
  growing.looked(**next);
  co_return true;
}

}  // namespace

asio::awaitable<void> look_early(Core& core) {
  GrowingRecordings growing{core};
  while (!core.draining) {
    const auto begun = std::chrono::steady_clock::now();
    auto looking = look_into_next(core, growing);
    const bool looked = co_await std::move(looking);
    // Many at once take half a core, whatever they are: alarms come first.
    const auto took = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    auto waiting = net::pause(looked ? took : core.limits.early_looks);
    co_await std::move(waiting);
  }
}

}  // namespace siaga::hub
