// GrantList: the roles that one person holds, held or will hold; gives another one in a line below, from a day, until a
// day, as a deputy; ends the chosen one. Offers only what the signed-in person may give; the hub decides again.
// Owner: PeoplePane. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/directory/office.h"
#include "ui/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class GrantList : public Surface {
 public:
  GrantList(wxWindow* parent, Desk& desk, const Office& office);

  void show(const protocol::PersonView& view);
  /// What one may do where has come, or changed.
  void show_rights();
  /// The line with role, unit and last day.
  void open_line();
  /// False when the line wasn't open.
  bool leave_line();
  void end_chosen();

  /// A grant was given or ended: the hub knows more than stands here.
  std::function<void(const base::Id& person)> on_changed = [](const base::Id&) {};

 private:
  wxSizer* make_line();
  void choose_role();
  void give();
  /// What the line says; nothing, and a complaint, when it can't be.
  std::optional<domain::Grant> written();
  /// Who is meant by the e-mail, NRP or name in the line; then gives.
  void find_absent(domain::Grant grant);
  void send(const domain::Grant& grant);
  void look_up_names();
  void complain_at(wxTextCtrl& field, const std::string& why);
  void show_end();
  std::string cell(std::size_t row, std::size_t column) const;
  std::function<void(base::Result<void>)> done_saying(const std::string& success, bool leaves);

  Desk& desk_;
  const Office& office_;
  Label* none_;
  Table* grants_;
  wxSizer* buttons_;
  wxPanel* line_;
  wxChoice *role_, *unit_;
  wxTextCtrl *from_, *until_, *deputy_;
  KeyButton *give_, *end_, *send_;
  protocol::PersonView shown_;
  std::vector<domain::Role> roles_;        ///< as listed in the choice
  std::vector<base::Id> units_;            ///< as listed in the choice; nil: the whole organisation
  base::Id next_;                          ///< of the grant that the line makes
  std::map<base::Id, std::string> names_;  ///< of who is acted for; empty while it is asked for
};

}  // namespace siaga::ui
