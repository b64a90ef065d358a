// BookFilter: what narrows the logbook: a search that answers each key, application, status, how much longer each user
// ID is kept (what nears the end of its two years, R39) and the period of its entries. A day counts once it is one.
// Owner: LogbookView. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "protocol/user_id.h"
#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/surface.h"

#include <wx/choice.h>
#include <wx/textctrl.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class BookFilter : public Surface {
 public:
  BookFilter(wxWindow* parent, Desk& desk);

  protocol::LogbookFilter filter() const;
  /// Why nothing can be asked for with what is written; empty: it can.
  std::string trouble() const;
  bool narrows() const;

  void focus_search();
  void focus_period() { from_->SetFocus(); }
  void next_status();
  void next_keeping();
  /// Nothing else narrows: all entries of these days, both counted.
  void show_period(base::Day from, base::Day to);
  /// The search and the period; false when both were empty.
  bool empty_words();
  void forget();
  bool knows_applications() const { return !applications_.empty(); }
  void offer(const std::vector<protocol::ApplicationView>& applications);

  /// Something else is asked for.
  std::function<void()> on_changed = [] {};
  /// Enter or the key down: into the list.
  std::function<void()> on_left = [] {};

 private:
  wxSizer* make_words();
  wxSizer* make_keeping();
  wxTextCtrl* make_day(const std::string& hint, const std::string& name);
  wxChoice* make_choice(const std::string& name, std::initializer_list<std::string> words);
  void choose(std::optional<protocol::LogbookKeeping> keeping);
  void clear();

  wxTextCtrl *search_, *from_, *to_;
  wxChoice *application_, *status_;
  std::array<KeyButton*, 4> keepings_{};
  std::optional<protocol::LogbookKeeping> keeping_;
  std::vector<base::Id> applications_;  ///< as the choice lists them after "all"
};

}  // namespace siaga::ui
