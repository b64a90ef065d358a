#include "ui/logbook/book_details.h"

#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int fact_gap = 12;

}  // namespace

BookDetails::BookDetails(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "bg", .border = "line", .edge_left = true}), desk_(desk) {
  title_ = new Label(this, "", {"head"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  subtitle_ = new Label(this, "", {"dim", "small"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  hint_ = new Label(this, "", {"dim"});
  facts_ = new wxFlexGridSizer(2, 4, fact_gap);
  timeline_ = new CaseTimeline(this, desk, tr("Entries of the user ID"));
  const auto button = [this](const std::string& text, Command command) {
    auto* made = new KeyButton(this, theme(), "tall", {.text = text, .key = cap_of(command)},
                               [this, command] { on_command(command); });
    buttons_->Add(made, 0, wxRIGHT | wxBOTTOM, 8);
    return made;
  };
  buttons_ = new wxWrapSizer(wxHORIZONTAL, 0);
  correct_ = button(tr("Correct…"), Command::book_correct);
  hold_ = button(tr("Hold…"), Command::book_hold);
  mark_ = button(tr("Mark"), Command::book_mark);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(title_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(subtitle_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(hint_, 0, wxEXPAND | wxALL, gap);
  all->Add(facts_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->AddSpacer(gap);
  all->Add(timeline_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  all->Add(buttons_, 0, wxEXPAND | wxLEFT, gap);
  all->AddSpacer(gap - 8);  // the buttons bring the rest
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { fit(); });
  });
  fill();
}

void BookDetails::show(const protocol::LogbookRow& row) {
  if (shown_ && shown_->row.user_id.id == row.user_id.id) {
    shown_->row = row;
  } else {
    shown_.emplace();
    shown_->row = row;
  }
  hint_->set(tr("Fetching the entries…"));
  fill();
}

void BookDetails::show_whole(protocol::LogbookHistory history) {
  shown_ = std::move(history);
  fill();
}

void BookDetails::show_nothing(const std::string& hint) {
  shown_.reset();
  hint_->set(hint);
  fill();
}

void BookDetails::show_mark(bool marked) {
  is_marked_ = marked;
  fill();
}

void BookDetails::fill() {
  const auto now = desk_.model.hub_now();
  const bool whole = shown_ && !shown_->entries.empty();
  for (wxWindow* each : std::initializer_list<wxWindow*>{title_, subtitle_, timeline_}) each->Show(shown_.has_value());
  hint_->Show(!whole && !hint_->text().empty());
  if (shown_) {
    title_->set(title_of(shown_->row));
    const auto& email = shown_->row.user_id.email;
    subtitle_->set(shown_->row.application + (email.empty() ? "" : " · " + email));
    std::vector<CaseStep> steps;
    for (auto& entry : entries_of(*shown_)) {
      entry.step.text = tr("No. {}", grouped(entry.book_no)) + " · " + entry.step.text;
      steps.push_back(std::move(entry.step));
    }
    timeline_->show(steps, now, shown_->row.zone);
  }
  fill_facts(now);
  const bool acts = shown_ && !shown_->row.disposed_at && desk_.model.may(domain::Action::keep_logbook);
  correct_->Show(acts);
  hold_->Show(acts);
  mark_->Show(acts && may_go(shown_->row, now));
  mark_->set({.text = is_marked_ ? tr("Unmark") : tr("Mark"), .key = cap_of(Command::book_mark)});
  if (shown_) hold_->set({.text = shown_->row.held ? tr("Release…") : tr("Hold…"), .key = cap_of(Command::book_hold)});
  fit();
}

void BookDetails::fill_facts(base::Instant now) {
  const auto facts = shown_ ? facts_of(shown_->row, now) : std::vector<std::pair<std::string, std::string>>{};
  while (lines_.size() < facts.size()) {
    auto* caption = new Label(this, "", {"dim", "small"});
    auto* words = new Label(this, "", {"digits", "small"});
    facts_->Add(caption, 0);
    facts_->Add(words, 0);
    lines_.emplace_back(caption, words);
  }
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    const auto& [caption, words] = lines_[at];
    const bool used = at < facts.size();
    caption->Show(used);
    words->Show(used);
    if (!used) continue;
    caption->set(facts[at].first);
    words->set(facts[at].second);
  }
}

void BookDetails::fit() {
  const int room = GetClientSize().x - 2 * gap;
  if (room < 100) return;
  int widest = 0;
  for (const auto& [caption, words] : lines_)
    if (caption->IsShown()) widest = std::max(widest, caption->GetBestSize().x);
  for (const auto& [caption, words] : lines_) {
    words->wrap_to(room - widest - 2 * fact_gap - room / 10);  // wx measures without the sheet's font
    words->InvalidateBestSize();                               // GTK measured it before it was wrapped
  }
  hint_->wrap_to(room);
  Layout();
}

}  // namespace siaga::ui
