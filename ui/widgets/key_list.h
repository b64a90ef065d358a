// KeyList: all keys (F1), beside the work and never over it in a dialog; made from the table in keys.h.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/keys.h"
#include "ui/widgets/surface.h"

#include <wx/sizer.h>

#include <functional>
#include <map>

namespace siaga::ui {

class KeyList : public Surface {
 public:
  /// `leave`: its button was pressed; Esc is the frame's.
  KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave);
  /// Only what works in the view from which it was asked for.
  void show_for(KeyScope scope);

 private:
  wxSizer* columns_;
  std::map<KeyGroup, wxSizer*> groups_;
};

}  // namespace siaga::ui
