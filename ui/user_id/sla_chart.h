// SlaChart: a bar for each month, team leader or application: in time, and hatched behind it what came too late, with
// the figures beside it, so that nothing is told by colour alone. Drawn by us, so it has a name that says the same.
// Owner: SlaPane. Thread: UI.
#pragma once

#include "protocol/sla_report.h"
#include "ui/desk.h"
#include "ui/widgets/surface.h"

#include <vector>

class wxGraphicsContext;

namespace siaga::ui {

class SlaChart : public Surface {
 public:
  SlaChart(wxWindow* parent, Desk& desk);

  void show(const protocol::SlaReport& report);

 private:
  struct Bar {
    std::string name;
    std::string words;
    std::uint64_t met = 0;
    std::uint64_t missed = 0;
  };
  void paint_bars();
  void paint_bar(wxGraphicsContext& drawing, const Bar& bar, double x, double y, double width);
  int row_height() const;

  Desk& desk_;
  wxWindow* canvas_;
  std::vector<Bar> bars_;
  std::uint64_t most_ = 0;  ///< of any bar
  base::Connection on_theme_;
};

}  // namespace siaga::ui
