#include "ui/user_id/sla_chart.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/sla_report_words.h"

#include <wx/dcbuffer.h>
#include <wx/graphics.h>
#include <wx/sizer.h>

#include <algorithm>
#include <memory>

namespace siaga::ui {
namespace {

constexpr std::size_t most_bars = 12;
constexpr int chart_margin = 12;
constexpr int column_gap = 12;
constexpr int bar_inset = 5;  ///< above and below a bar in its row
constexpr int hatch_step = 6;

wxString fitting(wxDC& dc, const std::string& text, int width) {
  return wxControl::Ellipsize(wx(text), dc, wxELLIPSIZE_END, width);
}

}  // namespace

SlaChart::SlaChart(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line", .radius = 8}), desk_(desk) {
  canvas_ = new wxWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxNO_BORDER);
  canvas_->SetBackgroundStyle(wxBG_STYLE_PAINT);
  set_accessible_role(*canvas_, AccessibleRole::image);
  canvas_->Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint_bars(); });
  canvas_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    canvas_->Refresh();
    event.Skip();
  });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(canvas_, 1, wxEXPAND | wxALL, chart_margin);
  SetSizer(all);
  on_theme_ = desk_.theme.changed.connect([this] { canvas_->Refresh(); });
}

int SlaChart::row_height() const { return std::max(26, canvas_->GetCharHeight() + 10); }

void SlaChart::show(const protocol::SlaReport& report) {
  bars_.clear();
  most_ = 0;
  std::string told = tr("Deactivated in time and too late");
  protocol::SlaGroup rest;
  for (std::size_t at = 0; at < report.groups.size(); ++at) {
    const auto& group = report.groups[at];
    told += "; " + sla_group_name(report, group) + ": " + sla_group_words(group);
    if (at < most_bars) {
      bars_.push_back({sla_group_name(report, group), sla_group_words(group), group.met, group.missed});
      most_ = std::max(most_, group.met + group.missed);
    } else {
      rest.met += group.met;
      rest.missed += group.missed;
      rest.waiting += group.waiting;
    }
  }
  if (report.groups.size() > most_bars)
    bars_.push_back({tr("{} more", report.groups.size() - most_bars), sla_group_words(rest), 0, 0});
  set_accessible_name(*canvas_, told);
  const auto rows = static_cast<int>(std::max<std::size_t>(1, bars_.size()));
  canvas_->SetMinSize(wxSize(-1, rows * row_height()));
  canvas_->Refresh();
  GetParent()->Layout();
}

void SlaChart::paint_bars() {
  wxAutoBufferedPaintDC dc(canvas_);
  dc.SetBackground(desk_.theme.colour("surface"));
  dc.Clear();
  dc.SetFont(canvas_->GetFont());
  const auto size = canvas_->GetClientSize();
  int names = 0, figures = 0;
  for (const auto& bar : bars_) {
    names = std::max(names, dc.GetTextExtent(wx(bar.name)).x);
    figures = std::max(figures, dc.GetTextExtent(wx(bar.words)).x);
  }
  names = std::min(names, size.x / 4);
  figures = std::min(figures, size.x * 3 / 5);
  const int from = names + column_gap, width = std::max(0, size.x - from - column_gap - figures);
  for (std::size_t at = 0; at < bars_.size(); ++at) {
    const int y = static_cast<int>(at) * row_height();
    const int text_y = y + (row_height() - dc.GetCharHeight()) / 2;
    dc.SetTextForeground(desk_.theme.colour("text"));
    dc.DrawText(fitting(dc, bars_[at].name, names), 0, text_y);
    dc.SetTextForeground(desk_.theme.colour(bars_[at].missed > 0 ? "alarm" : "text_dim"));
    dc.DrawText(fitting(dc, bars_[at].words, figures), size.x - figures, text_y);
  }
  const std::unique_ptr<wxGraphicsContext> drawing(wxGraphicsContext::Create(dc));
  for (std::size_t at = 0; at < bars_.size(); ++at)
    paint_bar(*drawing, bars_[at], from, static_cast<int>(at) * row_height() + bar_inset, width);
}

void SlaChart::paint_bar(wxGraphicsContext& drawing, const Bar& bar, double x, double y, double width) {
  if (most_ == 0 || width <= 0) return;
  const double height = row_height() - 2 * bar_inset;
  const double unit = width / static_cast<double>(most_);
  const double met = unit * static_cast<double>(bar.met), missed = unit * static_cast<double>(bar.missed);
  drawing.SetPen(wxPen(desk_.theme.colour("line_strong")));
  drawing.StrokeLine(x, y - bar_inset, x, y + height + bar_inset);  // where bars begin
  drawing.SetPen(*wxTRANSPARENT_PEN);
  drawing.SetBrush(desk_.theme.colour("loaded"));
  if (bar.met > 0) drawing.DrawRectangle(x, y, met, height);
  if (bar.missed == 0) return;
  drawing.SetBrush(desk_.theme.colour("danger"));
  drawing.DrawRectangle(x + met, y, missed, height);
  drawing.Clip(x + met, y, missed, height);
  drawing.SetPen(wxPen(desk_.theme.colour("on_danger"), 1));
  for (double at = x + met - height; at < x + met + missed; at += hatch_step)
    drawing.StrokeLine(at, y + height, at + height, y);
  drawing.ResetClip();
}

}  // namespace siaga::ui
