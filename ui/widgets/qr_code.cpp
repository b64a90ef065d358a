#include "ui/widgets/qr_code.h"

#include "ui/accessibility.h"
#include "ui/theme_gtk.h"

#include <wx/dcbuffer.h>

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {

constexpr int quiet_zone = 4;  // modules on each side (ISO/IEC 18004)
constexpr int least_pixels = 3;

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrModules qr_modules(const std::string& text) {
  const std::unique_ptr<QRcode, FreeCode> code{QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_L)};
  QrModules modules;
  if (!code) return modules;
  modules.side = code->width;
  const auto* end = code->data + code->width * code->width;
  for (const auto* module = code->data; module != end; ++module) modules.dark.push_back((*module & 1) != 0);
  return modules;
}

QrCode::QrCode(wxWindow* parent, const std::string& name)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxNO_BORDER) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  set_accessible_role(*this, AccessibleRole::image);
  set_accessible_name(*this, name);
}

void QrCode::set(const std::string& text) {
  modules_ = qr_modules(text);
  fit();
}

void QrCode::set_width(int width) {
  width_ = width;
  fit();
}

void QrCode::fit() {
  const int across = modules_.side + 2 * quiet_zone;
  pixels_ = std::max(least_pixels, native::by_text(*this, width_) / across);
  SetMinSize(wxSize(across * pixels_, across * pixels_));
  Refresh();
}

void QrCode::paint() {
  wxAutoBufferedPaintDC dc(this);
  dc.SetBackground(*wxWHITE_BRUSH);
  dc.Clear();
  dc.SetPen(*wxTRANSPARENT_PEN);
  dc.SetBrush(*wxBLACK_BRUSH);
  for (int y = 0; y < modules_.side; ++y)
    for (int x = 0; x < modules_.side; ++x)
      if (modules_.at(x, y)) dc.DrawRectangle((x + quiet_zone) * pixels_, (y + quiet_zone) * pixels_, pixels_, pixels_);
}

}  // namespace siaga::ui
