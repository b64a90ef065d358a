// OutcomeForm: what somebody says about cases: what came of doing it by hand (with a proof, for one or several), what a
// second person saw in the application, or why a case is withdrawn or opened again. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/user_id/case_form.h"
#include "ui/user_id/file_field.h"

#include <string>
#include <vector>

namespace siaga::ui {

class OutcomeForm : public CaseForm {
 public:
  enum class About { attempt, look, withdrawal, reopening };

  OutcomeForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// For these cases, at least one; only attempts are for several. They are as they were when it was opened.
  void begin(About about, std::vector<protocol::UserIdCaseView> cases);
  void focus_first() override;
  bool is_typed() const override;
  void submit() override;

 private:
  void show_good(bool good);
  void send_next();
  void send(std::optional<base::Id> proof);
  void answered(base::Result<void> kept);
  /// What the fields say, for the case at `next_`.
  console::UserIdClient::Attempt attempt_of(const protocol::UserIdCaseView& view) const;
  bool early() const;

  About about_ = About::attempt;
  std::vector<protocol::UserIdCaseView> cases_;
  std::size_t next_ = 0;  ///< how many are kept
  bool good_ = true;      ///< it worked; it was seen so
  std::optional<base::Id> proof_;
  KeyButton *yes_, *no_;
  wxWindow* choice_;
  wxTextCtrl *user_name_, *words_;
  FileField* file_;
  wxCheckBox* early_;
};

}  // namespace siaga::ui
