#include "ui/logbook/book_filter.h"

#include "ui/accessibility.h"
#include "ui/directory/role_words.h"
#include "ui/keys.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/field.h"

#include <wx/sizer.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

using protocol::LogbookKeeping;
using protocol::LogbookStatus;

constexpr unsigned longest_search = 120;
constexpr unsigned longest_day = 10;
constexpr int part_gap = 8;

}  // namespace

BookFilter::BookFilter(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(make_words(), 0, wxEXPAND);
  all->AddSpacer(part_gap);
  all->Add(make_keeping(), 0, wxEXPAND);
  SetSizer(all);
  forget();
}

wxSizer* BookFilter::make_words() {
  search_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*search_);
  search_->SetMaxLength(longest_search);
  search_->SetHint(wx(tr("Agent, e-mail or user ID ({})", cap_of(Command::find))));
  set_accessible_name(*search_, tr("Search the logbook"));
  search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { on_changed(); });
  search_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { on_left(); });
  search_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
    if (event.GetKeyCode() == WXK_DOWN && !event.HasAnyModifiers()) return on_left();
    event.Skip();
  });
  application_ = make_choice(tr("Application"), {tr("All applications")});
  status_ = make_choice(tr("Status"), {tr("Every status"), status_words(LogbookStatus::active),
                                       status_words(LogbookStatus::inactive), status_words(LogbookStatus::disposed)});
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(search_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, part_gap);
  row->Add(application_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, part_gap);
  row->Add(status_, 0, wxALIGN_CENTRE_VERTICAL);
  return row;
}

wxChoice* BookFilter::make_choice(const std::string& name, std::initializer_list<std::string> words) {
  auto* made = new wxChoice(this, wxID_ANY);
  for (const auto& each : words) made->Append(wx(each));
  made->SetSelection(0);
  made->SetMinSize(wxSize(native::by_text(*made, 156), -1));
  set_accessible_name(*made, name);
  made->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { on_changed(); });
  return made;
}

wxSizer* BookFilter::make_keeping() {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  const std::array words{tr("All"), tr("Ends soon"), tr("Held"), tr("Two years over")};
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char* looks = at == 0 ? "segment first" : at + 1 == words.size() ? "segment last" : "segment";
    const auto keeping = at == 0 ? std::nullopt : std::optional{static_cast<LogbookKeeping>(at - 1)};
    keepings_[at] = new KeyButton(this, theme(), looks, {.text = words[at]}, [this, keeping] { choose(keeping); });
    row->Add(keepings_[at], 0, wxALIGN_CENTRE_VERTICAL);
  }
  row->AddStretchSpacer();
  from_ = make_day(tr("From, e.g. 31-12-2026"), tr("Entries since (day)"));
  to_ = make_day(tr("To, e.g. 31-12-2026"), tr("Entries until (day)"));
  row->Add(from_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, part_gap);
  row->Add(to_, 0, wxALIGN_CENTRE_VERTICAL);
  return row;
}

wxTextCtrl* BookFilter::make_day(const std::string& hint, const std::string& name) {
  auto* day = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*day);
  day->SetMinSize(wxSize(native::by_text(*day, 196), day->GetMinSize().y));
  day->SetMaxLength(longest_day);
  day->SetHint(wx(hint));
  set_accessible_name(*day, name);
  day->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { on_changed(); });
  day->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { on_left(); });
  return day;
}

protocol::LogbookFilter BookFilter::filter() const {
  protocol::LogbookFilter wish;
  wish.search = words_of(*search_);
  const auto at = static_cast<std::size_t>(std::max(0, application_->GetSelection()));
  if (at > 0 && at <= applications_.size()) wish.application = applications_[at - 1];
  if (status_->GetSelection() > 0) wish.status = static_cast<LogbookStatus>(status_->GetSelection() - 1);
  wish.keeping = keeping_;
  wish.from = written_day(words_of(*from_));
  wish.to = written_day(words_of(*to_));
  return wish;
}

std::string BookFilter::trouble() const {
  for (const auto* day : {from_, to_})
    if (!day->IsEmpty() && !written_day(words_of(*day))) return tr("Write the day like 31-12-2026.");
  const auto wish = filter();
  return wish.from && wish.to && *wish.to < *wish.from ? tr("The period ends before it begins.") : std::string{};
}

bool BookFilter::narrows() const { return !protocol::query_of(filter()).empty(); }

void BookFilter::focus_search() {
  search_->SetFocus();
  search_->SelectAll();
}

void BookFilter::next_status() {
  status_->SetSelection((status_->GetSelection() + 1) % static_cast<int>(status_->GetCount()));
  on_changed();
}

void BookFilter::next_keeping() {
  const std::size_t next = keeping_ ? static_cast<std::size_t>(*keeping_) + 2 : 1;
  choose(next < keepings_.size() ? std::optional{static_cast<LogbookKeeping>(next - 1)} : std::nullopt);
}

void BookFilter::choose(std::optional<LogbookKeeping> keeping) {
  keeping_ = keeping;
  const std::size_t here = keeping ? static_cast<std::size_t>(*keeping) + 1 : 0;
  for (std::size_t at = 0; at < keepings_.size(); ++at) keepings_[at]->mark("here", at == here);
  on_changed();
}

void BookFilter::clear() {
  for (auto* field : {search_, from_, to_}) field->ChangeValue("");
  for (auto* each : {application_, status_}) each->SetSelection(0);
}

void BookFilter::show_period(base::Day from, base::Day to) {
  clear();
  from_->ChangeValue(wx(written(from)));
  to_->ChangeValue(wx(written(to)));
  choose(std::nullopt);
}

bool BookFilter::empty_words() {
  if (search_->IsEmpty() && from_->IsEmpty() && to_->IsEmpty()) return false;
  for (auto* field : {search_, from_, to_}) field->ChangeValue("");
  on_changed();
  return true;
}

void BookFilter::forget() {
  const auto tell = std::exchange(on_changed, [] {});
  clear();
  choose(std::nullopt);
  on_changed = tell;
}

void BookFilter::offer(const std::vector<protocol::ApplicationView>& applications) {
  for (const auto& view : applications) {
    applications_.push_back(view.application.id);
    application_->Append(wx(view.application.name));
  }
}

}  // namespace siaga::ui
