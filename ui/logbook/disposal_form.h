// DisposalForm: disposing of user IDs whose two years are over (R39): what will be gone and what stays, the number of
// the berita acara and its file, why, who was present, and a tick that nothing brings them back. All of them go, or
// none. Owner: LogbookView, in the place of the record. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"
#include "ui/user_id/file_field.h"

#include <wx/checkbox.h>

#include <string>
#include <vector>

namespace siaga::ui {

class DisposalForm : public CaseForm {
 public:
  /// `files` outlives it.
  DisposalForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// At most DisposeCommand::most, at least one; each may go.
  void begin(std::vector<protocol::LogbookRow> rows);
  void focus_first() override { number_->SetFocus(); }
  bool is_typed() const override;
  void submit() override;

 protected:
  /// The file may still be given up; the disposal not.
  bool is_on_its_way() const override { return is_sending() && disposing_; }

 private:
  /// What is still missing; it has the focus then.
  std::string missing();
  std::string text() const;
  std::vector<std::string> names() const;
  std::vector<base::Id> ids() const;
  void print();
  void send(const base::Id& minutes, const std::string& text);
  void answered(const base::Result<void>& kept);

  std::vector<protocol::LogbookRow> rows_;
  bool disposing_ = false;  ///< the berita acara is there, and the hub was asked
  wxTextCtrl *number_, *present_, *words_;
  FileField* file_;
  wxCheckBox* sure_;
};

}  // namespace siaga::ui
