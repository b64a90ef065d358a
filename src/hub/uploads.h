// All growing recordings: finds or makes their Upload, syncs them (one sync at a time each; what arrives meanwhile goes
// with the next), commits their sizes, finishes them: sha256 into table and journal, then the examiner.
// Owner: the hub. Thread: any; coroutines on the session's executor.
#pragma once

#include "hub/await.h"
#include "hub/core.h"
#include "hub/upload.h"

#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace siaga::hub {

class Uploads {
 public:
  /// Why no more bytes come: the phone said so or has sent all, or it has been silent for too long.
  enum class End { by_phone, abandoned };

  /// `core` is complete before the first call. `uptime`: as of store::Journal.
  explicit Uploads(Core& core, store::Journal::Uptime uptime = {});

  /// The one Upload of this row while it grows.
  std::shared_ptr<Upload> of(const store::recording_table::Row& row);

  std::chrono::microseconds uptime() const { return uptime_(); }
  /// Its phone has asked or sent something.
  void hear(Upload& upload);
  /// For how long nothing has been heard of its phone. Over a restart of the hub the file's time tells, which is the
  /// last byte's. Errors: not_found (there is no file). Blocks.
  base::Result<std::chrono::microseconds> silence_of(const store::recording_table::Row& row);

  /// Sees to it that what is accepted now becomes durable. Any thread; returns at once.
  void sync_soon(std::shared_ptr<Upload> upload);
  /// Until `size` bytes are durable, the last of them from this PATCH. Errors: storage_full, unavailable, internal.
  asio::awaitable<base::Result<void>> until_durable(std::shared_ptr<Upload> upload, std::uint64_t patch,
                                                    std::uint64_t size);
  /// No more bytes: journals sha256 and size, once however often it is called.
  asio::awaitable<base::Result<void>> finish(std::shared_ptr<Upload> upload, End end = End::by_phone);

 private:
  void sync_now(const std::shared_ptr<Upload>& upload);
  void synced(const std::shared_ptr<Upload>& upload, std::uint64_t size, const base::Result<void>& kept);
  void forget(const std::shared_ptr<Upload>& upload);

  Core& core_;
  const store::Journal::Uptime uptime_;
  std::mutex mutex_;
  std::unordered_map<base::Id, std::shared_ptr<Upload>> uploads_;
  /// A row that was read just before the end says "growing" just after it. Taken for a new upload, it would never end.
  std::deque<std::shared_ptr<Upload>> just_finished_;
  static constexpr std::size_t most_just_finished = 256;
};

}  // namespace siaga::hub
