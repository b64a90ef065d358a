// What is made from a recording and kept next to it: a preview (poster frames, loudness) and an indexed copy. The
// recording itself is never touched. Each is written under another name, synced and renamed, so that what has its name
// is whole. They may be lost and made again: what is missing when the hub starts, or when the Examiner comes back after
// a pause, and what the disk had no room for once there is some. No evidence is lost with them: seeking is slower, and
// there is less to see before opening.
// Thread: blocks its caller; any, one a recording.
#pragma once

#include "base/file.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace siaga::hub {

/// media/aa/<id>.preview and media/aa/<id>.play, from media/aa/<id>.
std::filesystem::path preview_of(const std::filesystem::path& recording);
std::filesystem::path play_copy_of(const std::filesystem::path& recording);

/// What a hub that was killed left of a copy.
void drop_unfinished_copy(const std::filesystem::path& recording);

/// Of an early look, when the whole recording has nothing to show.
void drop_preview(const std::filesystem::path& recording);

/// One JPEG; `number` from 0. Errors: not_found, corrupt, internal.
base::Result<std::string> read_poster(const std::filesystem::path& recording, std::size_t number);
/// loudness_values bytes. Errors: the same.
base::Result<std::string> read_loudness(const std::filesystem::path& recording);

/// Takes what siaga-probe writes for a copy, piece by piece as it comes. Unless it is finished nothing stays.
class PlayCopyFile {
 public:
  /// `limit`: bytes that it may have at most. Errors: storage_full, internal.
  static base::Result<PlayCopyFile> create(const std::filesystem::path& recording, std::uint64_t limit);
  PlayCopyFile(PlayCopyFile&&) = default;
  PlayCopyFile& operator=(PlayCopyFile&&) = delete;
  ~PlayCopyFile();

  /// Errors: corrupt or too_large (not what a probe should say), storage_full, internal.
  base::Result<void> take(std::string_view bytes);
  /// Its container, "mp4" or "matroska"; now it has its name. Errors: corrupt (it breaks off), those of the disk.
  base::Result<std::string> finish();

 private:
  PlayCopyFile(base::File file, std::filesystem::path recording, std::uint64_t limit);

  base::File file_;
  std::filesystem::path recording_;  ///< empty once finished or moved from
  std::uint64_t limit_;
  std::string waiting_;  ///< the beginning of a frame
  std::string container_;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace siaga::hub
