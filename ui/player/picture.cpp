#include "ui/player/picture.h"

#include <wx/graphics.h>
#include <wx/image.h>

#include <algorithm>
#include <memory>

#ifdef __WXGTK__
#include <cairo.h>
#endif

namespace siaga::ui {

wxRect letterboxed(const media::Frame& frame, const wxSize& room) {
  if (frame.width <= 0 || frame.height <= 0) return {};
  const double scale = std::min(static_cast<double>(room.x) / frame.width, static_cast<double>(room.y) / frame.height);
  const wxSize size(std::max(1, static_cast<int>(frame.width * scale)),
                    std::max(1, static_cast<int>(frame.height * scale)));
  return {wxPoint((room.x - size.x) / 2, (room.y - size.y) / 2), size};
}

#ifdef __WXGTK__
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect& where) {
  struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  };
  auto* cairo = static_cast<cairo_t*>(canvas.GetNativeContext());
  // Cairo only reads; its interface knows no const.
  const std::unique_ptr<cairo_surface_t, Destroy> picture(cairo_image_surface_create_for_data(
      const_cast<std::uint8_t*>(frame.bgrx.data()), CAIRO_FORMAT_RGB24, frame.width, frame.height, frame.stride));
  cairo_save(cairo);
  cairo_rectangle(cairo, where.x, where.y, where.width, where.height);
  cairo_clip(cairo);
  cairo_translate(cairo, where.x, where.y);
  cairo_scale(cairo, static_cast<double>(where.width) / frame.width, static_cast<double>(where.height) / frame.height);
  cairo_set_source_surface(cairo, picture.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
  cairo_paint(cairo);
  cairo_restore(cairo);
}
#else
void draw_picture(wxGraphicsContext& canvas, const media::Frame& frame, const wxRect& where) {
  canvas.DrawBitmap(poster_of(frame, where.GetSize()), where.x, where.y, where.width, where.height);
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

}  // namespace siaga::ui
