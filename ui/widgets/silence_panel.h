// SilencePanel: mutes the alarm of this console for 5, 15 or 30 minutes with a reason, or lifts the mute. Opens below
// the strip; what was silenced stands in the strip in red and in the journal. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/choice.h>
#include <wx/textctrl.h>

#include <functional>

namespace siaga::ui {

class SilencePanel : public Surface {
 public:
  SilencePanel(wxWindow* parent, Desk& desk);

  /// Below the strip, its reason ready to be typed.
  void open();
  /// True when it was open.
  bool leave();
  /// The alarm sounds again; says so when it wasn't silenced.
  void lift();

  /// Closed by hand or by success: the focus must go somewhere.
  std::function<void()> on_left = [] {};

 private:
  void submit();
  void close();

  Desk& desk_;
  Label* question_;
  wxChoice* minutes_;
  wxTextCtrl* reason_;
  KeyButton* send_;
  KeyButton* lift_;
};

}  // namespace siaga::ui
