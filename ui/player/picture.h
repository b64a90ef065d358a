// Frames of a recording on the window's canvas, and as small posters. Thread: UI.
#pragma once

#include "media/latest_frame.h"

#include <wx/bitmap.h>
#include <wx/gdicmn.h>
#include <wx/geometry.h>

#include <string>

class wxGraphicsContext;

namespace siaga::ui {

/// Fills `where` with the picture, turned clockwise by so many quarters; without converting or copying the pixels where
/// the canvas allows it (cairo).
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect2DDouble& where, int quarters);
/// A picture of exactly `size`, cut to fill it.
wxBitmap poster_of(const media::Frame& frame, const wxSize& size);
/// A small JPEG that the hub has checked; not OK when it is none after all.
wxBitmap bitmap_of_jpeg(const std::string& jpeg);
/// The same picture at exactly `size`, cut to fill it.
wxBitmap poster_of(const wxBitmap& picture, const wxSize& size);
/// The middle of `where`, as wide as a picture of that size is at its height; all of it where that is too narrow.
wxRect2DDouble middle_of(const wxRect2DDouble& where, const wxSize& picture);
/// Cut to fill `where`.
void draw_filling(wxGraphicsContext& canvas, const wxBitmap& picture, const wxRect2DDouble& where);

}  // namespace siaga::ui
