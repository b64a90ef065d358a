// Names for screen readers. Debian's wx has wxUSE_ACCESSIBILITY 0 and SetName doesn't reach AT-SPI, so this is the one
// place that speaks to ATK; elsewhere than on GTK it falls back to wxWindow::SetName. Thread: UI.
#pragma once

#include <string>

class wxWindow;

namespace siaga::ui {

/// Names the control that a person meets, also the list inside a scrolled window.
void set_accessible_name(wxWindow& window, const std::string& name);
/// Says more about it than its name: "Enter", "Ctrl+1".
void set_accessible_hint(wxWindow& window, const std::string& hint);

enum class AccessibleRole { slider, image, banner };
/// For what we draw ourselves, which ATK would call a filler.
void set_accessible_role(wxWindow& window, AccessibleRole role);

}  // namespace siaga::ui
