// One growing recording: its file, how far its bytes go, and their digest.
//   staged ≥ accepted ≥ durable: staged bytes wait for their checksum, accepted ones are in the digest, durable ones
//   are synced and their count is committed. Only durable bytes are read, acknowledged, or survive a crash.
// When a sync or its commit fails, nobody knows what of the rest is on the disk: it is forgotten, and the phone sends
// it again from the last durable byte (retreat). The newest PATCH wins: an older one that still trickles in is refused
// at its next piece.
// Owner: Uploads and whoever serves it. Thread: the functions that touch the disk run on the disk pool and are
// serialised by a mutex; the counts may be read from any.
#pragma once

#include "base/digest.h"
#include "base/file.h"
#include "hub/notice.h"
#include "store/data_folder.h"
#include "store/recording_table.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

namespace siaga::hub {

class Upload {
 public:
  /// From its row; the file isn't touched before open().
  Upload(const store::recording_table::Row& row, std::filesystem::path file);

  const base::Id& id() const { return id_; }
  const base::Id& sos() const { return sos_; }
  const base::Id& uploader() const { return uploader_; }
  std::uint64_t durable() const { return durable_; }
  bool is_finished() const { return finished_; }
  /// When its phone was heard of last, by Uploads' uptime; nothing while it wasn't in this run of the hub.
  std::optional<std::chrono::microseconds> heard_at() const;
  void hear(std::chrono::microseconds at);
  /// Told when durable bytes grow, when it finishes and when a write fails.
  Notice& notice() { return notice_; }

  /// Opens the file, cuts it to the smaller of file and row, and digests what is there. Once; later calls do nothing.
  base::Result<void> open();

  std::optional<std::uint64_t> declared_size() const;
  /// Errors: conflict when another size was declared or more is there already; too_large over `limit`.
  base::Result<void> declare(std::uint64_t size, std::uint64_t limit);
  /// The declaration could not be kept.
  void undeclare();

  /// Begins a PATCH at `offset`; gives its number. Errors: conflict (wrong offset, finished).
  base::Result<std::uint64_t> begin(std::uint64_t offset);
  /// Errors: conflict (a newer PATCH has begun), the fault after a retreat, too_large (over `limit` or the declared
  /// size), storage_full, internal.
  base::Result<void> append(std::uint64_t patch, std::string_view bytes, std::uint64_t limit);
  /// Like append, but the bytes count only after accept_staged.
  base::Result<void> stage(std::uint64_t patch, std::string_view bytes, std::uint64_t limit);
  base::Result<void> accept_staged(std::uint64_t patch);
  void drop_staged(std::uint64_t patch);

  /// No PATCH adds to it any more, until unseal.
  void seal();
  void unseal();

  /// Syncs; gives how many bytes are on the disk for sure.
  base::Result<std::uint64_t> sync();
  void set_durable(std::uint64_t size);
  /// After a sync or commit that failed, or was never begun: back to the durable bytes, for this reason.
  void retreat(base::Error why);
  /// SHA-256 of what is accepted.
  base::Sha256 digest() const;
  std::uint64_t accepted() const;
  void set_finished();

  /// Why this PATCH was sent back, if it was, for whoever waits for its bytes' durability.
  std::optional<base::Error> fault_of(std::uint64_t patch) const;
  std::uint64_t newest_patch() const;

  std::atomic<bool> syncing{false};  ///< a sync is under way (Uploads)

 private:
  base::Result<void> check(std::uint64_t patch, std::size_t more, std::uint64_t limit) const;
  base::Result<void> write(std::string_view bytes);
  void drop();

  const base::Id id_;
  const base::Id sos_;
  const base::Id uploader_;
  const std::filesystem::path path_;
  Notice notice_;
  std::atomic<std::uint64_t> durable_;
  std::atomic<bool> finished_;

  mutable std::mutex mutex_;
  std::optional<std::chrono::microseconds> heard_at_;
  std::shared_ptr<base::File> file_;  ///< shared with a sync that is under way
  bool sealed_ = false;
  std::optional<std::uint64_t> declared_;
  std::uint64_t patch_ = 0;
  std::uint64_t accepted_ = 0;
  std::uint64_t staged_ = 0;  ///< end of the staged bytes; accepted_ when there are none
  base::Digest digest_{base::DigestKind::sha256};
  base::Digest staged_digest_{base::DigestKind::sha256};
  base::Digest synced_digest_{base::DigestKind::sha256};   ///< of what sync() spoke of last
  base::Digest durable_digest_{base::DigestKind::sha256};  ///< of the durable bytes
  std::uint64_t good_from_ = 0;                            ///< PATCHes before this one were sent back
  base::Error fault_{};                                    ///< why
};

}  // namespace siaga::hub
