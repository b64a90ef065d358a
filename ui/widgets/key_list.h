// KeyList: all keys (F1), beside the work and never over it in a dialog; made from the table in keys.h, in columns of
// like height, and scrolled where large text leaves no room.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "base/signal.h"
#include "ui/keys.h"
#include "ui/widgets/surface.h"

#include <wx/scrolwin.h>
#include <wx/sizer.h>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

class KeyList : public Surface {
 public:
  /// `leave`: its button was pressed; Esc is the frame's.
  KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave);
  /// Only what works in the view from which it was asked for.
  void show_for(KeyScope scope);

 private:
  static constexpr std::size_t column_count = 3;

  void make_parts();
  wxSizer* make_part(KeyGroup group, const std::string& head);

  wxScrolledWindow* body_;
  std::array<wxSizer*, column_count> columns_{};
  std::vector<std::pair<KeyGroup, wxSizer*>> parts_;  ///< as they are read
  std::vector<wxWindow*> of_queue_;                   ///< what filters the alarms: other views have other tabs
  base::Connection on_theme_;
};

}  // namespace siaga::ui
