// Reads what siaga-probe says (src/media/probe_output.h describes the frames). The probe has read a stranger's file and
// may have been taken over by it: every byte here is hostile, every size is bounded, nothing is believed but checked.
// Thread: pure.
#pragma once

#include "base/result.h"
#include "domain/recording.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace siaga::hub {

inline constexpr std::size_t longest_findings = 2u << 20;           ///< bytes of one probe's findings
inline constexpr std::size_t largest_poster = 128u << 10;           ///< bytes of a JPEG
inline constexpr int longest_poster_side = 640;                     ///< pixels
inline constexpr std::size_t loudness_values = 200;                 ///< as many, or none
inline constexpr std::size_t largest_copy_frame = (1u << 20) + 64;  ///< bytes of a frame of a copy, its head included

/// What a probe found. Views point into the bytes that were read.
struct Findings {
  domain::Examination examination;  ///< with posters and loudness, without a play copy
  bool indexed = false;             ///< the recording needs no indexed copy
  std::vector<std::string_view> posters;
  std::string_view loudness;
};

/// All of it: findings end with E and nothing stands behind. Errors: corrupt; too_large over longest_findings.
base::Result<Findings> read_findings(std::string_view bytes);

/// A baseline or progressive JPEG of at most longest_poster_side pixels a side, from its markers alone: nobody who
/// shows it is led to take gigabytes for it.
bool is_small_jpeg(std::string_view bytes);

/// One frame of a copy.
struct CopyFrame {
  enum class Kind { container, piece, end };
  Kind kind = Kind::end;
  std::string_view content;  ///< "mp4", "matroska", or the bytes of a piece
  std::uint64_t offset = 0;  ///< of a piece
  std::size_t length = 0;    ///< of the frame with its head: where the next begins
};

/// The eight bytes that a copy begins with.
inline constexpr std::string_view copy_magic = "SIAGAPC1";

/// The frame that `bytes` begin with; nothing when it isn't there as a whole yet. A piece ends at `limit` bytes of the
/// copy at the latest. Errors: corrupt, too_large.
base::Result<std::optional<CopyFrame>> next_copy_frame(std::string_view bytes, std::uint64_t limit);

}  // namespace siaga::hub
