// ResignForm: Support records a resignation (R37): whose user ID, the letter with its date, the last working day; the
// deadline (R36) is shown before anything is sent. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/user_id/case_form.h"
#include "ui/user_id/file_field.h"
#include "ui/user_id/unlisted_fields.h"
#include "ui/user_id/user_id_picker.h"

#include <optional>

namespace siaga::ui {

class ResignForm : public CaseForm {
 public:
  ResignForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// Empty, for a new case.
  void begin();
  void focus_first() override;
  bool is_typed() const override;
  /// Recorded, and requested from the team leader at once.
  void submit() override { send(true); }

 private:
  void send(bool request);
  void be_unlisted(bool unlisted);
  /// True: the picker has it. Else it is listed first, and that goes on; or nothing was said yet, and it says so.
  bool know_who(bool request);
  /// False, and says what the hub would say of this day.
  bool refuse_day(wxTextCtrl& field, const std::string& member);
  void send_letter(bool request);
  void record(std::optional<base::Id> letter, bool request);
  void finished(base::Result<void> kept);
  void show_deadline();
  /// Nothing, and said so, when it can't be read.
  std::optional<base::Day> day_in(const wxTextCtrl& field, const std::string& complaint);

  UserIdPicker* who_;
  UnlistedFields* unlisted_;
  KeyButton* other_way_;  ///< between the two
  wxTextCtrl *letter_date_, *last_day_;
  FileField* file_;
  Label* deadline_;
  domain::OpenDeactivation wish_;  ///< its id stays for every try: a retry records nobody twice
};

}  // namespace siaga::ui
