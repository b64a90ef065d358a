// PolicyPane: of whom the organisation asks a second factor. Who administers all of it changes it with their password,
// others read it.
// Owner: DirectoryView. Thread: UI. Errors are said in the status line; what was chosen stays.
#pragma once

#include "domain/second_factor.h"
#include "ui/desk.h"
#include "ui/directory/office.h"
#include "ui/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/checkbox.h>

#include <array>

namespace siaga::ui {

class PolicyPane : public Surface {
 public:
  PolicyPane(wxWindow* parent, Desk& desk, const Office& office);

  /// Reads it; what was chosen and isn't saved stays.
  void open();
  /// What one may do where has come.
  void show_office() { arrange(); }
  /// The person has left.
  void forget();
  void focus_first() { who_->SetFocus(); }
  bool perform(Command command);
  bool cancel();

 private:
  wxSizer* make_roles();
  bool may_change() const;
  void show(const domain::FactorPolicy& policy);
  void arrange();
  domain::FactorPolicy chosen() const;
  void save();

  Desk& desk_;
  const Office& office_;
  Label* words_;
  wxChoice* who_;
  std::array<wxCheckBox*, domain::role_count> boxes_{};
  wxSizer* proof_;
  wxTextCtrl* password_;
  KeyButton* save_;
  domain::FactorPolicy shown_;
  bool known_ = false;
};

}  // namespace siaga::ui
