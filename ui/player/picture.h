// Frames of a recording on the window's canvas, and as small posters. Thread: UI.
#pragma once

#include "media/latest_frame.h"

#include <wx/bitmap.h>
#include <wx/gdicmn.h>
#include <wx/geometry.h>

class wxGraphicsContext;

namespace siaga::ui {

/// Fills `where` with the picture, turned clockwise by so many quarters; without converting or copying the pixels where
/// the canvas allows it (cairo).
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect2DDouble& where, int quarters);
/// A picture of exactly `size`, cut to fill it.
wxBitmap poster_of(const media::Frame& frame, const wxSize& size);

}  // namespace siaga::ui
