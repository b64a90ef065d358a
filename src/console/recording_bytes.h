// RecordingBytes: the part of a recording that is on this machine: a sparse file and the list of what is in it.
// Readers wait here for bytes; one fetcher asks what to bring next and puts it in.
// Owner: shared by readers, fetcher and the shelf. The file is unlinked with it. Thread: any.
#pragma once

#include "base/file.h"
#include "console/recording_cache.h"

#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace siaga::console {

class RecordingBytes final : public CachedRecording {
 public:
  /// When the file can't be made, every read fails with the reason.
  explicit RecordingBytes(std::filesystem::path file);
  ~RecordingBytes() override;

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override;
  std::uint64_t available() const override;
  std::optional<std::uint64_t> final_size() const override;
  void cancel() override;
  void resume() override;

  /// The fetcher's next piece: where the newest reader reads, then what is missing before it.
  struct Want {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    bool at_edge = false;  ///< all that is known is here: it pays to wait for growth
  };
  /// Nothing when the recording is here as a whole, or after fail().
  std::optional<Want> next_want(std::uint64_t at_most) const;
  /// Bytes at their place. An error also reaches the readers.
  base::Result<void> put(std::uint64_t offset, std::string_view bytes);
  /// The upload has ended: this is its size.
  void finish(std::uint64_t size);
  /// The recording doesn't reach this far yet: readers there wait for growth, the fetcher doesn't ask again.
  void refuse(std::uint64_t offset);
  /// Readers get this error from now on, instead of waiting.
  void fail(base::Error why);
  /// Forgets a failure: somebody opens the recording anew.
  void try_again();

  std::uint64_t stored() const;  ///< bytes on disk

 private:
  std::uint64_t end_of_run(
      std::uint64_t offset) const;  ///< of stored bytes around `offset`; `offset` when it isn't there
  std::uint64_t begin_of_next_run(std::uint64_t offset) const;
  std::optional<Want> want_from(std::uint64_t offset, std::uint64_t at_most) const;
  void note_run(std::uint64_t begin, std::uint64_t end);

  const std::filesystem::path path_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<base::File> file_;
  std::map<std::uint64_t, std::uint64_t> runs_;  ///< begin → end, disjoint, not touching
  std::uint64_t focus_ = 0;                      ///< where the newest read began
  std::optional<std::uint64_t> refused_from_;
  std::optional<std::uint64_t> final_size_;
  std::optional<base::Error> failure_;
  bool cancelled_ = false;
  std::uint64_t cancels_ = 0;  ///< a reader that slept through cancel() and resume() still has to come out
};

}  // namespace siaga::console
