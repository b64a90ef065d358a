// PersonForm: one person's name, numbers and unit, as administrators change them; also for somebody new.
// Owner: PeoplePane. Thread: UI. Errors are said above the button and in the status line; what was
// typed stays.
#pragma once

#include "ui/desk.h"
#include "ui/directory/office.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/photo.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>
#include <vector>

namespace siaga::ui {

class PersonForm : public Surface {
 public:
  PersonForm(wxWindow* parent, Desk& desk, const Office& office);

  void show(const protocol::PersonView& view);
  /// Empty fields for somebody who isn't there yet.
  void begin_new();
  bool is_new() const { return is_new_; }
  bool is_typed() const;
  /// Back to what was shown.
  void discard();
  void save();
  void focus_first() { name_->SetFocus(); }
  const domain::Person& person() const { return shown_; }

  std::function<void(const protocol::PersonView&)> on_saved = [](const protocol::PersonView&) {};

 private:
  void fill();
  /// Another unit, chosen by hand, takes no role along: that is said before it is saved.
  void show_roles_left();
  void say_fault(const std::string& why);
  domain::Person written() const;

  Desk& desk_;
  const Office& office_;
  Photo* photo_;
  Label* head_;
  wxTextCtrl *name_, *nrp_, *email_, *phone_, *post_;
  wxChoice* unit_;
  Label *first_password_, *roles_left_, *fault_;
  KeyButton* save_;
  std::vector<base::Id> units_;  ///< as listed in the choice
  domain::Person shown_;
  std::vector<domain::Grant> grants_;
  bool is_new_ = false;
};

}  // namespace siaga::ui
