#include "ui/player/player_words.h"

#include "base/zone.h"
#include "ui/format.h"
#include "ui/text.h"

#include <chrono>

namespace siaga::ui {
namespace {

/// A break of the link that nobody need be told about at length.
constexpr std::chrono::seconds long_quiet{20};

/// Where pictures play, what was refused of the recording is its sound.
bool is_about_sound(const media::PlayerState& state) {
  return state.has_video && state.phase != media::Phase::failed &&
         (state.trouble == media::Trouble::unsupported || state.trouble == media::Trouble::no_decoder);
}

}  // namespace

std::string player_words(const media::PlayerState& state, const Arrival& arrival) {
  const auto codec = [](const std::string& name) { return name.empty() ? tr("unknown") : name; };
  switch (is_about_sound(state) ? media::Trouble::none : state.trouble) {
    case media::Trouble::none:
      if (state.quiet >= long_quiet && state.phase == media::Phase::waiting)
        return tr(
            "No more of this recording arrives: the officer's phone or its link may be down. What is here can be "
            "watched and stepped through; it goes on by itself.");
      break;
    case media::Trouble::unreadable: return tr("This recording can't be read. The file is kept as evidence.");
    case media::Trouble::unsupported:
      return tr("This console doesn't play the format ({} {}). The file is kept as evidence.", codec(state.container),
                codec(state.video_codec));
    case media::Trouble::too_large_picture:
      return tr("The picture is larger than 4096×2304 and isn't played. The file is kept as evidence.");
    case media::Trouble::plays_when_complete:
      return arrival.declared
                 ? tr("This video plays once its upload has ended ({} of {} MB).", megabytes(arrival.arrived),
                      megabytes(*arrival.declared))
                 : tr("This video plays once its upload has ended ({} MB so far).", megabytes(arrival.arrived));
    case media::Trouble::cut_off:
      return state.phase == media::Phase::failed
                 ? tr("The recording breaks off before it can be played. The file is kept as evidence.")
                 : tr("The recording breaks off; what is there is shown.");
    case media::Trouble::no_decoder:
      return tr("This machine can't decode {}. Install the package gstreamer1.0-libav.", codec(state.video_codec));
  }
  const bool known = state.phase != media::Phase::opening && state.phase != media::Phase::waiting;
  if (known && !state.has_video && state.has_audio) return tr("Sound only: this recording has no picture.");
  if (known && state.has_video && !state.audio_codec.empty() && !state.has_audio)
    return tr("The sound of this recording can't be played here.");
  return {};
}

std::string recording_tag(const media::PlayerState& state) {
  if (!state.growing) return {};
  const auto newest = base::short_duration(std::chrono::duration_cast<std::chrono::microseconds>(state.edge));
  return state.quiet > state.quiet.zero() ? tr("STOPPED AT {}", newest) : tr("RECORDING {}", newest);
}

// What it would be opened for can wait for a key: an alarm can't wait for a console that ends each time it starts.
std::string held_back_words(const domain::Recording& recording, bool ended_twice) {
  if (ended_twice)
    return tr(
        "The console ended twice while this recording was open. The file is kept as evidence. Space plays it anyway.");
  const auto& examination = recording.examination;
  if (examination && !examination->readable && examination->trouble == "probe")
    return tr(
        "The hub's look into this recording failed: it may be damaged or made to do harm. The file is kept as "
        "evidence. Space plays it anyway.");
  return {};
}

}  // namespace siaga::ui
