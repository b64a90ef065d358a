// How loud a recording is over its length, as bars: on the track, in a row of the queue, in a glance. Thread: UI; the
// sums are pure.
#pragma once

#include <wx/colour.h>
#include <wx/geometry.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

class wxGraphicsContext;

namespace siaga::ui {

/// The strip on so many bars, 0 to 255 each: the loudest of what falls on one, so that a short cry isn't averaged away.
/// Never more bars than values.
std::vector<std::uint8_t> bars_of(std::span<const std::uint8_t> loudness, std::size_t most);
/// Where it is loudest, as a share of the length; nothing when it is silent throughout.
std::optional<double> loudest_share(std::span<const std::uint8_t> loudness);

enum class BarsFrom { middle, bottom };
/// Bars of two pixels and more, over the whole of `where`.
void draw_loudness(wxGraphicsContext& canvas, std::span<const std::uint8_t> loudness, const wxRect2DDouble& where,
                   const wxColour& colour, BarsFrom from);

}  // namespace siaga::ui
