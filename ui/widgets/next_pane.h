// From one part of a view to the next by one key (F6), in the order in which they are read. Thread: UI.
#pragma once

#include <wx/window.h>

#include <functional>
#include <initializer_list>

namespace siaga::ui {

struct Pane {
  wxWindow* window;               ///< it, or something in it, has the focus
  std::function<void()> enter{};  ///< gives it the focus; empty: SetFocus
};
/// Enters the one after that which has the focus; the first when none has. Those that don't show are left out.
void enter_next_pane(std::initializer_list<Pane> panes);

}  // namespace siaga::ui
