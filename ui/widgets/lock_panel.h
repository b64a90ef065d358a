// LockPanel: what stands at the foot of a locked screen: who is signed in, a line for their password, and the way out
// for somebody else. The alarms above it stay. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace siaga::ui {

class LockPanel : public Surface {
 public:
  LockPanel(wxWindow* parent, Desk& desk, std::function<void()> sign_out);

  /// `words`: why it is still locked; empty: what this is. `asking`: the hub looks at what was typed.
  void show(const std::string& words, bool asking);
  void hide();
  void take_keyboard();

  std::function<void(const std::string&)> on_password = [](const std::string&) {};

 private:
  void submit();
  void fit_words();

  Desk& desk_;
  Label *head_, *words_;
  wxTextCtrl* password_;
  KeyButton* open_;
  int taken_ = 0;  ///< pixels across that are not for words
};

}  // namespace siaga::ui
