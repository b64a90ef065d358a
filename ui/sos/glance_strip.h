// GlanceStrip: twelve pictures of a recording in the order of its time, and below each line of them how loud it is
// there; the only picture of a recording has the strip's height, with the sound beside it. Drawn by us; its name for
// screen readers says what came. Thread: UI.
#pragma once

#include "console/recording_previews.h"
#include "ui/theme.h"

#include <wx/bitmap.h>
#include <wx/geometry.h>
#include <wx/window.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

class wxGraphicsContext;

namespace siaga::ui {

/// Which of `places` equal parts of the length each picture stands in, so that pictures and sound speak of the same
/// seconds: a recording with few key pictures has few. Two that fall into one part stand beside each other. There are
/// no more times than places.
std::vector<std::size_t> places_of(std::span<const std::chrono::milliseconds> times, std::chrono::milliseconds length,
                                   std::size_t places);

/// Where a picture is drawn, in pixels.
struct GlanceCell {
  std::size_t line = 0;
  double left = 0, width = 0;
};
/// Each begins at its place and is as wide as it is by nature (`natural`), as far as its neighbours and its line's end
/// leave room: few pictures aren't slivers of themselves. None is narrower than its place. `columns` places a line.
std::vector<GlanceCell> cells_of(std::span<const std::size_t> places, std::span<const double> natural,
                                 std::size_t columns, double width);

class GlanceStrip : public wxWindow {
 public:
  /// `lines` that the pictures are laid on; the height follows.
  GlanceStrip(wxWindow* parent, Theme& theme, int lines);

  /// What has come of it; the rest stays dark. The pictures of the recording before are dropped. `length` zero:
  /// unknown.
  void set(const base::Id& recording, const console::RecordingPreview& preview, std::chrono::milliseconds length);
  std::size_t pictures() const;

  bool AcceptsFocus() const override { return false; }  // its keys are the frame's

 private:
  void paint();
  void paint_picture(wxGraphicsContext& canvas, std::size_t number, const wxRect2DDouble& box) const;
  void paint_pictures(wxGraphicsContext& canvas) const;
  void paint_only_picture(wxGraphicsContext& canvas) const;
  /// As wide as the picture is at this height.
  double natural_width(std::size_t number, double height) const;
  void paint_sound(wxGraphicsContext& canvas, std::size_t line) const;
  std::size_t columns() const;

  Theme& theme_;
  int lines_;
  base::Id recording_;
  std::vector<std::string> jpegs_;  ///< as decoded, to see what is new
  std::vector<wxBitmap> pictures_;
  std::vector<std::size_t> places_;  ///< of twelve, from the left
  std::vector<std::uint8_t> loudness_;
};

}  // namespace siaga::ui
