// PosterStrip: the poster frames of a recording side by side, so that what is in it can be told before it is played.
// A click goes to that picture. Drawn by us; the keyboard has the track. Thread: UI.
#pragma once

#include "console/recording_previews.h"
#include "ui/theme.h"

#include <wx/bitmap.h>
#include <wx/window.h>

#include <chrono>
#include <functional>
#include <vector>

namespace siaga::ui {

class PosterStrip : public wxWindow {
 public:
  using Time = std::chrono::nanoseconds;
  PosterStrip(wxWindow* parent, Theme& theme);

  /// What has come of them; the rest stays dark. Nothing at all: an empty preview.
  void set(const console::RecordingPreview& preview);
  /// Where the video is: the last poster up to there is marked.
  void set_position(Time position);
  bool has_any() const { return !times_.empty(); }
  /// The picture nearest to `at`; not OK when none has come.
  wxBitmap nearest(Time at) const;

  std::function<void(Time)> on_seek = [](Time) {};

 private:
  void paint();
  std::size_t here() const;

  Theme& theme_;
  std::vector<std::chrono::milliseconds> times_;
  std::vector<std::string> jpegs_;  ///< as decoded, to see what is new
  std::vector<wxBitmap> pictures_;
  Time position_{0};
};

}  // namespace siaga::ui
