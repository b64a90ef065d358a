// FindingForm: one finding beside the list: what is wrong since when, and the two things that can be done about it: a
// case that takes care of it, or a reason why it is right so. Owner: UserIdView, in the place of the details.
// Thread: UI.
#pragma once

#include "ui/user_id/case_form.h"

#include <wx/choice.h>

#include <optional>

namespace siaga::ui {

class FindingForm : public CaseForm {
 public:
  FindingForm(wxWindow* parent, Desk& desk);

  /// Null: nothing is chosen; `any`: something could be. What is typed stays while it is the same finding.
  void show(const protocol::FindingView* finding, bool any);
  void focus_first() override;
  bool is_typed() const override;
  /// Accepts it, with the reason that is written.
  void submit() override;
  void open_case();
  /// What was typed isn't meant any more.
  void take_back() { reason_->ChangeValue(""); }

  /// A decision was kept.
  std::function<void()> on_decided = [] {};

 private:
  bool may_decide() const;
  /// What came of the finding `one`, which is perhaps no longer the one that is shown.
  void decided(const base::Id& one, const std::string& said);
  void refused(const base::Id& one, const std::string& why);

  std::optional<protocol::FindingView> finding_;
  wxTextCtrl* reason_;
  wxChoice* which_;
  wxBoxSizer* which_box_;
};

}  // namespace siaga::ui
