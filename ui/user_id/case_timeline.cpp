#include "ui/user_id/case_timeline.h"

#include "ui/accessibility.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>

#include <algorithm>

namespace siaga::ui {
namespace {

constexpr int sign_width = 20;

}  // namespace

CaseTimeline::CaseTimeline(wxWindow* parent, Desk& desk, const std::string& name)
    : wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL | wxNO_BORDER),
      desk_(desk) {
  SetScrollRate(0, 16);
  SetBackgroundColour(desk_.theme.colour("bg"));
  set_accessible_name(*this, name);
  grid_ = new wxFlexGridSizer(3, 8, small_gap);
  grid_->AddGrowableCol(1, 1);
  SetSizer(grid_);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] {
      wrap();
      scroll_to_end();
    });
  });
  for (const auto& scrolled :
       {wxEVT_SCROLLWIN_THUMBTRACK, wxEVT_SCROLLWIN_LINEUP, wxEVT_SCROLLWIN_PAGEUP, wxEVT_SCROLLWIN_TOP})
    Bind(scrolled, [this](wxScrollWinEvent& event) {
      event.Skip();
      shows_end_ = false;
    });
  on_theme_ = desk_.theme.changed.connect([this] {
    SetBackgroundColour(desk_.theme.colour("bg"));
    Refresh();
  });
}

void CaseTimeline::grow_to(std::size_t count) {
  while (lines_.size() < count) {
    Line line{};
    line.sign = new Label(this, "", {});
    line.sign->SetMinSize(wxSize(native::by_text(*this, sign_width), -1));
    line.text = new Label(this, "", {"digits"});
    line.detail = new Label(this, "", {"dim", "small"});
    line.at = new Label(this, "", {"dim", "digits", "small"});
    auto* words = new wxBoxSizer(wxVERTICAL);
    words->Add(line.text, 0);
    words->Add(line.detail, 0);
    line.words = words;
    grid_->Add(line.sign, 0);
    grid_->Add(words, 1, wxEXPAND);
    grid_->Add(line.at, 0, wxALIGN_RIGHT | wxRIGHT, small_gap);
    lines_.push_back(line);
  }
  while (lines_.size() > count) {
    const auto& last = lines_.back();  // labels leave their sizers by themselves
    for (auto* label : {last.sign, last.text, last.detail, last.at}) label->Destroy();
    grid_->Remove(last.words);
    lines_.pop_back();
  }
}

void CaseTimeline::fill(const Line& line, const CaseStep& step, base::Instant now, const std::string& zone) {
  using Sign = CaseStep::Sign;
  line.sign->set(sign_of(step.sign));
  line.sign->mark("ok", step.sign == Sign::done);
  line.sign->mark("bad", step.sign == Sign::failed);
  line.sign->mark("dim", step.sign == Sign::open || step.sign == Sign::told);
  line.text->set(step.text);
  line.text->mark("strong", step.sign == Sign::next);
  line.text->mark("dim", step.sign == Sign::open);
  line.detail->set(step.detail);
  line.detail->Show(!step.detail.empty());
  line.at->set(step.at ? minute_words(*step.at, now, zone) : "");
}

void CaseTimeline::show(const std::vector<CaseStep>& steps, base::Instant now, const std::string& zone) {
  const bool other = lines_.size() != steps.size();
  if (other) Freeze();
  grow_to(steps.size());
  for (std::size_t at = 0; at < steps.size(); ++at) fill(lines_[at], steps[at], now, zone);
  wrap();
  if (!other) return;
  Thaw();
  shows_end_ = true;
  CallAfter([this] { scroll_to_end(); });
}

void CaseTimeline::scroll_to_end() {
  if (shows_end_) Scroll(0, GetVirtualSize().y);
}

void CaseTimeline::wrap() {
  int widest = 0;
  for (const auto& line : lines_) widest = std::max(widest, line.at->GetBestSize().x);
  const int room = GetClientSize().x - native::by_text(*this, sign_width) - widest - 3 * small_gap;
  if (room < 60) return;
  for (const auto& line : lines_) {
    line.text->wrap_to(room);
    line.detail->wrap_to(room);
  }
  FitInside();
}

int CaseTimeline::wanted_height() const { return grid_->GetMinSize().y; }

}  // namespace siaga::ui
