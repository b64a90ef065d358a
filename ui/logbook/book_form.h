// BookForm: what document control writes into the logbook: the correction of an entry, why a user ID is held or let go,
// and the sign-off of a period. Owner: LogbookView, in the place of the record. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"

#include <vector>

namespace siaga::ui {

class BookForm : public CaseForm {
 public:
  enum class About { correction, holding, releasing, sign_off };

  BookForm(wxWindow* parent, Desk& desk);

  /// About one user ID, as it was when it was opened; its entries have come.
  void begin(About about, const protocol::LogbookHistory& history);
  /// The month before this one, which can be changed.
  void begin_sign_off();
  void focus_first() override;
  bool is_typed() const override;
  void submit() override;

 private:
  void arrange(About about);
  void send();
  void send_sign_off();
  void answered(const base::Result<void>& kept);

  About about_ = About::correction;
  base::Id user_id_;
  std::vector<std::uint64_t> numbers_;  ///< of the entries to choose from
  wxChoice* entry_;
  wxTextCtrl *from_, *to_, *words_;
};

}  // namespace siaga::ui
