// OpenRecording: which recording is being watched, kept in a file for the next start. A recording that was open each
// time when the console ended without closing it may be what ended it, and isn't opened by itself a third time. Owner:
// the player's panel. Thread: UI (a few bytes in the state folder, not synced: a crash loses none of them).
#pragma once

#include "base/id.h"

#include <filesystem>
#include <optional>

namespace siaga::console {

class OpenRecording {
 public:
  /// `folder` is made when needed. A file that can't be read or written is logged and holds nothing back.
  explicit OpenRecording(const std::filesystem::path& folder);
  OpenRecording(const OpenRecording&) = delete;
  OpenRecording& operator=(const OpenRecording&) = delete;
  ~OpenRecording() { closed(); }

  /// The console ended twice in a row while `recording` was open.
  bool ended_twice_with(const base::Id& recording) const;
  void opened(const base::Id& recording);
  void closed();

 private:
  struct Mark {
    base::Id recording;
    int ends = 0;  ///< how often in a row the console ended with it
  };

  void keep(const Mark& mark);
  static std::optional<Mark> read(const std::filesystem::path& file);

  std::filesystem::path file_;
  std::optional<Mark> left_;  ///< by the run before this one
  std::optional<base::Id> open_;
};

}  // namespace siaga::console
