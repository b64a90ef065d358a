// FingerprintPanel: shows a hub's fingerprint in groups for eyes to compare: at the first meeting with a button that
// says yes, and after a change with both, what it may mean and what to do.
// Owner: the sign-in page. Thread: UI.
#pragma once

#include "ui/theme.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class FingerprintPanel : public Surface {
 public:
  FingerprintPanel(wxWindow* parent, Theme& theme);

  /// Shows itself; `trusted` when a person says that both are equal. Nothing is remembered here.
  void show_first(const std::string& hub, const std::string& fingerprint, std::function<void()> trusted);
  /// The refusal; `forget` when the administrator has confirmed the new one.
  void show_changed(const std::string& hub, const std::string& pinned, const std::string& presented,
                    std::function<void()> forget);

  /// Cancelled, in either case.
  std::function<void()> on_leave = [] {};

 private:
  void arrange();

  Label *title_, *text_, *first_caption_, *first_, *second_caption_, *second_, *advice_;
  KeyButton *yes_, *leave_;
  std::function<void()> act_;
};

}  // namespace siaga::ui
