// LetterForm: the letter of a resignation that was recorded before it came, and its date where that isn't known yet.
// Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/user_id/case_form.h"
#include "ui/user_id/file_field.h"

namespace siaga::ui {

class LetterForm : public CaseForm {
 public:
  LetterForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// For this case, as it is shown now.
  void begin(const protocol::UserIdCaseView& view);
  void focus_first() override { file_->focus(); }
  bool is_typed() const override { return !file_->is_empty(); }
  void submit() override;

 private:
  void record(const base::Id& letter);

  protocol::UserIdCaseView view_;
  FileField* file_;
  wxTextCtrl* letter_date_;
};

}  // namespace siaga::ui
