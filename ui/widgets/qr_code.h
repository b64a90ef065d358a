// QrCode: a text as a QR code for a phone to scan. Dark on light in every theme and with its quiet zone, since many
// scanners read nothing else. Thread: UI.
#pragma once

#include <wx/window.h>

#include <string>
#include <vector>

namespace siaga::ui {

/// The modules of a code, row by row; a value.
struct QrModules {
  int side = 0;  ///< 0: nothing to show, or too long for a code
  std::vector<bool> dark;

  bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

/// With the least redundancy: a screen has no stains. At most 2953 bytes.
QrModules qr_modules(const std::string& text);

class QrCode : public wxWindow {
 public:
  /// `name` is what a screen reader says: the picture itself is of no use there.
  QrCode(wxWindow* parent, const std::string& name);

  /// As large as whole pixels a module allow, at the person's text size.
  void set(const std::string& text);
  static constexpr int usual_width = 248;
  /// Pixels at the usual text size.
  void set_width(int width);

 private:
  void paint();
  void fit();

  int width_ = usual_width;
  QrModules modules_;
  int pixels_ = 1;  ///< a module's width
};

}  // namespace siaga::ui
