// ApplicationForm: one application's name, unit, own target, connector and settings, as whoever manages applications
// changes them; also a new one. The secret goes to the hub and never comes back. Below them: what trying it out came
// to. Owner: ApplicationsPane. Thread: UI. Errors are said in the status line and below the fields; what was typed
// stays.
#pragma once

#include "ui/desk.h"
#include "ui/directory/application_draft.h"
#include "ui/directory/office.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/scrolwin.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace siaga::ui {

class ApplicationForm : public Surface {
 public:
  ApplicationForm(wxWindow* parent, Desk& desk, const Office& office);

  void show(const protocol::ApplicationView& view);
  /// Empty fields for one that isn't there yet.
  void begin_new();
  bool is_new() const { return is_new_; }
  bool is_typed() const;
  /// What is shown is still so.
  bool is_same_as(const protocol::ApplicationView& view) const;
  /// Back to what was shown.
  void discard();
  /// Nobody is signed in: no secret stays in a field.
  void forget();
  /// When it was last read, and whether this person may have it read now; nullptr: nobody but a person reads it.
  void show_run(const protocol::ReconciliationView* run);
  void save();
  void try_out();
  void read_now();
  void focus_first() { name_->SetFocus(); }
  const base::Id& shown() const { return shown_.application.id; }

  std::function<void(const protocol::ApplicationView&)> on_saved = [](const protocol::ApplicationView&) {};
  /// It begins to be read.
  std::function<void()> on_reading = [] {};

 private:
  void make_fields(wxSizer& all);
  wxSizer* make_buttons();
  void fill();
  void put(const ApplicationDraft& draft);
  void list_units(const base::Id& chosen);
  void list_proofs(const ApplicationDraft& draft);
  void arrange();
  void wrap();
  ApplicationDraft written() const;
  void connector_chosen();
  void saved(const base::Result<protocol::ApplicationView>& kept);
  void refuse(const base::Error& error);
  void say(const std::string& text, bool bad);

  Desk& desk_;
  const Office& office_;
  Label *head_, *run_, *state_;
  wxScrolledWindow* body_;
  Surface* fields_;
  wxTextCtrl *name_, *target_, *url_, *user_, *secret_, *activity_, *timeout_, *page_, *authorities_, *program_,
      *arguments_;
  wxChoice *unit_, *connector_, *proof_;
  /// Fields that only some connectors have, with their captions.
  wxSizer *of_url_, *of_user_, *of_secret_, *of_activity_, *of_timeout_, *of_page_, *of_authorities_, *of_program_,
      *of_arguments_, *of_proof_;
  KeyButton *save_, *try_, *read_;
  std::vector<base::Id> units_;  ///< as listed in the choice
  std::vector<Proof> proofs_;    ///< as listed in the choice
  protocol::ApplicationView shown_;
  ApplicationDraft draft_;                                          ///< as it was shown
  domain::ConnectorKind arranged_ = domain::ConnectorKind::manual;  ///< whose fields stand there
  bool is_new_ = false;
  bool is_known_ = true;  ///< false: its settings can't be shown, and so not be changed
  bool may_read_ = false;
  std::uint64_t turn_ = 0;  ///< an answer about another one is dropped
  base::Connection on_theme_;
};

}  // namespace siaga::ui
