// PictureView: how a person looks at the picture: turned by quarters, magnified, moved. The recording and what is saved
// of it stay as they are. Thread: pure.
#pragma once

#include "media/latest_frame.h"

#include <wx/gdicmn.h>
#include <wx/geometry.h>

namespace siaga::ui {

class PictureView {
 public:
  static constexpr double largest = 8;

  void turn() { quarters_ = (quarters_ + 1) % 4; }
  /// Times `factor`, within 1–8; the point `around` of the room stays under the pointer.
  void magnify(double factor, const media::Frame& frame, const wxSize& room, wxPoint2DDouble around);
  /// Moves the picture by so many pixels, as far as it reaches beyond the room.
  void move(double x, double y, const media::Frame& frame, const wxSize& room);
  /// Whole and in the middle, as turned.
  void whole();

  int quarters() const { return quarters_; }  ///< 0–3, clockwise
  double zoom() const { return zoom_; }       ///< 1–8
  bool is_plain() const { return quarters_ == 0 && zoom_ == 1; }
  /// Where the turned picture lies; larger than the room when magnified.
  wxRect2DDouble place(const media::Frame& frame, const wxSize& room) const;

 private:
  wxRect2DDouble fitted(const media::Frame& frame, const wxSize& room, double zoom) const;

  int quarters_ = 0;
  double zoom_ = 1;
  wxPoint2DDouble centre_{0.5, 0.5};  ///< of the room, as shares of the picture
};

}  // namespace siaga::ui
