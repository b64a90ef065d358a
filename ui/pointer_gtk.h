// The pointer over a control whose motion wx doesn't tell of: on GTK a list's rows lie in a window of the toolkit's
// own. Thread: UI.
#pragma once

#include <functional>

class wxWindow;

namespace siaga::ui::native {

/// `then` runs when the pointer moves over the control, comes onto it or leaves it, and when the wheel turns there.
void when_pointed_at(wxWindow& window, std::function<void()> then);

}  // namespace siaga::ui::native
