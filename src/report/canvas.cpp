#include "report/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>

namespace siaga::report {

using base::fail;
using base::Fault;
using base::Result;

namespace {

struct Unref {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoFontMap* map) const { g_object_unref(map); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
template <class T>
using Handle = std::unique_ptr<T, Unref>;

constexpr std::array<const char*, face_count> fonts{
    "Inter, DejaVu Sans, Sans 7.5",    "Inter, DejaVu Sans, Sans Semi-Bold 7.5", "Inter, DejaVu Sans, Sans 7",
    "DejaVu Sans Mono, Monospace 6.6", "Inter, DejaVu Sans, Sans Semi-Bold 14",  "Inter, DejaVu Sans, Sans Medium 8",
    "Inter, DejaVu Sans, Sans Bold 9"};
constexpr double kerning = 1.06;  // no pair of letters widens a line by more than this

/// Latin, Greek, Cyrillic: scripts that need no contextual forms.
bool is_plain_script(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xD6; });
}

std::size_t at(Face face) { return static_cast<std::size_t>(face); }
double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

cairo_status_t write_piece(void* owner, const unsigned char* bytes, unsigned int size) {
  auto& sink = *static_cast<std::pair<Output*, Result<void>>*>(owner);
  if (sink.second) sink.second = sink.first->write({reinterpret_cast<const char*>(bytes), size});
  return sink.second ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

struct Canvas::Handles {
  std::pair<Output*, Result<void>> sink{nullptr, Result<void>{}};
  Handle<cairo_surface_t> surface;
  Handle<cairo_t> cairo;
  Handle<PangoFontMap> map;
  Handle<PangoContext> context;
  Handle<PangoLayout> layout;
  Handle<PangoAttrList> as_written;  ///< no arrow for "->", no × for "x": evidence stands as it was typed
  std::array<Handle<PangoFontDescription>, face_count> fonts;

  void set_colour(const Colour& colour) const {
    cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue);
  }
};

Canvas::Canvas() : handles_(std::make_unique<Handles>()) {
  auto& own = *handles_;
  own.map.reset(pango_cairo_font_map_new());
  own.context.reset(pango_font_map_create_context(own.map.get()));
  pango_cairo_context_set_resolution(own.context.get(), 72);
  pango_context_set_round_glyph_positions(own.context.get(), FALSE);  // paper has no pixels
  own.layout.reset(pango_layout_new(own.context.get()));
  own.as_written.reset(pango_attr_list_new());
  pango_attr_list_insert(own.as_written.get(), pango_attr_font_features_new("calt=0, liga=0, clig=0"));
  pango_layout_set_attributes(own.layout.get(), own.as_written.get());
  for (std::size_t i = 0; i < face_count; ++i) {
    own.fonts.at(i).reset(pango_font_description_from_string(fonts.at(i)));
    pango_layout_set_font_description(own.layout.get(), own.fonts.at(i).get());
    for (char c = ' '; c < 127; ++c) {
      int wide = 0;
      int high = 0;
      pango_layout_set_text(own.layout.get(), &c, 1);
      pango_layout_get_size(own.layout.get(), &wide, &high);
      advances_.at(i).at(static_cast<std::size_t>(c)) = points(wide);
      line_heights_.at(i) = std::max(line_heights_.at(i), points(high));
    }
  }
}

Canvas::~Canvas() = default;

void Canvas::draw_to(Output& file, const std::string& title, base::Instant made_at) {
  auto& own = *handles_;
  own.sink = {&file, Result<void>{}};
  own.surface.reset(cairo_pdf_surface_create_for_stream(&write_piece, &own.sink, width, height));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(made_at);
  const auto date = base::to_rfc3339(base::Instant{seconds}).substr(0, 19) + "Z";
  cairo_pdf_surface_set_metadata(own.surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(own.surface.get(), CAIRO_PDF_METADATA_CREATOR, "Siaga");
  cairo_pdf_surface_set_metadata(own.surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  own.cairo.reset(cairo_create(own.surface.get()));
}

void Canvas::end_page() { cairo_show_page(handles_->cairo.get()); }

Result<void> Canvas::finish() {
  auto& own = *handles_;
  const auto drawn = cairo_status(own.cairo.get());
  own.cairo.reset();
  cairo_surface_finish(own.surface.get());
  const auto finished = cairo_surface_status(own.surface.get());
  if (!own.sink.second) return own.sink.second;
  for (const auto status : {drawn, finished})
    if (status != CAIRO_STATUS_SUCCESS)
      return fail(Fault::internal, std::string{"the PDF: "} + cairo_status_to_string(status));
  return {};
}

bool Canvas::is_surely_one_line(Face face, const std::string& text, double in_width) const {
  double wide = 0;
  for (const char c : text) {
    if (c < ' ' || c == 0x7F) return false;
    wide += advances_.at(at(face)).at(static_cast<std::size_t>(c)) * kerning;
    if (wide > in_width) return false;
  }
  return true;
}

void Canvas::lay_out(Face face, const std::string& text, double in_width, double most) {
  auto* layout = handles_->layout.get();
  pango_layout_set_font_description(layout, handles_->fonts.at(at(face)).get());
  pango_layout_set_attributes(layout, is_plain_script(text) ? handles_->as_written.get() : nullptr);
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(layout, static_cast<int>(in_width * PANGO_SCALE));
  pango_layout_set_height(layout, static_cast<int>(most * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
}

double Canvas::height_of(Face face, const std::string& text, double in_width, double most) {
  if (is_surely_one_line(face, text, in_width)) return line_height(face);
  lay_out(face, text, in_width, most);
  int high = 0;
  pango_layout_get_size(handles_->layout.get(), nullptr, &high);
  return points(high);
}

std::size_t Canvas::fitting(Face face, const std::string& text, double in_width, double most) {
  if (is_surely_one_line(face, text, in_width)) return text.size();
  lay_out(face, text, in_width, most);
  auto* layout = handles_->layout.get();
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height(layout, -1);
  const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> at_line{pango_layout_get_iter(layout),
                                                                                    &pango_layout_iter_free};
  do {
    int bottom = 0;
    pango_layout_iter_get_line_yrange(at_line.get(), nullptr, &bottom);
    const auto from = static_cast<std::size_t>(pango_layout_iter_get_line_readonly(at_line.get())->start_index);
    if (points(bottom) > most && from > 0) return from;
  } while (pango_layout_iter_next_line(at_line.get()));
  return text.size();
}

void Canvas::show(Face face, const std::string& text, double x, double y, double in_width, double most,
                  const Colour& colour, Stand stand) {
  auto* layout = handles_->layout.get();
  lay_out(face, text, in_width, most);
  if (stand == Stand::right) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
  if (stand == Stand::centre) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
  handles_->set_colour(colour);
  cairo_move_to(handles_->cairo.get(), x, y);
  pango_cairo_show_layout(handles_->cairo.get(), layout);
}

void Canvas::show_line(Face face, const std::string& text, double x, double y, double in_width, const Colour& colour,
                       Stand stand) {
  show(face, text, x, y, in_width, 0, colour, stand);  // no higher than a line
}

double Canvas::line_height(Face face) const { return line_heights_.at(at(face)); }

void Canvas::fill(double x, double y, double in_width, double in_height, const Colour& colour) {
  handles_->set_colour(colour);
  cairo_rectangle(handles_->cairo.get(), x, y, in_width, in_height);
  cairo_fill(handles_->cairo.get());
}

void Canvas::frame(double x, double y, double in_width, double in_height, const Colour& colour, double thickness) {
  handles_->set_colour(colour);
  cairo_set_line_width(handles_->cairo.get(), thickness);
  cairo_rectangle(handles_->cairo.get(), x, y, in_width, in_height);
  cairo_stroke(handles_->cairo.get());
}

void Canvas::line(double x, double y, double to_x, double to_y, const Colour& colour, double thickness) {
  handles_->set_colour(colour);
  cairo_set_line_width(handles_->cairo.get(), thickness);
  cairo_move_to(handles_->cairo.get(), x, y);
  cairo_line_to(handles_->cairo.get(), to_x, to_y);
  cairo_stroke(handles_->cairo.get());
}

}  // namespace siaga::report
