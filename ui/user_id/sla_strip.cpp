#include "ui/user_id/sla_strip.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/dcbuffer.h>
#include <wx/sizer.h>

#include <algorithm>

namespace siaga::ui {
namespace {

constexpr int bars_height = 36;
constexpr int bar_width = 12;
constexpr int bar_step = 16;
constexpr int least_bar = 4;

std::string told(const protocol::SlaView& sla) {
  std::string text = tr("Closed user IDs, oldest first");
  for (const auto& entry : sla.entries) {
    const auto took = spoken(std::chrono::seconds{static_cast<std::int64_t>(entry.seconds)});
    text += "; " + entry.agent + ": " + (entry.met ? tr("in time, {}", took) : tr("too late, {}", took));
  }
  return text;
}

}  // namespace

SlaStrip::SlaStrip(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line", .radius = 8}), desk_(desk) {
  head_ = new Label(this, "", {"strong"});
  words_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  bars_ = new wxWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxNO_BORDER);
  bars_->SetBackgroundStyle(wxBG_STYLE_PAINT);
  bars_->SetMinSize(wxSize(-1, bars_height));
  set_accessible_role(*bars_, AccessibleRole::image);
  bars_->Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint_bars(); });
  bars_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    bars_->Refresh();
    event.Skip();
  });
  auto* line = new wxBoxSizer(wxHORIZONTAL);
  line->Add(head_, 0, wxRIGHT, 12);
  line->Add(words_, 1);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(line, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 12);
  all->Add(bars_, 0, wxEXPAND | wxALL, 12);
  SetSizer(all);
  on_theme_ = desk_.theme.changed.connect([this] { bars_->Refresh(); });
}

void SlaStrip::show(const protocol::SlaView& sla, const std::string& month) {
  sla_ = sla;
  head_->set(tr("SLA {}", month));
  words_->set(sla_words(sla));
  words_->SetToolTip(wx(sla_words(sla)));
  set_accessible_name(*bars_, told(sla));
  bars_->Refresh();
  Layout();
}

void SlaStrip::show_unknown(const std::string& why, const std::string& month) {
  head_->set(tr("SLA {}", month));
  words_->set(tr("Not known: {}", why));
  Layout();
}

void SlaStrip::paint_bars() {
  wxAutoBufferedPaintDC dc(bars_);
  dc.SetBackground(desk_.theme.colour("surface"));
  dc.Clear();
  const auto size = bars_->GetClientSize();
  dc.SetPen(wxPen(desk_.theme.colour("line_strong")));
  dc.DrawLine(0, size.y - 1, size.x, size.y - 1);
  if (sla_.entries.empty()) return;
  // The newest ones, where not all have room. The tallest took longest, a whole day at least.
  const auto room = static_cast<std::size_t>(std::max(1, size.x / bar_step));
  const auto first = sla_.entries.size() > room ? sla_.entries.size() - room : 0;
  std::uint64_t longest = 24 * 3600;
  for (auto at = first; at < sla_.entries.size(); ++at) longest = std::max(longest, sla_.entries[at].seconds);
  dc.SetPen(*wxTRANSPARENT_PEN);
  for (auto at = first; at < sla_.entries.size(); ++at) {
    const auto& entry = sla_.entries[at];
    const auto share = static_cast<double>(entry.seconds) / static_cast<double>(longest);
    const int tall = std::max(least_bar, static_cast<int>(share * (size.y - 1)));
    dc.SetBrush(desk_.theme.colour(entry.met ? "loaded" : "danger"));
    dc.DrawRectangle(static_cast<int>(at - first) * bar_step, size.y - 1 - tall, bar_width, tall);
  }
}

}  // namespace siaga::ui
