// SosTimeline: what happened, by the hub's clock in the unit's zone, and a line for notes. Read-only native text: it
// can be read by screen readers, scrolled and copied. Thread: UI.
#pragma once

#include "console/model.h"
#include "ui/desk.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/textctrl.h>

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace siaga::ui {

class SosTimeline : public Surface {
 public:
  SosTimeline(wxWindow* parent, Desk& desk);

  void show(const console::Matter& matter);
  void show_nothing();
  /// The hub has it: its line is cleared, unless something else stands there by now.
  void note_kept(const base::Id& sos, const std::string& text);
  /// What was written and not sent was somebody else's.
  void forget_notes();
  void focus_note() { note_->SetFocus(); }

  std::function<void(const std::string&)> on_note = [](const std::string&) {};

 private:
  void write(const console::Matter& matter);
  /// What stands in the line stays with its SOS.
  void put_note_aside();

  Desk& desk_;
  Label* head_;
  wxTextCtrl* text_;
  wxTextCtrl* note_;
  std::optional<base::Id> shown_;
  std::map<base::Id, wxString> notes_;  ///< begun, while another SOS is shown
  std::uint64_t shown_to_ = 0;
  std::size_t shown_count_ = 0;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
