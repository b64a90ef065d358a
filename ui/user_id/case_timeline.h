// CaseTimeline: the steps of a case, one below the other: a sign, what happened, who did it, and when. Labels of the
// toolkit, so that screen readers read them. Owner: CaseDetails. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/user_id/case_steps.h"
#include "ui/widgets/label.h"

#include <wx/scrolwin.h>

#include <string>
#include <vector>

namespace siaga::ui {

class CaseTimeline : public wxScrolledWindow {
 public:
  CaseTimeline(wxWindow* parent, Desk& desk, const std::string& name);

  /// Only what differs is touched, so that running figures move nothing. What comes next stands last and is brought
  /// into sight, until somebody scrolls.
  void show(const std::vector<CaseStep>& steps, base::Instant now, const std::string& zone);
  /// The height that all of it needs at this width.
  int wanted_height() const;

 private:
  struct Line {
    Label *sign, *text, *detail, *at;
    wxSizer* words;  ///< text and detail
  };
  void fill(const Line& line, const CaseStep& step, base::Instant now, const std::string& zone);
  void grow_to(std::size_t count);
  void wrap();
  void scroll_to_end();

  Desk& desk_;
  wxFlexGridSizer* grid_;
  std::vector<Line> lines_;
  bool shows_end_ = true;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
