// UnlistedFields: a user ID that the logbook doesn't have yet, while the resignation of whoever has it is recorded:
// whose it is, what it is called, where. Owner: ResignForm, in the place of the picker. Thread: UI.
#pragma once

#include "ui/user_id/application_field.h"

#include <wx/textctrl.h>

#include <functional>
#include <optional>
#include <string>

namespace siaga::ui {

class UnlistedFields : public Surface {
 public:
  /// `entered`: Enter was pressed in one of them.
  UnlistedFields(wxWindow* parent, Desk& desk, std::function<void()> entered);

  /// Empty but for what was searched for.
  void begin(const std::string& searched);
  void clear();
  void focus() { agent_->SetFocus(); }
  bool is_typed() const;
  /// As it is to be listed, with an id of its own that stays while the same is said; nothing, and `on_fault` said so,
  /// while something is missing.
  std::optional<domain::UserId> said();
  /// Whose it becomes: its zone is that of the deadline.
  base::Id unit() const;

  std::function<void()> on_unit = [] {};  ///< it may be another by now
  std::function<void(const std::string& why)> on_fault = [](const std::string&) {};

 private:
  Desk& desk_;
  wxTextCtrl *agent_, *email_, *user_name_, *team_, *hired_;
  ApplicationField* application_;
  domain::UserId last_;
};

}  // namespace siaga::ui
