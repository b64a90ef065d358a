// Frames of a recording on the window's canvas, and as small posters. Thread: UI.
#pragma once

#include "media/latest_frame.h"

#include <wx/bitmap.h>
#include <wx/gdicmn.h>

class wxGraphicsContext;

namespace siaga::ui {

/// The largest rectangle of the frame's shape inside `room`, centred.
wxRect letterboxed(const media::Frame& frame, const wxSize& room);
/// Draws without converting or copying the pixels where the canvas allows it (cairo).
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect& where);
/// A picture of exactly `size`, cut to fill it.
wxBitmap poster_of(const media::Frame& frame, const wxSize& size);

}  // namespace siaga::ui
