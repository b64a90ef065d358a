// CaseForm: what the forms of the view share: a heading, a sentence, fields, a line for what went wrong, the primary
// action bottom left with its key, and a way back. What was typed stays until it is kept or taken back.
// Owner: UserIdView, in the place of the details. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace siaga::ui {

class CaseForm : public Surface {
 public:
  CaseForm(wxWindow* parent, Desk& desk);

  virtual void focus_first() = 0;
  virtual bool is_typed() const = 0;
  /// Ctrl+S, Enter in the last field, or the button.
  virtual void submit() = 0;
  bool is_sending() const { return sending_; }
  /// True, and says so, while leaving it would hide what becomes of what was sent.
  bool must_stay();
  /// It was left: an answer to what was sent from it changes nothing here any more, and nothing else goes out.
  virtual void give_up();

  /// Leave it; true: it was kept, and `one` is the case.
  std::function<void(bool kept, const base::Id& one)> on_left = [](bool, const base::Id&) {};

 protected:
  wxBoxSizer& fields() { return *fields_; }
  void set_head(const std::string& head, const std::string& rest);
  void set_primary(const std::string& text);
  /// What it does can't be undone.
  void make_dangerous();
  /// For those who may only look.
  void show_primary(bool on) { primary_->Show(on); }
  /// Before the one that submits, and the primary one instead of it; after the fields.
  KeyButton* add_first(const std::string& text, Command command, std::function<void()> pressed);
  /// Beside the primary one.
  KeyButton* add_second(const std::string& text, std::function<void()> pressed);
  wxTextCtrl* add_line(const std::string& caption, int longest);
  /// Two short ones beside each other.
  std::pair<wxTextCtrl*, wxTextCtrl*> add_two_lines(const std::string& first, const std::string& second, int longest);
  wxChoice* add_choice(const std::string& caption);
  /// A text of several lines.
  wxTextCtrl* add_words(const std::string& caption);
  void add(wxWindow* window);
  /// For one that is always open: there is nothing to leave.
  void hide_back();
  /// Its fields and buttons; without them it only tells.
  void show_fields(bool shown);
  /// False while something is on its way: nothing is sent twice.
  bool begin_sending();
  /// Changes whenever something is sent anew or given up: an answer that carries an earlier one is dropped.
  std::uint64_t turn() const { return turn_; }
  /// What was sent can't be called back.
  virtual bool is_on_its_way() const { return sending_; }
  void end_sending();
  void complain(const std::string& text);
  void say(const std::string& text);
  void leave(bool kept, const base::Id& one);
  Desk& desk() const { return desk_; }

 private:
  void wrap();
  void take_complaint_back();

  Desk& desk_;
  Label *head_, *rest_, *fault_;
  wxBoxSizer *fields_, *buttons_;
  KeyButton *primary_, *back_;
  bool sending_ = false;
  std::uint64_t turn_ = 0;
  bool is_left_by_esc_ = true;
};

}  // namespace siaga::ui
