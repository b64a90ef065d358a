// PersonAccountPane: how somebody signs in, for administrators who may change it: a code for a new password that is
// told by voice, a lost second factor, closing the account and opening it again. What a change ends is said before it
// is made. Owner: PeoplePane. Thread: UI.
#pragma once

#include "protocol/person_account.h"
#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class PersonAccountPane : public Surface {
 public:
  PersonAccountPane(wxWindow* parent, Desk& desk);

  /// Whose; nothing is asked before it is seen. A code that was shown is gone.
  void set_person(const domain::Person& person);
  /// Asks the hub.
  void refresh();
  /// Leaves the question or the code; false when there was neither.
  bool leave();

  /// Their roles are others now.
  std::function<void(const base::Id& person)> on_changed = [](const base::Id&) {};

 private:
  enum class Question { none, close, factor };

  Surface* make_question();
  Surface* make_code();
  void show_account();
  void ask(Question question);
  void carry_out();
  void make_a_code();
  void show_code(const protocol::PasswordCode& code);
  void open_again();
  void arrange();
  void wrap_words();
  /// Says how it went and looks again; `roles`: those may be others now.
  std::function<void(base::Result<void>)> done_saying(const std::string& success, bool roles);

  Desk& desk_;
  Label *state_, *question_words_, *digits_, *code_words_;
  Surface *question_, *code_;
  KeyButton *make_code_, *factor_, *close_, *open_, *sure_, *cancel_, *seen_;
  Question asked_ = Question::none;
  domain::Person person_;
  protocol::PersonAccount account_;
  bool known_ = false;
};

}  // namespace siaga::ui
