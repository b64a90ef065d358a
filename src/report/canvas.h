// Text and lines on the pages of a PDF; cairo's and pango's handles live here. Private to report/. Lengths are points
// (1/72 inch), from the page's upper left corner.
// Owner: a writer. Thread: one. A canvas without a file measures only.
#pragma once

#include "base/clock.h"
#include "report/output.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace siaga::report {

enum class Face { cell, head, small, mono, title, label, mark };
inline constexpr std::size_t face_count = 7;

enum class Stand { left, centre, right };

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};
inline constexpr Colour ink{0.10, 0.12, 0.16};
inline constexpr Colour faint{0.40, 0.44, 0.50};
inline constexpr Colour rule{0.75, 0.79, 0.84};
inline constexpr Colour shade{0.925, 0.94, 0.957};
inline constexpr Colour stamp{0.72, 0.11, 0.11};

class Canvas {
 public:
  static constexpr double width = 841.89;
  static constexpr double height = 595.28;

  Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  ~Canvas();

  /// What is shown from now on goes to `file`; `title` and `at` are its properties. `file` outlives the canvas.
  void draw_to(Output& file, const std::string& title, base::Instant at);
  void end_page();
  /// Ends the file. Errors: those of writing it; internal.
  base::Result<void> finish();

  /// How high text stands in so much width, wrapped; no higher than `most`.
  double height_of(Face face, const std::string& text, double in_width, double most);
  /// How many of its bytes stand in so much width and no higher than `most`, whole lines: all of them where it fits.
  std::size_t fitting(Face face, const std::string& text, double in_width, double most);
  /// Wrapped like that. Text from right to left stands to the right where other text stands to the left.
  void show(Face face, const std::string& text, double x, double y, double in_width, double most,
            const Colour& colour = ink, Stand stand = Stand::left);
  /// One line, which ends with an ellipsis where it doesn't fit.
  void show_line(Face face, const std::string& text, double x, double y, double in_width, const Colour& colour = ink,
                 Stand stand = Stand::left);
  double line_height(Face face) const;

  void fill(double x, double y, double in_width, double in_height, const Colour& colour);
  void frame(double x, double y, double in_width, double in_height, const Colour& colour, double thickness);
  void line(double x, double y, double to_x, double to_y, const Colour& colour, double thickness);

 private:
  struct Handles;

  bool is_surely_one_line(Face face, const std::string& text, double in_width) const;
  void lay_out(Face face, const std::string& text, double in_width, double most);

  std::unique_ptr<Handles> handles_;
  std::array<double, face_count> line_heights_{};
  std::array<std::array<double, 128>, face_count> advances_{};  ///< of ASCII
};

}  // namespace siaga::report
