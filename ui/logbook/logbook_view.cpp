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
using protocol::LogbookKeeping;
using protocol::LogbookRow;
using protocol::LogbookStatus;

constexpr int record_width = 400;
constexpr int side_gap = 16;
constexpr int events_rest = 400;  // ms
constexpr unsigned longest_search = 120;
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
  exporting_ = new ExportForm(this, desk, files_);
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(left_, 1, wxEXPAND);
  for (wxWindow* side : std::initializer_list<wxWindow*>{details_, writing_, exporting_}) {
    side->SetMinSize(wxSize(native::by_text(*this, record_width), -1));
    all->Add(side, 0, wxEXPAND);
  }
  for (auto* form : std::initializer_list<CaseForm*>{writing_, exporting_}) {
    form->on_left = [this](bool kept, const base::Id&) { leave_form(kept); };
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
  sign_off_->Show(desk_.model.may(Action::keep_logbook));
  left_->Layout();
}

wxSizer* LogbookView::make_filters(wxWindow* left) {
  search_ = new wxTextCtrl(left, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*search_);
  search_->SetMaxLength(longest_search);
  search_->SetHint(wx(tr("Agent, e-mail or user ID ({})", cap_of(Command::find))));
  set_accessible_name(*search_, tr("Search the logbook"));
  search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { search_anew(); });
  search_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { into_list(); });
  search_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
    if (event.GetKeyCode() == WXK_DOWN && !event.HasAnyModifiers()) return into_list();
    event.Skip();
  });
  const auto choice = [&](const std::string& name, std::initializer_list<std::string> words) {
    auto* made = new wxChoice(left, wxID_ANY);
    for (const auto& each : words) made->Append(wx(each));
    made->SetSelection(0);
    made->SetMinSize(wxSize(native::by_text(*made, 156), -1));
    set_accessible_name(*made, name);
    made->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { search_anew(); });
    return made;
  };
  application_ = choice(tr("Application"), {tr("All applications")});
  status_ = choice(tr("Status"), {tr("Every status"), status_words(LogbookStatus::active),
                                  status_words(LogbookStatus::inactive), status_words(LogbookStatus::disposed)});
  keeping_ = choice(tr("Keeping"), {tr("However kept"), tr("Ends soon"), tr("Held"), tr("Two years over")});
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(search_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  for (auto* each : {application_, status_, keeping_}) row->Add(each, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->AddSpacer(8);
  return row;
}

wxSizer* LogbookView::make_buttons(wxWindow* left) {
  state_ = new Label(left, "", {"dim", "digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  const auto button = [&](const std::string& text, Command command) {
    return new KeyButton(left, theme(), "", {.text = text, .key = cap_of(command)},
                         [this, command] { perform(command); });
  };
  sign_off_ = button(tr("Sign a period off"), Command::book_sign_off);
  export_ = button(tr("Export…"), Command::book_export);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(state_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(sign_off_, 0, wxRIGHT, 8);
  row->Add(export_, 0);
  return row;
}

wxWindow* LogbookView::make_left() {
  auto* left = new Surface(this, theme(), {.fill = "bg"});
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(make_filters(left), 0, wxEXPAND | wxLEFT | wxTOP, side_gap);
  all->AddSpacer(8);
  list_ = new Table(left, tr("Logbook of user IDs"),
                    {{tr("Agent"), 0, true},
                     {tr("User ID"), 160, true},
                     {tr("Letter, last day"), 120, true},
                     {tr("Deactivated at"), 160, true},
                     {tr("Status, SLA"), 190, true}},
                    2, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  list_->on_selected = [this](std::size_t row) { choose(row); };
  list_->on_end_near = [this] {
    if (next_ && !under_way_) fetch(next_);
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
  switch (column) {
    case agent_column:
      return one.status == LogbookStatus::disposed ? bold(title_of(one))
                                                   : two_lines(skin, bold(one.user_id.agent), one.user_id.email);
    case user_id_column: return two_lines(skin, escaped(one.user_id.user_name), one.application);
    case days_column: return two_lines(skin, escaped(day(one.letter_date)), day(one.last_day));
    case done_column:
      return one.deactivated ? two_lines(skin, escaped(minute_words(one.deactivated->at, now, one.zone)),
                                         one.deactivated->by.empty() ? tr("the hub") : one.deactivated->by)
                             : "–\n";
    default: break;
  }
  const bool late = one.sla_seconds && *one.sla_seconds < 0;
  const auto state = (one.held ? tr("{}, held", status_words(one.status)) : status_words(one.status));
  if (!late) return two_lines(skin, escaped(state), sla_words(one));
  return escaped(state) + "\n<span color=\"" + skin.hex("alarm") + "\">" + escaped(sla_words(one)) + "</span>";
}

void LogbookView::forget() {
  ++asked_;
  soon_.Stop();
  under_way_ = false;
  rows_.clear();
  next_.reset();
  chosen_.reset();
  total_ = 0;
  more_ = false;
  search_->ChangeValue("");
  for (auto* choice : {application_, status_, keeping_}) choice->SetSelection(0);
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
    search_->SetFocus();
}

protocol::LogbookFilter LogbookView::filter() const {
  protocol::LogbookFilter wish;
  wish.search = words_of(*search_);
  const auto at = static_cast<std::size_t>(std::max(0, application_->GetSelection()));
  if (at > 0 && at <= applications_.size()) wish.application = applications_[at - 1];
  if (status_->GetSelection() > 0) wish.status = static_cast<LogbookStatus>(status_->GetSelection() - 1);
  if (keeping_->GetSelection() > 0) wish.keeping = static_cast<LogbookKeeping>(keeping_->GetSelection() - 1);
  return wish;
}

void LogbookView::search_anew() { fetch(std::nullopt); }

void LogbookView::fetch(std::optional<std::uint64_t> after) {
  const auto mine = ++asked_;
  under_way_ = true;
  desk_.link.logbook().fetch_page(
      filter(), after,
      [self = wxWeakRef<LogbookView>(this), mine, first = !after](base::Result<protocol::LogbookPage> page) {
        if (self && mine == self->asked_) self->page_came(std::move(page), first);
      });
}

void LogbookView::page_came(base::Result<protocol::LogbookPage> page, bool first) {
  under_way_ = false;
  if (!page) {
    next_.reset();
    return show_state(tr("Not known: {}", book_sentence(page.error())));
  }
  if (first) rows_.clear();
  rows_.insert(rows_.end(), std::make_move_iterator(page->items.begin()), std::make_move_iterator(page->items.end()));
  next_ = page->next;
  total_ = page->total;
  more_ = page->more;
  if (!first) return list_->grow(rows_.size());
  list_->show(rows_.size());
  if (const auto at = row_of_chosen()) list_->select(at);
  if (!chosen_) details_->show_nothing(rows_.empty() ? "" : tr("Choose a user ID at the left (Enter)."));
  const bool narrowed = !protocol::query_of(filter()).empty();
  show_state(!rows_.empty() ? total_words(total_, more_)
             : narrowed     ? tr("Nothing in the logbook has this. Esc empties the search.")
                            : tr("The logbook is empty: no user ID is listed yet."));
}

void LogbookView::show_state(const std::string& words) {
  state_->set(words);
  left_->Layout();
}

void LogbookView::choose(std::size_t row) {
  if (row >= rows_.size()) return;
  if (form_ && form_->is_typed()) {
    list_->select(row_of_chosen());
    return desk_.complain(tr("What you wrote isn't sent yet: send it or take it back (Esc)."));
  }
  if (form_) leave_form(false);
  chosen_ = rows_[row].user_id.id;
  details_->show(rows_[row]);
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
  if (!applications_.empty()) return;
  desk_.link.user_ids().fetch_applications(
      [self = wxWeakRef<LogbookView>(this)](base::Result<std::vector<protocol::ApplicationView>> views) {
        if (!self || !views || !self->applications_.empty()) return;  // without them the filter offers all of them
        for (const auto& view : *views) {
          self->applications_.push_back(view.application.id);
          self->application_->Append(wx(view.application.name));
        }
      });
}

void LogbookView::into_list() {
  if (rows_.empty()) return;
  list_->SetFocus();
  if (list_->selected()) return;
  list_->select(0);
  choose(0);
}

void LogbookView::next_in(wxChoice& choice) {
  choice.SetSelection((choice.GetSelection() + 1) % static_cast<int>(choice.GetCount()));
  search_anew();
}

bool LogbookView::open_form(CaseForm& form) {
  if (form_ && form_->is_typed()) {
    desk_.complain(tr("What you wrote isn't sent yet: send it or take it back (Esc)."));
    return false;
  }
  if (form_) form_->Hide();
  details_->Hide();
  form_ = &form;
  form.Show();
  Layout();
  return true;
}

void LogbookView::leave_form(bool kept) {
  if (!form_) return;
  form_->Hide();
  form_ = nullptr;
  details_->Show();
  Layout();
  if (!desk_.model.session()) return;
  if (kept) soon_.StartOnce(1);
  if (list_->selected())
    list_->SetFocus();
  else
    search_->SetFocus();
}

/// Correct, hold, release: what is chosen must be known in full.
void LogbookView::begin_about_chosen(Command command) {
  const auto& shown = details_->shown();
  if (!desk_.model.may(Action::keep_logbook)) return;
  if (!shown || shown->entries.empty()) return desk_.complain(tr("Choose a user ID first."));
  if (shown->row.disposed_at) return desk_.complain(tr("It was disposed of: nothing of it can be changed any more."));
  if (!open_form(*writing_)) return;
  using About = BookForm::About;
  writing_->begin(command == Command::book_correct ? About::correction
                  : shown->row.held                ? About::releasing
                                                   : About::holding,
                  *shown);
  writing_->focus_first();
}

bool LogbookView::perform_form(Command command) {
  switch (command) {
    case Command::book_correct:
    case Command::book_hold: begin_about_chosen(command); return true;
    case Command::book_sign_off:
      if (!desk_.model.may(Action::keep_logbook) || !open_form(*writing_)) return true;
      writing_->begin_sign_off();
      writing_->focus_first();
      return true;
    case Command::book_export:
      if (!open_form(*exporting_)) return true;
      exporting_->begin(filter(), total_words(total_, more_));
      exporting_->focus_first();
      return true;
    case Command::save:
      if (form_) form_->submit();
      return true;
    default: return false;
  }
}

bool LogbookView::perform(Command command) {
  if (perform_form(command)) return true;
  switch (command) {
    case Command::find:
      search_->SetFocus();
      search_->SelectAll();
      return true;
    case Command::book_status: next_in(*status_); return true;
    case Command::book_keeping: next_in(*keeping_); return true;
    case Command::next_pane: next_pane(); return true;
    default: return false;
  }
}

bool LogbookView::cancel() {
  if (form_) {
    const bool typed = form_->is_typed();
    leave_form(false);
    if (typed) desk_.say(tr("Not sent: everything is as it was."));
    return true;
  }
  if (search_->IsEmpty()) return false;
  search_->SetValue("");  // asks anew
  search_->SetFocus();
  return true;
}

void LogbookView::next_pane() {
  if (search_->HasFocus())
    into_list();
  else if (list_->HasFocus() && form_)
    form_->focus_first();
  else
    search_->SetFocus();
}

}  // namespace siaga::ui
