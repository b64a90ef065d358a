// KeyList: all keys (F1), beside the work and never over it in a dialog. Thread: UI.
#pragma once

#include "ui/widgets/surface.h"

#include <functional>

namespace siaga::ui {

class KeyList : public Surface {
 public:
  KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave);
};

}  // namespace siaga::ui
