#include "ui/widgets/photo.h"

#include "domain/exif.h"
#include "domain/profile.h"
#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/dcbuffer.h>
#include <wx/log.h>
#include <wx/mstream.h>
#include <wx/weakref.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {

constexpr int jpeg_quality = 85;
constexpr unsigned longest_camera_side = 12'000;

/// The middle of it, as large a square as there is.
wxImage square_of(const wxImage& image) {
  const int side = std::min(image.GetWidth(), image.GetHeight());
  return image.GetSubImage(wxRect((image.GetWidth() - side) / 2, (image.GetHeight() - side) / 2, side, side));
}

}  // namespace

namespace {

std::optional<wxImage> decode(const std::string& bytes) {
  const wxLogNull quiet;
  wxMemoryInputStream stream(bytes.data(), bytes.size());
  wxImage image;
  const bool is_jpeg = domain::photo_kind(bytes) == domain::PhotoKind::jpeg;
  const bool read =
      is_jpeg ? wxJPEGHandler().LoadFile(&image, stream, false) : wxPNGHandler().LoadFile(&image, stream, false);
  if (!read || !image.IsOk()) return std::nullopt;
  return image;
}

}  // namespace

std::optional<wxImage> decode_photo(const std::string& bytes) {
  return domain::may_be_decoded(bytes) ? decode(bytes) : std::nullopt;
}

std::optional<wxImage> read_camera_picture(const std::string& bytes) {
  const auto extent = domain::photo_extent(bytes);
  const auto fits = [](unsigned side) { return side > 0 && side <= longest_camera_side; };
  auto image = extent && fits(extent->width) && fits(extent->height) ? decode(bytes) : std::nullopt;
  if (!image) return std::nullopt;
  for (int turn = domain::quarter_turns(bytes); turn > 0; --turn) *image = image->Rotate90();
  return image;
}

std::string encode_photo(const wxImage& image) {
  constexpr int longest = static_cast<int>(domain::longest_photo_side);
  auto small = image;
  if (const int side = std::max(image.GetWidth(), image.GetHeight()); side > longest)
    small.Rescale(std::max(1, image.GetWidth() * longest / side), std::max(1, image.GetHeight() * longest / side),
                  wxIMAGE_QUALITY_HIGH);
  small.SetOption(wxIMAGE_OPTION_QUALITY, jpeg_quality);
  wxMemoryOutputStream stream;
  if (!wxJPEGHandler().SaveFile(&small, stream, false)) return {};
  std::string bytes(static_cast<std::size_t>(stream.GetLength()), '\0');
  stream.CopyTo(bytes.data(), bytes.size());
  return bytes;
}

Photo::Photo(wxWindow* parent, Desk& desk, int side) : wxPanel(parent), desk_(desk) {
  const int pixels = native::by_text(*this, side);
  SetMinSize(wxSize(pixels, pixels));
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  set_accessible_role(*this, AccessibleRole::image);
  set_accessible_name(*this, tr("No photo"));
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  on_theme_ = desk_.theme.changed.connect([this] { Refresh(); });
}

void Photo::show_of(const std::optional<base::Id>& person) {
  if (person == person_) return;
  person_ = person;
  show("");
  if (!person) return;
  desk_.link.account().fetch_photo(*person,
                                   [self = wxWeakRef<Photo>(this), whose = *person](base::Result<std::string> bytes) {
                                     if (!self || self->person_ != whose) return;  // somebody else is shown by now
                                     if (bytes) return self->show(*bytes);
                                     if (bytes.error().fault != base::Fault::not_found)
                                       self->person_.reset();  // the next time asks again
                                   });
}

void Photo::show(const std::string& bytes) {
  picture_ = wxBitmap();
  if (const auto image = bytes.empty() ? std::nullopt : decode_photo(bytes)) {
    const auto side = GetMinSize();
    picture_ = wxBitmap(square_of(*image).Rescale(side.x, side.y, wxIMAGE_QUALITY_HIGH));
  }
  set_accessible_name(*this, has_picture() ? tr("Photo") : tr("No photo"));
  Refresh();
}

void Photo::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(desk_.theme.colour("raised"));
  dc.Clear();
  if (has_picture()) return dc.DrawBitmap(picture_, 0, 0);
  const auto size = GetClientSize();
  const int sign = size.x / 2;
  const auto icon = desk_.theme.icon("user", "text_dim", sign);
  if (icon.IsOk()) dc.DrawBitmap(icon.GetBitmap(wxSize(sign, sign)), (size.x - sign) / 2, (size.y - sign) / 2, true);
}

}  // namespace siaga::ui
