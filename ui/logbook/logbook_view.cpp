#include "ui/logbook/logbook_view.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

using domain::Action;
using protocol::LogbookRow;
using protocol::LogbookStatus;

constexpr int record_width = 400;
constexpr int side_gap = 16;
constexpr int events_rest = 400;                 // ms
constexpr int list_share = 5, record_share = 2;  // of a wide window
enum BookColumn : std::size_t { agent_column, user_id_column, days_column, done_column, status_column };

/// Markup of two lines, the second one dim.
std::string two_lines(const Theme& theme, const std::string& first, const std::string& second) {
  return first + "\n<span color=\"" + theme.hex("text_dim") + "\">" + escaped(second) + "</span>";
}

std::string bold(const std::string& text) { return "<b>" + escaped(text) + "</b>"; }

}  // namespace

LogbookView::LogbookView(wxWindow* parent, Desk& desk)
    : View(parent, desk.theme, {.fill = "bg"}), desk_(desk), files_(desk.post), soon_(this) {
  left_ = make_left();
  details_ = new BookDetails(this, desk);
  details_->on_command = [this](Command command) { perform(command); };
  writing_ = new BookForm(this, desk);
  signing_ = new SignOffForm(this, desk);
  signing_->on_review = [this](base::Day from, base::Day to) { filter_->show_period(from, to); };
  disposing_ = new DisposalForm(this, desk, files_);
  exporting_ = new ExportForm(this, desk, files_);
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(left_, list_share, wxEXPAND);
  for (wxWindow* side : std::initializer_list<wxWindow*>{details_, writing_, signing_, disposing_, exporting_}) {
    side->SetMinSize(wxSize(native::by_text(*this, record_width), -1));
    all->Add(side, record_share, wxEXPAND);
  }
  for (auto* form : std::initializer_list<CaseForm*>{writing_, signing_, disposing_, exporting_}) {
    form->on_left = [this, form](bool kept, const base::Id&) {
      if (form_ == form)
        leave_form(kept);
      else if (kept)
        soon_.StartOnce(1);
    };
    form->Hide();
  }
  SetSizer(all);
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
    if (rows_.size() <= console::LogbookClient::page_size) fetch(std::nullopt);
    fetch_chosen();
  });
  auto& model = desk_.model;
  connections_.push_back(model.cases_changed.connect([this](auto&&...) {
    if (IsShownOnScreen()) soon_.StartOnce(events_rest);
  }));
  connections_.push_back(model.session_changed.connect([this] {
    if (!desk_.model.session()) forget();
    show_rights();
  }));
  forget();
  show_rights();
}

void LogbookView::show_rights() {
  dispose_->Show(desk_.model.may(Action::keep_logbook));
  left_->Layout();
}

