// MoveLine: the move that is planned for somebody (R20), or a line to plan one: to which unit, from which day.
// Owner: PeoplePane. Thread: UI. The hub decides, and carries it out when the day begins there.
#pragma once

#include "ui/desk.h"
#include "ui/directory/office.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <vector>

namespace siaga::ui {

class MoveLine : public Surface {
 public:
  MoveLine(wxWindow* parent, Desk& desk, const Office& office);

  void show(const protocol::PersonView& view);
  /// False when the fields weren't open.
  bool leave();

  /// A move was planned or dropped: the hub knows more than stands here.
  std::function<void(const base::Id& person)> on_changed = [](const base::Id&) {};

 private:
  wxSizer* make_fields();
  void open();
  void plan();
  void drop();
  void arrange();
  std::function<void(base::Result<void>)> done_saying(const std::string& success);

  Desk& desk_;
  const Office& office_;
  Label *planned_, *hint_;
  KeyButton *open_, *drop_, *send_;
  wxPanel* fields_;
  wxChoice* unit_;
  wxTextCtrl* day_;
  protocol::PersonView shown_;
  std::vector<base::Id> units_;  ///< as listed in the choice
  base::Id next_;                ///< of the move that the fields make
};

}  // namespace siaga::ui
