// View: a page of the desk beside the alarms, which are always there: user IDs, people and units, one's own account.
// The main frame makes one when somebody first goes to it, with a session there already, and keeps it.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/keys.h"
#include "ui/widgets/surface.h"

namespace siaga::ui {

class View : public Surface {
 public:
  using Surface::Surface;

  /// Asks the hub for what stands here.
  virtual void open() = 0;
  virtual void focus_first() = 0;
  /// False when the command isn't for here.
  virtual bool perform(Command command) = 0;
  /// Leaves a form, a question; takes back what was typed. False when there was nothing to leave.
  virtual bool cancel() = 0;
};

}  // namespace siaga::ui
