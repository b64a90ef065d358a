// GlanceStrip: twelve pictures of a recording in the order of its time, and below each line of them how loud it is
// there. Drawn by us; its name for screen readers says what came. Thread: UI.
#pragma once

#include "console/recording_previews.h"
#include "ui/theme.h"

#include <wx/bitmap.h>
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
  void paint_picture(wxGraphicsContext& canvas, std::size_t number) const;
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
