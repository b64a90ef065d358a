// PosterStrip: the poster frames of a recording side by side, so that what is in it can be told before it is played.
// A click goes to that picture, Ctrl+← and Ctrl+→ to the one before or after the marked one. Drawn by us. Thread: UI.
#pragma once

#include "console/recording_previews.h"
#include "ui/theme.h"

#include <wx/bitmap.h>
#include <wx/window.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace siaga::ui {

/// Which of the pictures is on the screen at `position`: the last one up to there, and not one that is a picture's
/// length away by rounding; nothing before the first.
std::optional<std::size_t> poster_at(std::span<const std::chrono::milliseconds> times,
                                     std::chrono::nanoseconds position);
/// The number of the one before (-1) or after (1) that; the first or last stays. `times` isn't empty.
std::size_t poster_beside(std::span<const std::chrono::milliseconds> times, std::chrono::nanoseconds position, int by);

class PosterStrip : public wxWindow {
 public:
  using Time = std::chrono::nanoseconds;
  PosterStrip(wxWindow* parent, Theme& theme);

  /// What has come of them; the rest stays dark, and what had come before stays. Nothing at all: an empty preview.
  void set(const base::Id& recording, const console::RecordingPreview& preview);
  /// Where the video is: the last poster up to there is marked.
  void set_position(Time position);
  bool has_any() const { return !times_.empty(); }
  /// The picture nearest to `at`; not OK when none has come.
  wxBitmap nearest(Time at) const;

  /// To the picture before (-1) or after (1) the marked one, as a click on it would.
  void step(int by);

  std::function<void(Time)> on_seek = [](Time) {};

  bool AcceptsFocus() const override { return false; }  // its keys are the frame's

 private:
  void paint();
  std::size_t here() const;
  void go_to(std::size_t number);
  void name();

  Theme& theme_;
  base::Id recording_;
  std::vector<std::chrono::milliseconds> times_;
  std::vector<std::string> jpegs_;  ///< as decoded, to see what is new
  std::vector<wxBitmap> pictures_;
  Time position_{0};
};

}  // namespace siaga::ui
