// Somebody watches a recording that is being uploaded; what they were shown is written down.
// Thread: the test's, which pumps what the Player posts.
#pragma once

#include "media/screening.h"
#include "media/upload.h"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <vector>

namespace siaga::test {

struct GrowingKind {
  const char* name;
  media::DemoCamera::Format format;
};
inline std::ostream& operator<<(std::ostream& out, const GrowingKind& kind) { return out << kind.name; }

inline constexpr GrowingKind growing_kinds[] = {{"fragmented mp4", media::DemoCamera::Format::fragmented_mp4},
                                                {"webm", media::DemoCamera::Format::webm},
                                                {"mpegts", media::DemoCamera::Format::mpegts}};

struct Watching {
  /// `whole` must outlive it.
  explicit Watching(const std::string& whole) : upload(whole), screening(upload.source) {}

  /// A black, torn or foreign picture has no number that can be read.
  bool never_flashed() const { return unreadable == 0; }
  bool never_went_back() const { return std::ranges::is_sorted(seen); }
  bool was(media::Phase phase) const { return std::ranges::find(phases, phase) != phases.end(); }

  Upload upload;
  Screening screening;
  std::vector<std::uint32_t> seen;  ///< numbers in the pictures
  std::size_t unreadable = 0;
  std::vector<media::Phase> phases;
  base::Connection on_state = screening.player.changed().connect([this](const media::PlayerState& state) {
    if (phases.empty() || phases.back() != state.phase) phases.push_back(state.phase);
  });
  base::Connection on_frame = screening.player.frame_ready().connect([this] {
    if (const auto number = screening.number())
      seen.push_back(*number);
    else
      ++unreadable;
  });
};

}  // namespace siaga::test
