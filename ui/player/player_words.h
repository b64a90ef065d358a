// What stands on the picture when there is something to say about a recording: why there is none, why it is silent, or
// that it waits. UTF-8. Thread: UI.
#pragma once

#include "domain/recording.h"
#include "media/player.h"

#include <cstdint>
#include <optional>
#include <string>

namespace siaga::ui {

/// How much of a recording has come, in bytes.
struct Arrival {
  std::uint64_t arrived = 0;
  std::optional<std::uint64_t> declared{};  ///< as the phone has said
};

/// Empty when there is nothing to say.
std::string player_words(const media::PlayerState& state, const Arrival& arrival);

/// The red tag: how far a growing recording has come, and whether more comes. Empty for any other.
std::string recording_tag(const media::PlayerState& state);

/// Why a recording isn't opened by itself; empty: it is. `ended_twice`: the console did while this one was open.
std::string held_back_words(const domain::Recording& recording, bool ended_twice);

}  // namespace siaga::ui
