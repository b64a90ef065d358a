#include "ui/player/picture.h"

#include <wx/graphics.h>
#include <wx/image.h>
#include <wx/imagjpeg.h>
#include <wx/log.h>
#include <wx/mstream.h>

#include <algorithm>
#include <memory>
#include <numbers>

#ifdef __WXGTK__
#include <cairo.h>
#endif

namespace siaga::ui {

#ifdef __WXGTK__
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect2DDouble& where, int quarters) {
  struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  };
  auto* cairo = static_cast<cairo_t*>(canvas.GetNativeContext());
  // Cairo only reads; its interface knows no const.
  const std::unique_ptr<cairo_surface_t, Destroy> picture(cairo_image_surface_create_for_data(
      const_cast<std::uint8_t*>(frame.bgrx.data()), CAIRO_FORMAT_RGB24, frame.width, frame.height, frame.stride));
  const bool lies = quarters % 2 == 0;
  cairo_save(cairo);
  cairo_rectangle(cairo, where.m_x, where.m_y, where.m_width, where.m_height);
  cairo_clip(cairo);
  cairo_translate(cairo, where.m_x + where.m_width / 2, where.m_y + where.m_height / 2);
  cairo_rotate(cairo, quarters * std::numbers::pi / 2);
  cairo_scale(cairo, (lies ? where.m_width : where.m_height) / frame.width,
              (lies ? where.m_height : where.m_width) / frame.height);
  cairo_translate(cairo, -frame.width / 2.0, -frame.height / 2.0);
  cairo_set_source_surface(cairo, picture.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
  cairo_paint(cairo);
  cairo_restore(cairo);
}
#else
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect2DDouble& where, int quarters) {
  const bool lies = quarters % 2 == 0;
  const wxSize size(static_cast<int>(lies ? where.m_width : where.m_height),
                    static_cast<int>(lies ? where.m_height : where.m_width));
  canvas.PushState();
  canvas.Translate(where.m_x + where.m_width / 2, where.m_y + where.m_height / 2);
  canvas.Rotate(quarters * std::numbers::pi / 2);
  canvas.DrawBitmap(poster_of(frame, size), -size.x / 2.0, -size.y / 2.0, size.x, size.y);
  canvas.PopState();
}
#endif

wxBitmap poster_of(const media::Frame& frame, const wxSize& size) {
  wxImage image(size);
  const double scale = std::min(static_cast<double>(frame.width) / size.x, static_cast<double>(frame.height) / size.y);
  const double left = (frame.width - size.x * scale) / 2;
  const double top = (frame.height - size.y * scale) / 2;
  auto* out = image.GetData();
  // Four samples a pixel are enough at this size.
  for (int y = 0; y < size.y; ++y)
    for (int x = 0; x < size.x; ++x) {
      int sum[3] = {0, 0, 0};
      for (int sample = 0; sample < 4; ++sample) {
        const int from_x =
            std::clamp(static_cast<int>(left + (x + 0.25 + 0.5 * (sample & 1)) * scale), 0, frame.width - 1);
        const int from_y =
            std::clamp(static_cast<int>(top + (y + 0.25 + 0.5 * (sample >> 1)) * scale), 0, frame.height - 1);
        const auto* pixel = frame.bgrx.data() + static_cast<std::ptrdiff_t>(from_y) * frame.stride + from_x * 4;
        for (int channel = 0; channel < 3; ++channel) sum[channel] += pixel[2 - channel];
      }
      for (const int total : sum) *out++ = static_cast<unsigned char>(total / 4);
    }
  return wxBitmap(image);
}

wxBitmap bitmap_of_jpeg(const std::string& jpeg) {
  if (jpeg.empty()) return {};
  const wxLogNull quiet;  // wx would put a damaged picture into a window of its own
  wxMemoryInputStream stream(jpeg.data(), jpeg.size());
  wxImage image;
  if (!wxJPEGHandler().LoadFile(&image, stream, false) || !image.IsOk()) return {};
  return wxBitmap(image);
}

wxBitmap poster_of(const wxBitmap& picture, const wxSize& size) {
  if (!picture.IsOk()) return {};
  const double scale =
      std::max(static_cast<double>(size.x) / picture.GetWidth(), static_cast<double>(size.y) / picture.GetHeight());
  const wxSize whole(std::max(size.x, static_cast<int>(picture.GetWidth() * scale)),
                     std::max(size.y, static_cast<int>(picture.GetHeight() * scale)));
  const auto scaled = picture.ConvertToImage().Scale(whole.x, whole.y, wxIMAGE_QUALITY_BILINEAR);
  return wxBitmap(scaled.GetSubImage(wxRect((whole.x - size.x) / 2, (whole.y - size.y) / 2, size.x, size.y)));
}

wxRect2DDouble middle_of(const wxRect2DDouble& where, const wxSize& picture) {
  if (picture.y <= 0) return where;
  const double width = std::min(where.m_width, where.m_height * picture.x / picture.y);
  return {where.m_x + (where.m_width - width) / 2, where.m_y, width, where.m_height};
}

void draw_filling(wxGraphicsContext& canvas, const wxBitmap& picture, const wxRect2DDouble& where) {
  const double scale = std::max(where.m_width / picture.GetWidth(), where.m_height / picture.GetHeight());
  const double width = picture.GetWidth() * scale;
  const double height = picture.GetHeight() * scale;
  canvas.Clip(where.m_x, where.m_y, where.m_width, where.m_height);
  canvas.DrawBitmap(picture, where.m_x + (where.m_width - width) / 2, where.m_y + (where.m_height - height) / 2, width,
                    height);
  canvas.ResetClip();
}

}  // namespace siaga::ui
