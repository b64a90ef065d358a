#include "ui/user_id/findings_pane.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/user_id/finding_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int room_between = 12;
enum FindingColumn : std::size_t { of_user, of_application, of_kind, of_fate };

std::vector<Table::Column> finding_columns() {
  return {{tr("User ID"), 230, true},
          {tr("Application"), 150, true},
          {tr("What is wrong"), 0, true},
          {tr("Since when"), 190, true}};
}

bool is_any_running(const protocol::FindingPage& page) {
  return std::ranges::any_of(page.runs, [](const auto& run) { return run.running; });
}

}  // namespace

FindingsPane::FindingsPane(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  runs_ = new wxBoxSizer(wxVERTICAL);
  all->Add(runs_, 0, wxEXPAND | wxBOTTOM, room_between);
  auto* segments = new wxBoxSizer(wxHORIZONTAL);
  const std::array texts{tr("Not decided"), tr("Accepted"), tr("All")};
  for (std::size_t at = 0; at < shows_.size(); ++at) {
    const char* looks = at == 0 ? "segment first" : at == 2 ? "segment last" : "segment";
    shows_[at] =
        new KeyButton(this, theme(), looks, {.text = texts[at]}, [this, at] { choose(static_cast<Show>(at)); });
    segments->Add(shows_[at]);
  }
  all->Add(segments, 0, wxBOTTOM, room_between);
  table_ = new Table(this, tr("Findings"), finding_columns(), 2,
                     [this](std::size_t row, std::size_t column) { return cell(row, column); });
  table_->on_selected = [this](std::size_t row) { pick(row); };
  table_->on_end_near = [this] { fetch_more(); };
  all->Add(table_, 1, wxEXPAND);
  empty_ = new Surface(this, theme(), {.fill = "bg"});
  set_accessible_name(*empty_, tr("Findings"));
  empty_words_ = new Label(empty_, "", {"dim"}, wxALIGN_CENTRE_HORIZONTAL);
  auto* middle = new wxBoxSizer(wxVERTICAL);
  middle->AddStretchSpacer(1);
  middle->Add(empty_words_, 0, wxALIGN_CENTRE_HORIZONTAL | wxLEFT | wxRIGHT, 24);
  middle->AddStretchSpacer(2);
  empty_->SetSizer(middle);
  all->Add(empty_, 1, wxEXPAND);
  SetSizer(all);
  forget();
}

void FindingsPane::forget() {
  ++asked_;
  show_ = Show::open;
  page_ = {};
  chosen_.reset();
  known_ = under_way_ = again_ = false;
  anew_ = true;
  fault_.clear();
  fresh_.clear();
  table_->show(0);
  show_runs();
  show_empty();
  on_count(0);
  on_chosen();
}

void FindingsPane::focus_first() {
  if (table_->IsShown())
    table_->SetFocus();
  else
    empty_->SetFocus();
}

bool FindingsPane::has_focus() const { return table_->HasFocus() || empty_->HasFocus(); }

const protocol::FindingView* FindingsPane::chosen() const {
  if (!chosen_) return nullptr;
  const auto found = std::ranges::find(page_.items, *chosen_, &protocol::FindingView::id);
  return found == page_.items.end() ? nullptr : &*found;
}

void FindingsPane::pick(std::size_t row) {
  const auto one = row < page_.items.size() ? std::optional{page_.items[row].id} : std::nullopt;
  if (one != chosen_ && !may_leave()) return select_chosen();
  chosen_ = one;
  on_chosen();
}

void FindingsPane::select_chosen() {
  const auto at = chosen_ ? std::ranges::find(page_.items, *chosen_, &protocol::FindingView::id) : page_.items.end();
  if (at == page_.items.end())
    chosen_.reset();
  else
    table_->select(static_cast<std::size_t>(at - page_.items.begin()));
}

void FindingsPane::choose(Show show) {
  if (!may_leave()) return;
  show_ = show;
  page_.items.clear();
  page_.next.reset();
  chosen_.reset();
  known_ = under_way_ = false;
  anew_ = true;
  table_->show(0);
  show_runs();
  refresh();
  show_empty();
  on_chosen();
}

void FindingsPane::next_show() { choose(static_cast<Show>((static_cast<std::size_t>(show_) + 1) % shows_.size())); }

void FindingsPane::refresh() {
  if (!desk_.model.may(domain::Action::read_user_ids)) return;
  again_ = under_way_;
  if (under_way_) return;
  under_way_ = true;
  fresh_.clear();
  wanted_ = page_.items.size();
  fetch(std::nullopt, false);
}

void FindingsPane::fetch(std::optional<base::Id> after, bool more) {
  desk_.link.user_ids().fetch_findings(
      show_, after,
      [self = wxWeakRef<FindingsPane>(this), mine = ++asked_, more](base::Result<protocol::FindingPage> page) {
        if (self && mine == self->asked_) self->came(std::move(page), more);
      });
}

void FindingsPane::fetch_more() {
  if (!page_.next || under_way_) return;
  under_way_ = true;
  fresh_ = page_.items;
  wanted_ = 0;
  fetch(page_.next, true);
}

