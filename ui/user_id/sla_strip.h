// SlaStrip: how R36 was met this month: in words, and a bar for each user ID that was closed, as tall as it took long,
// red where it came too late. The bars are drawn by us, so they have a name that says the same. Thread: UI.
#pragma once

#include "protocol/user_id.h"
#include "ui/desk.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <optional>
#include <string>

namespace siaga::ui {

class SlaStrip : public Surface {
 public:
  SlaStrip(wxWindow* parent, Desk& desk);

  /// `month`: as people say it.
  void show(const protocol::SlaView& sla, const std::string& month);
  /// It isn't known, and why.
  void show_unknown(const std::string& why, const std::string& month);

 private:
  void paint_bars();

  Desk& desk_;
  Label *head_, *words_;
  wxWindow* bars_;
  protocol::SlaView sla_;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
