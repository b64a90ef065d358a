#include "ui/user_id/sla_pane.h"

#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"
#include "ui/user_id/sla_report_words.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/weakref.h>
#include <wx/wrapsizer.h>

#include <utility>

namespace siaga::ui {
namespace {

using protocol::SlaBy;
constexpr std::array<int, 3> spans_of_months{3, 6, 12};

/// What happened, and below it why.
std::string cause_above_why(std::string words) {
  if (const auto at = words.find(": "); at != std::string::npos) words[at + 1] = '\n';
  return words;
}

}  // namespace

SlaPane::SlaPane(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  total_ = new Label(this, "", {"head", "digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  state_ = new Label(this, "", {"dim"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  chart_ = new SlaChart(this, desk);
  breaches_ = new Table(this, tr("Past the deadline, and why"),
                        {{tr("Deadline, late by"), 200, true},
                         {tr("Agent"), 150, true},
                         {tr("Application"), 150, true},
                         {tr("Cause"), 0, false}},
                        2, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(make_choices(), 0, wxEXPAND);
  all->Add(total_, 0, wxEXPAND | wxTOP, 4);
  all->Add(chart_, 0, wxEXPAND | wxTOP, middle_gap);
  all->Add(state_, 0, wxEXPAND | wxTOP, middle_gap);
  all->Add(breaches_, 1, wxEXPAND | wxTOP | wxBOTTOM, middle_gap);
  SetSizer(all);
  show_choice();
}

wxSizer* SlaPane::make_choices() {
  auto* row = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
  const auto segment = [&](std::size_t at, const std::string& text, std::function<void()> pressed) {
    const char* looks = at == 0 ? "segment first" : at == 2 ? "segment last" : "segment";
    auto* button = new KeyButton(this, theme(), looks, {.text = text}, std::move(pressed));
    row->Add(button, 0, (at == 2 ? wxRIGHT : 0) | wxBOTTOM, 8);
    return button;
  };
  groupings_[0] = segment(0, tr("By month"), [this] { choose(SlaBy::month, months_); });
  groupings_[1] = segment(1, tr("By team leader"), [this] { choose(SlaBy::team_leader, months_); });
  groupings_[2] = segment(2, tr("By application"), [this] { choose(SlaBy::application, months_); });
  for (std::size_t at = 0; at < spans_.size(); ++at) {
    const int months = spans_of_months[at];
    spans_[at] = segment(at, tr("{} months", months), [this, months] { choose(by_, months); });
  }
  auto* takes_out = new KeyButton(this, theme(), "", {.text = tr("Export…"), .key = cap_of(Command::book_export)},
                                  [this] { on_export(); });
  row->Add(takes_out, 0, wxBOTTOM, 8);
  return row;
}

void SlaPane::choose(SlaBy by, int months) {
  by_ = by;
  months_ = months;
  show_choice();
  refresh();
  on_chosen();
}

protocol::SlaSpan SlaPane::span() const {
  const auto now = desk_.model.hub_now();
  const auto zone = desk_.zone();
  return protocol::read_sla_span(first_month_of(now, zone, months_), month_query(now, zone), protocol::name_of(by_))
      .value();
}

void SlaPane::next_grouping() {
  choose(by_ == SlaBy::month         ? SlaBy::team_leader
         : by_ == SlaBy::team_leader ? SlaBy::application
                                     : SlaBy::month,
         months_);
}

void SlaPane::focus_next() {
  if (breaches_->HasFocus())
    groupings_[static_cast<std::size_t>(by_)]->SetFocus();
  else
    breaches_->SetFocus();
}

void SlaPane::show_choice() {
  for (std::size_t at = 0; at < groupings_.size(); ++at) groupings_[at]->mark("here", by_ == static_cast<SlaBy>(at));
  for (std::size_t at = 0; at < spans_.size(); ++at) spans_[at]->mark("here", months_ == spans_of_months[at]);
}

void SlaPane::forget() {
  ++asked_;
  by_ = SlaBy::month;
  months_ = 6;
  show_choice();
  show({});
  say_state("");
}

void SlaPane::refresh() {
  const auto mine = ++asked_;
  const auto now = desk_.model.hub_now();
  const auto zone = desk_.zone();
  if (report_.groups.empty()) say_state(tr("Fetching…"));
  desk_.link.user_ids().fetch_sla_report(
      first_month_of(now, zone, months_), month_query(now, zone), by_,
      [self = wxWeakRef<SlaPane>(this), mine](base::Result<protocol::SlaReport> report) {
        if (!self || mine != self->asked_ || !self->desk_.model.session()) return;
        if (report) return self->show(std::move(*report));
        self->say_state(tr("Not known: {}", sentence(report.error())));
      });
}

void SlaPane::show(protocol::SlaReport report) {
  const auto chosen = breaches_->selected();
  const auto one = chosen && *chosen < report_.breaches.size() ? report_.breaches[*chosen].one : base::Id{};
  report_ = std::move(report);
  total_->set(sla_total_words(report_));
  chart_->show(report_);
  breaches_->show(report_.breaches.size());
  if (!report_.breaches.empty()) breaches_->select(0);
  for (std::size_t at = 0; at < report_.breaches.size(); ++at)
    if (report_.breaches[at].one == one) breaches_->select(at);
  const auto none =
      report_.met == 0 ? tr("In these months no user ID was closed.") : tr("Nothing came too late in these months.");
  say_state(report_.breaches.empty() ? none
            : report_.more           ? tr("Past the deadline, and why; the newest {}", report_.breaches.size())
                                     : tr("Past the deadline, and why"));
}

void SlaPane::say_state(const std::string& text) {
  state_->set(text);
  Layout();
}

std::string SlaPane::cell(std::size_t row, std::size_t column) const {
  if (row >= report_.breaches.size()) return {};
  const auto& breach = report_.breaches[row];
  const auto two_lines = [this](const std::string& first, const std::string& second) {
    return escaped(first) + "\n<span color=\"" + desk_.theme.hex("text_dim") + "\">" + escaped(second) + "</span>";
  };
  switch (column) {
    case 0: return two_lines(end_words(breach.deadline, report_.at, breach.zone), sla_late_words(breach));
    case 1: return two_lines(breach.agent, breach.user_name);
    case 2: return two_lines(breach.application, breach.leader.empty() ? "–" : breach.leader);
    default: return cause_above_why(sla_cause_words(breach));
  }
}

}  // namespace siaga::ui
