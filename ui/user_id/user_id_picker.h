// UserIdPicker: finds a user ID while somebody types its name, the agent's or their e-mail, and holds the chosen one.
// Owner: a form. Thread: UI. A search that fails says so below the field.
#pragma once

#include "console/newest_question.h"
#include "ui/desk.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <wx/textctrl.h>
#include <wx/timer.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class UserIdPicker : public Surface {
 public:
  UserIdPicker(wxWindow* parent, Desk& desk, const std::string& caption);

  void clear();
  void focus() { search_->SetFocus(); }
  const std::optional<domain::UserId>& chosen() const { return chosen_; }
  bool is_typed() const;
  std::string searched() const;
  /// One that it needn't find.
  void choose(domain::UserId user_id);
  /// Only those of this application.
  void narrow(const std::optional<base::Id>& application) { application_ = application; }

  std::function<void()> on_chosen = [] {};

 private:
  void ask();
  void show(std::vector<domain::UserId> found);
  void choose_row(std::size_t row);
  std::string cell(std::size_t row) const;

  Desk& desk_;
  wxTextCtrl* search_;
  Table* list_;
  Label* state_;
  wxTimer soon_;  ///< asks when the typing rests
  std::vector<domain::UserId> found_;
  std::optional<domain::UserId> chosen_;
  std::optional<base::Id> application_;
  console::NewestQuestion<std::vector<domain::UserId>> question_;
};

}  // namespace siaga::ui
