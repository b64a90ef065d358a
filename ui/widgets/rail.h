// Rail: the views that are built, with their counts, and the console's own few acts at the bottom. A view that isn't
// built isn't here.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <cstdint>
#include <functional>

namespace siaga::ui {

class Rail : public Surface {
 public:
  /// `perform` gets what a press means, as if its key had been pressed.
  Rail(wxWindow* parent, Desk& desk, std::function<void(Command)> perform);
  /// Marks the view that is shown.
  void mark_here(Command view);

 private:
  KeyButton* add(const char* icon, const std::string& text, Command command);
  /// Of the button above it. Its room is there without it, too: what comes must not move a button under the hand.
  Label* add_badge(const char* looks);
  /// Says how many; shows it only below a button that is shown.
  void show_badge(Label& badge, const KeyButton& button, std::uint64_t count);
  void show_count();
  void show_views();
  void show_cases();

  Desk& desk_;
  std::function<void(Command)> perform_;
  KeyButton *sos_, *user_ids_, *logbook_, *directory_, *account_;
  KeyButton* theme_;
  Label* count_;
  Label* cases_;  ///< cases that press
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
