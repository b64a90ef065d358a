// SignOffForm: the periods that were signed off, the newest first, for everybody who reads the logbook; and, for
// document control, the review and sign-off of the next one (R39): the period, how many user IDs have entries in it, a
// look at just these in the list, and what was found.
// Owner: LogbookView, in the place of the record. Thread: UI.
#pragma once

#include "console/newest_question.h"
#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"
#include "ui/user_id/case_timeline.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace siaga::ui {

class SignOffForm : public CaseForm {
 public:
  SignOffForm(wxWindow* parent, Desk& desk);

  /// What was signed off is asked for. `signs`: they may sign.
  void begin(bool signs);
  void focus_first() override;
  bool is_typed() const override { return !words_->IsEmpty(); }
  void submit() override;

  /// The list is to show the entries of these days.
  std::function<void(base::Day from, base::Day to)> on_review = [](base::Day, base::Day) {};

 private:
  void fetch_all();
  void show_all(const std::vector<protocol::SignOffView>& views);
  void propose(const std::vector<protocol::SignOffView>& views);
  std::optional<std::pair<base::Day, base::Day>> period() const;
  void count();
  void review();
  void answered(const base::Result<protocol::SignOffView>& view);

  bool signs_ = false;
  console::NewestQuestion<protocol::LogbookPage> question_;
  wxTextCtrl *from_, *to_, *words_;
  Label *count_, *head_;
  KeyButton* review_;
  CaseTimeline* all_;
};

}  // namespace siaga::ui
