#include "ui/widgets/surface.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>

#include <memory>

namespace siaga::ui {

Surface::Surface(wxWindow* parent, Theme& theme, Look look)
    : wxPanel(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxTAB_TRAVERSAL | wxNO_BORDER),
      theme_(theme),
      look_(std::move(look)) {
  SetBackgroundStyle(wxBG_STYLE_PAINT);
  Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    Refresh();
    event.Skip();
  });
  for (const auto type : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS})
    Bind(type, [this](wxFocusEvent& event) {
      Refresh();
      event.Skip();
    });
  on_theme_ = theme_.changed.connect([this] { Refresh(); });
}

void Surface::set_look(Look look) {
  look_ = std::move(look);
  Refresh();
}

void Surface::paint() {
  wxPaintDC dc(this);
  const wxSize size = GetClientSize();
  if (look_.radius > 0) {
    dc.SetBackground(theme_.colour("bg"));  // what cards lie on shows at their corners
    dc.Clear();
    const std::unique_ptr<wxGraphicsContext> drawing(wxGraphicsContext::Create(dc));
    drawing->SetBrush(theme_.colour(look_.fill));
    drawing->SetPen(look_.border.empty() ? wxNullPen : wxPen(theme_.colour(look_.border)));
    drawing->DrawRoundedRectangle(0.5, 0.5, size.x - 1, size.y - 1, look_.radius);
    return;
  }
  dc.SetBackground(theme_.colour(look_.fill));
  dc.Clear();
  if (HasFocus()) {  // an empty list: nothing in it could show where the keyboard is
    dc.SetPen(wxPen(theme_.colour("focus"), 2));
    dc.SetBrush(*wxTRANSPARENT_BRUSH);
    dc.DrawRoundedRectangle(4, 4, size.x - 8, size.y - 8, 4);
  }
  if (look_.border.empty()) return;
  dc.SetPen(wxPen(theme_.colour(look_.border)));
  if (look_.edge_top) dc.DrawLine(0, 0, size.x, 0);
  if (look_.edge_bottom) dc.DrawLine(0, size.y - 1, size.x, size.y - 1);
  if (look_.edge_left) dc.DrawLine(0, 0, 0, size.y);
  if (look_.edge_right) dc.DrawLine(size.x - 1, 0, size.x - 1, size.y);
}

}  // namespace siaga::ui
