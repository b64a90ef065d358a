// A recording that an officer's phone uploads for an SOS. Its bytes are evidence: never altered, never dropped.
// Values and rules; no thread.
#pragma once

#include "base/clock.h"
#include "base/digest.h"
#include "base/id.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::domain {

enum class RecordingState { growing, finished };

/// How much of a recording an examination saw while the rest was still to come.
struct SeenPart {
  std::uint64_t bytes = 0;  ///< from its beginning
  base::Instant until{};    ///< when the last of them came
  bool operator==(const SeenPart&) const = default;
};

/// What the probe found in a recording. Unreadable ones are kept and marked.
struct Examination {
  bool readable = false;
  std::string container;  ///< "mp4", "webm", "ts", …; empty when unreadable
  std::string video;      ///< codec, empty when there is none
  std::string audio;
  std::optional<std::chrono::milliseconds> duration;
  std::string trouble;  ///< one word of the probe's ("cut-off", "timeout") or "probe" when that failed; empty when
                        ///< there is none
  int width = 0;        ///< pixels as coded, before rotation; 0 when unknown
  int height = 0;
  int rotation = 0;                                  ///< degrees clockwise to make it upright: 0, 90, 180, 270
  double frame_rate = 0;                             ///< pictures a second on average; 0 when unknown
  std::vector<std::chrono::milliseconds> posters{};  ///< when each poster frame stands, in order; most_posters at most
  bool loudness = false;                             ///< there is a strip of how loud it is
  std::string play_copy{};         ///< container of an indexed copy ("mp4", "matroska"); empty when the original serves
  std::optional<SeenPart> part{};  ///< nothing: it saw the whole recording
  bool operator==(const Examination&) const = default;
};

inline constexpr std::size_t most_posters = 12;

struct Recording {
  base::Id id;
  base::Id sos;
  std::string content_type;  ///< as the phone said, "video/mp4"; trusted by nobody
  std::string file_name;     ///< as the phone said; shown, never used as a path
  base::Instant started_at;
  RecordingState state = RecordingState::growing;
  std::uint64_t size = 0;  ///< bytes durable so far
  std::optional<std::uint64_t> declared_size;
  std::optional<base::Sha256> sha256;  ///< once finished
  std::optional<Examination> examination;
};

/// R1: an SOS carries a recording of at least 3 seconds. A shorter or unreadable one is kept and marked.
inline constexpr std::chrono::milliseconds shortest_valid_recording{3000};

/// True when R1 is met; an unknown duration of a readable recording isn't held against the officer, nor that a part
/// falls short of it.
bool meets_r1(const Examination& examination);

}  // namespace siaga::domain
