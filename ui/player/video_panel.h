// VideoPanel: the picture, letterboxed, with what must be seen on it: that it is being recorded, who is watching, an
// alarm that arrives during full screen, or the sentence why there is no picture. Drawn by us. Thread: UI.
#pragma once

#include "media/latest_frame.h"
#include "ui/player/picture_view.h"
#include "ui/theme.h"

#include <wx/bitmap.h>
#include <wx/window.h>

#include <functional>
#include <memory>
#include <string>

class wxGraphicsContext;

namespace siaga::ui {

class VideoPanel : public wxWindow {
 public:
  VideoPanel(wxWindow* parent, Theme& theme);

  void show(std::shared_ptr<const media::Frame> frame);
  const std::shared_ptr<const media::Frame>& frame() const { return frame_; }
  /// Red badge in the upper left: "MEREKAM 0:21"; empty: none.
  void set_badge(const std::string& text);
  /// A quiet word in the upper right: "jeda", "menunggu gambar…".
  void set_state(const std::string& text);
  /// Lower right, faint: who is watching, where, when.
  void set_watermark(const std::string& text);
  /// Instead of a picture, or below it when there is one. Empty: none.
  void set_message(const std::string& text);
  /// A small picture at the lower edge, around `x`, with its time: what stands where the pointer is on the track.
  /// A bitmap that isn't OK: none.
  void set_preview(const wxBitmap& picture, int x, const std::string& time);
  /// As it was recorded: not turned, whole.
  void look_plainly();
  void turn();
  void magnify(double factor);  ///< around the middle
  void look_at_whole();
  void move(int x, int y);  ///< the magnified picture, by so many tenths of the room
  /// Nothing is open: the window's own quiet colours instead of a black screen.
  void set_calm(bool calm);
  /// Across the top in red, during full screen.
  void set_alarm(const std::string& text);
  /// For screen readers; an alarm or a preview that is painted over the picture is read instead.
  void describe(const std::string& words);

  std::function<void()> on_click = [] {};
  std::function<void()> on_double_click = [] {};
  std::function<void()> on_paint = [] {};  ///< somebody sees it

 private:
  void paint();
  void paint_preview(wxGraphicsContext& canvas) const;
  void bind_mouse();
  void set(std::string& slot, const std::string& text);
  void name();
  /// "1,5× · 90°"; empty for the whole picture as it was recorded.
  std::string looked_at() const;
  void look_changed();

  Theme& theme_;
  std::shared_ptr<const media::Frame> frame_;
  PictureView view_;
  wxPoint grasped_;  ///< where the mouse button went down, then where it was last
  bool holds_ = false;
  bool moved_ = false;
  bool calm_ = true;
  std::string badge_, state_, watermark_, message_, alarm_, words_;
  wxBitmap preview_;
  int preview_x_ = 0;
  std::string preview_time_;
};

}  // namespace siaga::ui
