// Banner: a bar across the window for what a person must know now: a dead link, lost events, a full store.
// It says what it means and what to do, and stays until the matter is over. Thread: UI.
#pragma once

#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class Banner : public Surface {
 public:
  enum class Tone { danger, amber };
  Banner(wxWindow* parent, Theme& theme, Tone tone);

  /// Shows it; the layout of the parent follows only when the height changes. `running`: a large figure between them
  /// that changes each second, and that a screen reader isn't told each time; empty: none.
  void say(const std::string& head, const std::string& rest, const std::string& running = "");
  /// A button at the right end.
  KeyButton& offer(KeyButton::Content content, std::function<void()> pressed);
  void hush();

 private:
  void layout_again();

  Label* head_;
  Label* running_;
  Label* rest_;
  wxBoxSizer* row_;
};

}  // namespace siaga::ui
