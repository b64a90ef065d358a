// The clip set that clip_set.py makes: one recording of each kind, and what a player has to do with it.
// Made once a build folder, and again when the scripts change. Thread: any, after the first call.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace siaga::test {

struct ClipKind {
  struct Target {
    std::chrono::nanoseconds at;  ///< in the middle of the picture
    std::uint32_t number;
  };

  std::string name;
  std::filesystem::path file;
  bool plays = true;
  std::string trouble;  ///< after the end, or instead of playing; as word_of() says it
  std::string video;    ///< codecs as PlayerState names them; empty: none
  std::string audio;
  int width = 0;  ///< of the upright picture
  int height = 0;
  std::vector<Target> targets;
  std::uint32_t first = 0;  ///< numbers of the pictures
  std::optional<std::uint32_t> last;
  std::optional<std::uint32_t> last_at_least;  ///< of a recording that was cut
  std::optional<std::chrono::nanoseconds> duration;
};

/// A file made to do harm.
struct HostileClip {
  std::string name;
  std::filesystem::path file;
  std::vector<std::string> troubles;  ///< one of these has to be said; "none": it may also play
};

struct ClipSet {
  std::vector<ClipKind> kinds;
  std::vector<HostileClip> hostile;
};

/// Throws std::runtime_error with the script's words when the set can't be made.
const ClipSet& clip_set();

std::string content_of(const std::filesystem::path& file);

}  // namespace siaga::test
