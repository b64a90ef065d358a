// BookForm: what document control writes about one user ID: the correction of an entry, or why it is held or let go.
// Owner: LogbookView, in the place of the record. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"

#include <vector>

namespace siaga::ui {

class BookForm : public CaseForm {
 public:
  enum class About { correction, holding, releasing };

  BookForm(wxWindow* parent, Desk& desk);

  /// About one user ID, as it was when it was opened; its entries have come.
  void begin(About about, const protocol::LogbookHistory& history);
  void focus_first() override;
  bool is_typed() const override;
  void submit() override;

 private:
  void arrange(About about);
  void send();
  void answered(const base::Result<void>& kept);

  About about_ = About::correction;
  base::Id user_id_;
  std::vector<std::uint64_t> numbers_;  ///< of the entries to choose from
  wxChoice* entry_;
  wxTextCtrl* words_;
};

}  // namespace siaga::ui
