#pragma once
// The distances between controls, in pixels of a display at 96 dpi.

namespace siaga::ui {

constexpr int small_gap = 8;
constexpr int middle_gap = 12;
constexpr int gap = 16;
constexpr int large_gap = 24;

}  // namespace siaga::ui
