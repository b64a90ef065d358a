// Surface: a panel in a colour of the palette, with a rounded border or single edges where wanted. Thread: UI.
#pragma once

#include "base/signal.h"
#include "ui/theme.h"

#include <wx/panel.h>

#include <string>

namespace siaga::ui {

class Surface : public wxPanel {
 public:
  struct Look {
    std::string fill = "bg";
    std::string border = "";                                                            ///< empty: none
    int radius = 0;                                                                     ///< with a border all around
    bool edge_bottom = false, edge_right = false, edge_left = false, edge_top = false;  ///< single lines instead
  };
  Surface(wxWindow* parent, Theme& theme, Look look);

  void set_look(Look look);

 protected:
  Theme& theme() const { return theme_; }

 private:
  void paint();

  Theme& theme_;
  Look look_;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
