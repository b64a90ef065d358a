// KeyList: all keys (F1), beside the work and never over it in a dialog; made from the table in keys.h.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/widgets/surface.h"

#include <functional>

namespace siaga::ui {

class KeyList : public Surface {
 public:
  /// `leave`: its button was pressed; Esc is the frame's.
  KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave);
};

}  // namespace siaga::ui