void FindingsPane::came(base::Result<protocol::FindingPage> page, bool more) {
  if (!page) {
    under_way_ = false;
    fault_ = sentence(page.error());
    if (!page_.items.empty()) desk_.complain(tr("Not known: {}", fault_));
    return show_empty();
  }
  fresh_.insert(fresh_.end(), std::make_move_iterator(page->items.begin()), std::make_move_iterator(page->items.end()));
  if (page->next && fresh_.size() < wanted_) return fetch(page->next, more);
  under_way_ = false;
  page->items = std::exchange(fresh_, {});
  fault_.clear();
  known_ = true;
  using protocol::FindingView;
  const bool begins_so = page_.items.size() <= page->items.size() &&
                         std::ranges::equal(page_.items, page->items | std::views::take(page_.items.size()), {},
                                            &FindingView::id, &FindingView::id);
  const bool same = begins_so && (more || page_.items.size() == page->items.size());
  page_ = std::move(*page);
  show_rows(same);
  show_runs();
  show_empty();
  on_count(page_.open);
  on_chosen();
  if (std::exchange(again_, false)) refresh();
}

/// `same`: the rows that were there are where they were.
void FindingsPane::show_rows(bool same) {
  if (same) {
    const auto shown = table_->size();
    table_->grow(page_.items.size());
    for (std::size_t row = 0; row < shown; ++row) table_->row_changed(row);
  } else {
    table_->show(page_.items.size());
  }
  // Only a list that has just come: when a row goes, keys must not reach another one.
  if (std::exchange(anew_, false) && !page_.items.empty()) chosen_ = page_.items.front().id;
  select_chosen();
}

void FindingsPane::tick() {
  if (is_any_running(page_)) refresh();
}

void FindingsPane::make_runs() {
  runs_->Clear(true);
  lines_.clear();
  for (const auto& run : page_.runs) {
    auto* card = new Surface(this, theme(), {.fill = "surface", .border = "line", .radius = 8});
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    auto* name = new Label(card, run.name, {"strong"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
    name->SetMinSize(wxSize(name->GetCharWidth() * 18, -1));
    auto* words = new Label(card, "", {"digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
    auto* read = new KeyButton(card, theme(), "",
                               {.text = tr("Read now"),
                                .key = lines_.empty() ? cap_of(Command::read_again) : "",
                                .name = tr("Read {} now", run.name)},
                               [this, application = run.application] { begin_reading(application); });
    row->Add(name, 0, wxALIGN_CENTRE_VERTICAL | wxALL, room_between);
    row->Add(words, 1, wxALIGN_CENTRE_VERTICAL);
    row->Add(read, 0, wxALIGN_CENTRE_VERTICAL | wxALL, 8);
    card->SetSizer(row);
    runs_->Add(card, 0, wxEXPAND | wxBOTTOM, 8);
    lines_.push_back({run.application, words, read});
  }
}

void FindingsPane::show_runs() {
  const auto same =
      std::ranges::equal(page_.runs, lines_, {}, &protocol::ReconciliationView::application, &RunLine::application);
  if (!same) make_runs();
  const auto now = desk_.model.hub_now();
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    const auto& run = page_.runs[at];
    const auto words = run_words(run, now);
    lines_[at].words->set(words);
    lines_[at].words->SetToolTip(wx(words));
    lines_[at].words->mark("bad", has_run_failed(run));
    lines_[at].read->Show(run.may_run);
    lines_[at].read->Enable(!run.running);
  }
  for (std::size_t at = 0; at < shows_.size(); ++at) shows_[at]->mark("here", show_ == static_cast<Show>(at));
  Layout();
}

void FindingsPane::read_again() {
  const auto* finding = chosen();
  for (const auto& run : page_.runs)
    if (run.may_run && (finding == nullptr || run.application == finding->application))
      return begin_reading(run.application);
  desk_.complain(tr("No application here can be read: a person does everything there, or it isn't yours to read."));
}

void FindingsPane::begin_reading(const base::Id& application) {
  desk_.link.user_ids().reconcile(application, [self = wxWeakRef<FindingsPane>(this)](const base::Result<void>& begun) {
    if (!self) return;
    if (!begun) self->desk_.complain(finding_sentence(begun.error()));
    self->refresh();
  });
}

std::string FindingsPane::cell(std::size_t row, std::size_t column) const {
  if (row >= page_.items.size()) return {};
  const auto& finding = page_.items[row];
  const auto dim = [this](const std::string& text) {
    return "<span color=\"" + desk_.theme.hex("text_dim") + "\">" + escaped(text) + "</span>";
  };
  switch (column) {
    case of_user: {
      const auto& first = finding.users.empty() ? protocol::FindingUser{} : finding.users.front();
      const auto whose = !finding.agent.empty() ? finding.agent : !first.name.empty() ? first.name : first.email;
      return "<b>" + escaped(users_words(finding)) + "</b>\n" + dim(whose.empty() ? "–" : whose);
    }
    case of_application: return escaped(finding.application_name);
    case of_kind: return escaped(kind_words(finding.kind));
    case of_fate: return dim(fate_words(finding, desk_.model.hub_now()));
    default: return {};
  }
}

std::string FindingsPane::empty_words() const {
  if (!fault_.empty()) return tr("Not known: {}", fault_);
  if (!known_) return tr("Fetching…");
  if (page_.runs.empty())
    return tr(
        "No application can be read by the hub.\nWhere people do everything by hand there is nothing to compare.");
  if (show_ == Show::open) return nothing_open_words(page_.runs);
  return show_ == Show::accepted ? tr("Nothing was accepted.") : tr("Nothing was ever found.");
}

void FindingsPane::show_empty() {
  const bool empty = page_.items.empty();
  empty_words_->set(empty_words());
  const bool had_focus = empty ? table_->HasFocus() : empty_->HasFocus();
  table_->Show(!empty);
  empty_->Show(empty);
  Layout();
  empty_->Layout();
  if (had_focus) focus_first();  // what had the keyboard is hidden now
}

}  // namespace siaga::ui
