// Photo: somebody's picture in a square, or the sign of a person where there is none. Photos come from other people and
// are hostile until proven otherwise: format, bytes and pixels are looked at before anything is decoded
// (domain/profile.h).
// Thread: UI.
#pragma once

#include "ui/desk.h"

#include <wx/bitmap.h>
#include <wx/image.h>
#include <wx/panel.h>

#include <optional>
#include <string>

namespace siaga::ui {

/// Nothing when it isn't fit to be decoded, or can't be.
std::optional<wxImage> decode_photo(const std::string& bytes);
/// A picture of one's own choosing, which may be as large as cameras make them; upright.
std::optional<wxImage> read_camera_picture(const std::string& bytes);
/// As it goes to the hub: at most 512 pixels along its longer side, a JPEG without whatever the camera wrote beside the
/// picture (place, time, device).
std::string encode_photo(const wxImage& image);

class Photo : public wxPanel {
 public:
  /// `side`: pixels at the usual text size.
  Photo(wxWindow* parent, Desk& desk, int side);

  /// Asks the hub for their photo; nobody's: the sign. The same person again changes nothing.
  void show_of(const std::optional<base::Id>& person);
  /// These bytes; empty: the sign.
  void show(const std::string& bytes);
  bool has_picture() const { return picture_.IsOk(); }

 private:
  void paint();

  Desk& desk_;
  std::optional<base::Id> person_;
  wxBitmap picture_;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
