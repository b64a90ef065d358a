// SosActions: what can be done with the SOS that is shown, as buttons with their keys; a line for words takes their
// place (never a dialog) when the act needs some. Nothing around it moves. Thread: UI.
#pragma once

#include "console/model.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/textctrl.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

class SosActions : public Surface {
 public:
  SosActions(wxWindow* parent, Desk& desk);

  /// The buttons that make sense for its state; nothing: none.
  void show(const console::Matter* matter);
  /// Carries the command out, or opens its line. True when it was one of ours.
  bool perform(Command command);
  /// Closes the line. True when one was open.
  bool cancel();
  /// What was written and not sent was somebody else's.
  void forget_drafts();
  /// Its key opens another row now: no button says otherwise.
  void lend_enter(bool lent);
  /// Keeps a note; `done` only on success.
  void send_note(const std::string& text, std::function<void()> done);

  /// Where the focus goes when a line closes.
  std::function<void()> give_back_focus = [] {};
  std::function<void()> on_note_wanted = [] {};

 private:
  void add_button(Command command, const std::string& looks, const std::string& text);
  void build_form();
  void open_form(Command command);
  /// What was written stays and is there when it is opened again.
  void close_form();
  /// True when there was something.
  bool keep_draft();
  bool has_keyboard() const;
  void choose(std::optional<domain::Outcome> outcome);
  /// Whether what is written can be sent; says what is missing.
  bool is_ready(const std::string& text);
  void submit();
  bool allowed(Command command) const;
  std::string why_not(const console::Matter& matter) const;
  void claim();
  void release();
  console::Link::Done done_saying(const std::string& success);
  /// The same for what the open line sent: it closes when the hub has kept it.
  console::Link::Done form_done_saying(const std::string& success);

  Desk& desk_;
  std::optional<base::Id> sos_;
  std::optional<base::Id> claiming_;  ///< the claim is on its way: what follows may already be written
  std::optional<base::Id> releasing_;
  std::optional<Command> form_;
  base::Id form_sos_;
  wxPanel* buttons_;
  wxPanel* line_;
  std::map<Command, KeyButton*> by_command_;
  wxSizer* choices_;
  Label* question_;
  std::vector<KeyButton*> outcomes_;
  std::optional<domain::Outcome> outcome_;  ///< none is chosen beforehand: a careless Enter must not record a rescue
  std::map<std::pair<Command, base::Id>, wxString> drafts_;  ///< written and left; kept until sent
  wxTextCtrl* words_;
  KeyButton* send_;
  Label* hint_;
};

}  // namespace siaga::ui
