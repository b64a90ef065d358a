// SlaPane: how R36 was met over the last months: a chart by month, team leader or application, and below it each breach
// with its cause. Fetched when it is opened and whenever the view asks; nothing here can be changed.
// Owner: UserIdView, in the place of the queue. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/user_id/sla_chart.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <array>
#include <functional>
#include <string>

namespace siaga::ui {

class SlaPane : public Surface {
 public:
  SlaPane(wxWindow* parent, Desk& desk);

  /// Asks the hub anew.
  void refresh();
  /// What is shown, as the hub is asked for it.
  protocol::SlaSpan span() const;

  /// Other months or another grouping were chosen.
  std::function<void()> on_chosen = [] {};
  /// It is to be taken out as a document.
  std::function<void()> on_export = [] {};
  /// By month, then team leader, then application.
  void next_grouping();
  /// Nobody is signed in.
  void forget();
  void focus_list() { breaches_->SetFocus(); }
  /// From the list to the choices, and back.
  void focus_next();

 private:
  wxSizer* make_choices();
  void choose(protocol::SlaBy by, int months);
  void show(protocol::SlaReport report);
  void show_choice();
  void say_state(const std::string& text);
  std::string cell(std::size_t row, std::size_t column) const;

  Desk& desk_;
  protocol::SlaBy by_ = protocol::SlaBy::month;
  int months_ = 6;
  std::array<KeyButton*, 3> groupings_{};
  std::array<KeyButton*, 3> spans_{};
  Label *total_, *state_;
  SlaChart* chart_;
  Table* breaches_;
  protocol::SlaReport report_;
  std::uint64_t asked_ = 0;  ///< an answer to an earlier question is dropped
};

}  // namespace siaga::ui
