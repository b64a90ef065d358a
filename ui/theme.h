// The look: one palette of named colours a sheet (resources/theme/dark.css, light.css), one sheet of rules over it
// (siaga.css). Native widgets get both through theme_gtk; what we draw asks for colours by the same names.
// Owner: the application. Thread: UI.
#pragma once

#include "base/signal.h"

#include <wx/bmpbndl.h>
#include <wx/colour.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace siaga::ui {

class Theme {
 public:
  enum class Kind { system, dark, light };

  /// `resources` holds theme/ and icons/. Throws base::Failure when a sheet is missing (an incomplete installation).
  explicit Theme(std::filesystem::path resources);

  void choose(Kind kind);
  Kind chosen() const { return kind_; }
  bool is_dark() const { return dark_; }
  /// To the other one of what is seen now.
  void toggle() { choose(dark_ ? Kind::light : Kind::dark); }

  /// A colour of the palette; magenta for an unknown name, so that a slip is seen.
  wxColour colour(std::string_view name) const;
  /// "#e5484d", for markup.
  std::string hex(std::string_view name) const;
  /// resources/icons/<name>.svg, its strokes in the palette's colour, `pixels` high.
  wxBitmapBundle icon(const std::string& name, std::string_view colour, int pixels) const;

  base::Signal<> changed;

 private:
  void apply();

  std::filesystem::path resources_;
  Kind kind_ = Kind::system;
  bool system_dark_ = false;
  bool dark_ = true;
  std::map<std::string, wxColour, std::less<>> palette_;
};

/// "dark" and "light"; anything else follows the system.
Theme::Kind theme_kind(std::string_view name);

}  // namespace siaga::ui
