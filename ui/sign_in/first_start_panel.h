// FirstStartPanel: the form for a hub that knows nobody: its code, the first person, who may do everything there, and
// their unit. Shown by the sign-in page in place of its own form.
// Owner: the sign-in page. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace siaga::ui {

class FirstStartPanel : public Surface {
 public:
  FirstStartPanel(wxWindow* parent, Desk& desk);

  /// Shows itself for this hub and takes the keyboard. What was typed before stays.
  void open(const console::Link::Hub& hub);
  const console::Link::Hub& hub() const { return hub_; }

  /// The hub has made them: sign in with this.
  std::function<void(const std::string& login, const std::string& password)> on_made = [](auto&, auto&) {};
  /// Cancelled, or somebody else was quicker (then with a sentence).
  std::function<void(const std::string& why)> on_leave = [](auto&) {};
  /// Another certificate than the one believed, or the authority's file can't be used: nothing was sent.
  std::function<void(const base::Error& why)> on_refused = [](const base::Error&) {};
  /// A sentence for the page's line; `bad` when something must be mended.
  std::function<void(const std::string& text, bool bad)> on_say = [](auto&, bool) {};

 private:
  wxTextCtrl* add_field(wxSizer& place, const std::string& caption, long style = 0);
  void add_zone(wxSizer& place);
  void submit();
  /// The field that stands in the way gets the keyboard.
  bool complain_of_blanks();
  void failed(const base::Error& error);
  void mend(wxTextCtrl& field, const std::string& what);
  void wipe_passwords();
  protocol::FirstStart wished() const;

  Desk& desk_;
  console::Link::Hub hub_;
  wxTextCtrl *code_, *name_, *email_, *nrp_, *password_, *again_, *unit_;
  wxChoice* zone_ = nullptr;
  KeyButton *send_, *leave_;
};

}  // namespace siaga::ui
