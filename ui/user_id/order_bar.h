// OrderBar: below the list, what a team leader does with the selected cases: now, or at the end of the last working
// day; the question when that day isn't over; and how far it has come. Its height stays. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class OrderBar : public Surface {
 public:
  OrderBar(wxWindow* parent, Theme& theme);

  struct Choice {
    std::size_t now = 0;     ///< how many of the selected can be done now
    std::size_t at_end = 0;  ///< and how many can be ordered for the end of their last day
    bool makes = false;      ///< new user IDs, not old ones
    bool by_hand = false;    ///< a form follows
  };
  void show_choice(const Choice& choice);
  /// The last day isn't over; what is said, and the first answer has the keyboard.
  void ask_early(const std::string& question, bool may_wait);
  bool is_asking() const { return asking_; }
  void show_progress(const std::string& words);
  /// Whether it has the window's primary action; a form that is open has.
  void be_primary(bool primary) { now_->mark("primary", primary); }

  std::function<void()> on_now = [] {};
  std::function<void()> on_at_end = [] {};
  /// The question was answered.
  std::function<void()> on_early = [] {};
  std::function<void()> on_wait = [] {};
  std::function<void()> on_back = [] {};

 private:
  void show_part(bool asking);

  Label* words_;
  KeyButton *now_, *at_end_;
  KeyButton *early_, *wait_, *back_;
  bool asking_ = false;
};

}  // namespace siaga::ui