wxSizer* LogbookView::make_buttons(wxWindow* left) {
  state_ = new Label(left, "", {"dim", "digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  const auto button = [&](const std::string& text, Command command) {
    return new KeyButton(left, theme(), "", {.text = text, .key = cap_of(command)},
                         [this, command] { perform(command); });
  };
  dispose_ = button(tr("Dispose…"), Command::book_dispose);
  sign_off_ = button(tr("Sign-offs…"), Command::book_sign_off);
  export_ = button(tr("Export, print…"), Command::book_export);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(state_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(dispose_, 0, wxRIGHT, 8);
  row->Add(sign_off_, 0, wxRIGHT, 8);
  row->Add(export_, 0);
  return row;
}

wxWindow* LogbookView::make_left() {
  auto* left = new Surface(this, theme(), {.fill = "bg"});
  auto* all = new wxBoxSizer(wxVERTICAL);
  filter_ = new BookFilter(left, desk_);
  filter_->on_changed = [this] { search_anew(); };
  filter_->on_left = [this] { into_list(); };
  all->Add(filter_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, side_gap);
  all->AddSpacer(8);
  list_ = new Table(left, tr("Logbook of user IDs"),
                    {{tr("Agent"), 200, true, 3},
                     {tr("User ID"), 156, true, 2},
                     {tr("Letter, last day"), 120, true},
                     {tr("Deactivated at"), 180, true, 1},
                     {tr("Status, SLA"), 190, true, 1}},
                    2, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  list_->on_selected = [this](std::size_t row) { choose(row); };
  list_->on_end_near = [this] {
    if (next_ && !question_.is_open()) fetch(next_);
  };
  all->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT, side_gap);
  all->Add(make_buttons(left), 0, wxEXPAND | wxALL, side_gap);
  left->SetSizer(all);
  return left;
}

std::string LogbookView::cell(std::size_t row, std::size_t column) const {
  if (row >= rows_.size()) return {};
  const auto& one = rows_[row];
  const auto& skin = desk_.theme;
  const auto now = desk_.model.hub_now();
  const auto day = [](const std::optional<base::Day>& each) { return each ? day_words(*each) : std::string{"–"}; };
  const std::string sign = marked_.contains(one.user_id.id) ? "☑ " : "";
  switch (column) {
    case agent_column:
      return one.status == LogbookStatus::disposed ? bold(title_of(one)) + "\n"
                                                   : two_lines(skin, sign + bold(one.user_id.agent), one.user_id.email);
    case user_id_column:
      return one.status == LogbookStatus::disposed ? escaped(one.application) + "\n"
                                                   : two_lines(skin, escaped(one.user_id.user_name), one.application);
    case days_column: return two_lines(skin, escaped(day(one.letter_date)), day(one.last_day));
    case done_column:
      return one.deactivated
                 ? two_lines(skin, escaped(minute_words(one.deactivated->at, now, one.zone)), closed_by(one))
                 : "–\n";
    default: break;
  }
  if (keeping_shown_) return two_lines(skin, escaped(status_words(one.status)), keeping_words(one));
  const bool late = one.sla_seconds && *one.sla_seconds < 0;
  const auto state = (one.held ? tr("{}, held", status_words(one.status)) : status_words(one.status));
  if (!late) return two_lines(skin, escaped(state), sla_words(one));
  return escaped(state) + "\n<span color=\"" + skin.hex("alarm") + "\">" + escaped(sla_words(one)) + "</span>";
}

void LogbookView::forget() {
  question_.forget();
  soon_.Stop();
  rows_.clear();
  next_.reset();
  chosen_.reset();
  total_ = 0;
  more_ = false;
  marked_.clear();
  filter_->forget();
  list_->show(0);
  if (form_) leave_form(false);
  details_->show_nothing("");
}

void LogbookView::open() {
  if (!desk_.model.may(Action::read_user_ids)) return;
  if (rows_.empty()) show_state(tr("Fetching…"));
  fetch_applications();
  if (rows_.size() <= console::LogbookClient::page_size) fetch(std::nullopt);
  fetch_chosen();
}

void LogbookView::focus_first() {
  if (form_)
    form_->focus_first();
  else
    filter_->focus_search();
}

void LogbookView::search_anew() {
  exporting_->outdate();
  if (form_ == exporting_ && !exporting_->is_sending()) close_form();  // it is about what was shown before
  fetch(std::nullopt);
}

void LogbookView::fetch(std::optional<std::uint64_t> after) {
  question_.drop();
  if (const auto trouble = filter_->trouble(); !trouble.empty()) return show_state(trouble);
  question_.ask(
      [&client = desk_.link.logbook(), wish = filter_->filter(), after](auto done) {
        client.fetch_page(wish, after, std::move(done));
      },
      [this, first = !after](base::Result<protocol::LogbookPage> page) { page_came(std::move(page), first); });
}

void LogbookView::page_came(base::Result<protocol::LogbookPage> page, bool first) {
  if (!page) {
    next_.reset();
    return show_state(tr("Not known: {}", book_sentence(page.error())));
  }
  if (first) rows_.clear();
  keeping_shown_ = filter_->filter().keeping.has_value();
  rows_.insert(rows_.end(), std::make_move_iterator(page->items.begin()), std::make_move_iterator(page->items.end()));
  next_ = page->next;
  total_ = page->total;
  more_ = page->more;
  if (!first) return list_->grow(rows_.size());
  list_->show(rows_.size());
  if (const auto at = row_of_chosen()) list_->select(at);
  if (!chosen_) details_->show_nothing(rows_.empty() ? "" : tr("Choose a user ID at the left (Enter)."));
  show_count();
}

void LogbookView::show_count() {
  auto words = !rows_.empty()       ? total_words(total_, more_)
               : filter_->narrows() ? tr("Nothing in the logbook has this. Esc empties the search.")
                                    : tr("The logbook is empty: no user ID is listed yet.");
  if (!marked_.empty()) words += " · " + tr("{} marked", marked_.size());
  show_state(words);
}

void LogbookView::show_state(const std::string& words) {
  state_->set(words);
  left_->Layout();
}

void LogbookView::choose(std::size_t row) {
  if (row >= rows_.size()) return;
  if (form_ && form_->must_stay()) return list_->select(row_of_chosen());
  if (form_ && form_->is_typed()) {
    list_->select(row_of_chosen());
    return desk_.complain(tr("What you wrote isn't sent yet: send it or take it back (Esc)."));
  }
  if (form_) leave_form(false);
  chosen_ = rows_[row].user_id.id;
  details_->show(rows_[row]);
  details_->show_mark(marked_.contains(*chosen_));
  fetch_chosen();
}

std::optional<std::size_t> LogbookView::row_of_chosen() const {
  const auto at = std::ranges::find_if(rows_, [&](const auto& row) { return row.user_id.id == chosen_; });
  if (at == rows_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - rows_.begin());
}

void LogbookView::fetch_chosen() {
  if (!chosen_) return;
  desk_.link.logbook().fetch_history(
      *chosen_, [self = wxWeakRef<LogbookView>(this), one = *chosen_](base::Result<protocol::LogbookHistory> history) {
        if (!self || self->chosen_ != one) return;
        if (!history) return self->details_->show_nothing(tr("Not known: {}", book_sentence(history.error())));
        if (const auto at = self->row_of_chosen()) {
          self->rows_[*at] = history->row;
          self->list_->row_changed(*at);
        }
        self->details_->show_whole(std::move(*history));
      });
}

void LogbookView::fetch_applications() {
  if (filter_->knows_applications()) return;
  desk_.link.applications().fetch(
      [self = wxWeakRef<LogbookView>(this)](base::Result<std::vector<protocol::ApplicationView>> views) {
        // Without them the filter offers all of them.
        if (self && views && !self->filter_->knows_applications()) self->filter_->offer(*views);
      });
}

void LogbookView::into_list() {
  if (rows_.empty()) return;
  list_->SetFocus();
  if (list_->selected()) return;
  list_->select(0);
  choose(0);
}

}  // namespace siaga::ui
