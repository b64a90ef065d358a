// SeekTrack: where the recording is, how loud it is, how far it has arrived, and a click or drag to go there. Drawn by
// us; its name for screen readers says the position. Keys are the frame's (← → , .). Thread: UI.
#pragma once

#include "ui/theme.h"

#include <wx/window.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class wxGraphicsContext;

namespace siaga::ui {

/// Free room at either end of the track, in pixels; the posters below keep it, too, so that both speak of the same
/// places.
constexpr int track_inset = 12;

class SeekTrack : public wxWindow {
 public:
  using Time = std::chrono::nanoseconds;
  SeekTrack(wxWindow* parent, Theme& theme);

  /// `end` is the length, or the newest time of a growing recording; zero: nothing to seek in.
  void set(Time position, Time end, bool growing);
  /// Marks A and B; between both it repeats.
  void set_marks(std::optional<Time> from, std::optional<Time> to);

  /// How loud it is over its length, 0 to 255; empty: not known.
  void set_loudness(const std::vector<std::uint8_t>& loudness);

  std::function<void(Time)> on_seek = [](Time) {};
  /// The pointer is over that time, `x` pixels from the left; nothing: it has left.
  std::function<void(std::optional<Time>, int x)> on_hover = [](std::optional<Time>, int) {};

 private:
  void paint();
  void paint_marks(wxGraphicsContext& canvas, double width) const;
  void name();
  void point(int x);
  Time time_at(int x) const;
  void paint_loudness(wxGraphicsContext& canvas, double width) const;

  Theme& theme_;
  Time position_{0};
  Time end_{0};
  std::vector<std::uint8_t> loudness_;
  bool growing_ = false;
  std::optional<Time> from_, to_;
  bool dragging_ = false;
};

}  // namespace siaga::ui
