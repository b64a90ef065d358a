// What of a person stands beside their name and goes into no event: the day of birth (R31) and a photo. Photos come
// from outside: here they are only recognised and measured, never decoded. Pure; any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace siaga::domain {

/// "1985-06-30": a day of the calendar, from 1900 on, over by `now`. Errors: invalid, field "born".
base::Result<void> check_born(std::string_view text, base::Instant now);

enum class PhotoKind { jpeg, png };

/// Bytes that the hub keeps of a photo.
inline constexpr std::size_t largest_photo = 2u << 20;
/// Pixels along the longer side, as consoles send it.
inline constexpr unsigned longest_photo_side = 512;
/// Pixels along a side that a console decodes of somebody else's photo; a liar's thousands would cost gigabytes.
inline constexpr unsigned longest_shown_side = 2048;

/// By its first bytes; nothing for any other format.
std::optional<PhotoKind> photo_kind(std::string_view bytes);
/// "image/jpeg", "image/png".
std::string_view content_type(PhotoKind kind);
std::optional<PhotoKind> photo_kind_of_type(std::string_view content_type);

struct PhotoExtent {
  unsigned width = 0;  ///< pixels
  unsigned height = 0;
};
/// As the file's head says; nothing when it can't be found there.
std::optional<PhotoExtent> photo_extent(std::string_view bytes);

/// Whether a console may decode it: of a known kind, with a size in bytes and pixels that harms nobody.
bool may_be_decoded(std::string_view bytes);

}  // namespace siaga::domain
