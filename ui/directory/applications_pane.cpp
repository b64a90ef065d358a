#include "ui/directory/applications_pane.h"

#include "ui/accessibility.h"
#include "ui/directory/application_words.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/next_pane.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int application_form_width = 500;
constexpr int changes_settle = 150;                // ms
constexpr int room_of_list = 3, room_of_form = 2;  // of a wide window
enum ApplicationColumn : std::size_t { of_name, of_connector, of_reading, of_target };

std::vector<Table::Column> application_columns() {
  return {{tr("Application"), 190, true, 3},
          {tr("Closed"), 110, false},
          {tr("Last read"), 190, true, 2},
          {tr("Own target"), 150, false}};
}

}  // namespace

ApplicationsPane::ApplicationsPane(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office), soon_(this) {
  auto* list = make_list();
  nothing_ =
      new Label(this, tr("Choose an application at the left, or add one ({}).", cap_of(Command::new_entry)), {"dim"});
  form_ = new ApplicationForm(this, desk, office);
  form_->on_saved = [this](const protocol::ApplicationView&) { refresh(); };
  form_->on_reading = [this] { fetch_runs(); };
  auto* right = new wxBoxSizer(wxVERTICAL);
  right->Add(nothing_, 0, wxALL, gap);
  right->Add(form_, 1, wxEXPAND | wxALL, gap);
  right->SetMinSize(wxSize(native::by_text(*this, application_form_width), -1));
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(list, room_of_list, wxEXPAND);
  all->Add(right, room_of_form, wxEXPAND);
  SetSizer(all);
  connections_.push_back(desk_.model.cases_changed.connect([this](const std::set<base::Id>&) {
    if (IsShownOnScreen()) soon_.StartOnce(changes_settle);
  }));
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) { refresh(); });
  connections_.push_back(desk_.tick.connect([this] {
    if (IsShownOnScreen() && std::ranges::any_of(runs_, &protocol::ReconciliationView::running)) fetch_runs();
  }));
  show_form(false);
  show_empty();
}

wxSizer* ApplicationsPane::make_list() {
  list_ = new Table(this, tr("All applications"), application_columns(), 2,
                    [this](std::size_t row, std::size_t column) { return cell(row, column); });
  list_->on_selected = [this](std::size_t row) { choose(row); };
  empty_ = new Surface(this, theme(), {.fill = "bg"});
  set_accessible_name(*empty_, tr("All applications"));
  empty_words_ = new Label(empty_, "", {"dim"}, wxALIGN_CENTRE_HORIZONTAL);
  auto* middle = new wxBoxSizer(wxVERTICAL);
  middle->AddStretchSpacer(1);
  middle->Add(empty_words_, 0, wxALIGN_CENTRE_HORIZONTAL | wxLEFT | wxRIGHT, large_gap);
  middle->AddStretchSpacer(2);
  empty_->SetSizer(middle);
  auto* add =
      new KeyButton(this, theme(), "tall", {.text = tr("Add an application"), .key = cap_of(Command::new_entry)},
                    [this] { begin_new(); });
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, small_gap);
  column->Add(empty_, 1, wxEXPAND);
  column->Add(add, 0, wxALL, middle_gap);
  return column;
}

void ApplicationsPane::refresh() {
  if (!desk_.model.may(domain::Action::manage_applications)) return;
  using Views = std::vector<protocol::ApplicationView>;
  desk_.link.applications().fetch(
      [self = wxWeakRef<ApplicationsPane>(this), mine = ++asked_](base::Result<Views> views) {
        if (self && mine == self->asked_) self->came(std::move(views));
      });
  fetch_runs();
}

void ApplicationsPane::came(base::Result<std::vector<protocol::ApplicationView>> views) {
  if (!desk_.model.session()) return;
  fault_ = views ? std::string{} : sentence(views.error());
  if (views) {
    known_ = true;
    views_ = std::move(*views);
    list_->show(views_.size());
    mark_shown();
  } else if (known_) {
    desk_.complain(tr("Not known: {}", fault_));
  }
  const auto shown = std::ranges::find(views_, form_->shown(), [](const auto& view) { return view.application.id; });
  if (form_->IsShown() && !form_->is_new() && !form_->is_typed() && shown != views_.end() && !form_->is_same_as(*shown))
    form_->show(*shown);
  show_empty();
}

void ApplicationsPane::fetch_runs() {
  desk_.link.user_ids().fetch_findings(
      console::UserIdClient::Findings::open, std::nullopt,
      [self = wxWeakRef<ApplicationsPane>(this), mine = ++runs_asked_](base::Result<protocol::FindingPage> page) {
        if (self && mine == self->runs_asked_) self->runs_came(std::move(page));
      });
}

void ApplicationsPane::runs_came(base::Result<protocol::FindingPage> page) {
  if (!page || !desk_.model.session()) return;
  runs_ = std::move(page->runs);
  for (std::size_t row = 0; row < views_.size(); ++row) list_->row_changed(row);
  if (form_->IsShown() && !form_->is_new()) form_->show_run(run_of(form_->shown()));
}

void ApplicationsPane::show_office() {
  for (std::size_t row = 0; row < views_.size(); ++row) list_->row_changed(row);
  if (form_->IsShown() && !form_->is_new() && !form_->is_typed()) form_->discard();
}

void ApplicationsPane::forget() {
  ++asked_;
  ++runs_asked_;
  soon_.Stop();
  views_.clear();
  runs_.clear();
  known_ = false;
  fault_.clear();
  list_->show(0);
  form_->forget();
  show_form(false);
  show_empty();
}

void ApplicationsPane::focus_list() {
  if (list_->IsShown())
    list_->SetFocus();
  else
    empty_->SetFocus();
}

const protocol::ReconciliationView* ApplicationsPane::run_of(const base::Id& application) const {
  const auto found = std::ranges::find(runs_, application, &protocol::ReconciliationView::application);
  return found == runs_.end() ? nullptr : &*found;
}

std::string ApplicationsPane::cell(std::size_t row, std::size_t column) const {
  if (row >= views_.size()) return {};
  const auto& application = views_[row].application;
  const auto dim = [this](const std::string& text) {
    return "<span color=\"" + desk_.theme.hex("text_dim") + "\">" + escaped(text) + "</span>";
  };
  switch (column) {
    case of_name: {
      const auto whose = application.unit.is_nil() ? tr("Everybody") : office_.tree.name_of(application.unit);
      return "<b>" + escaped(application.name) + "</b>\n" + dim(whose);
    }
    case of_connector: return connector_words(application.connector);
    case of_reading: {
      const bool by_hand = application.connector == domain::ConnectorKind::manual;
      const auto [when, what] = by_hand || run_of(application.id)
                                    ? reading_words(run_of(application.id), desk_.model.hub_now())
                                    : std::pair{tr("not read yet"), std::string{}};
      return escaped(when) + "\n" + dim(what);
    }
    case of_target: return target_words(application.target);
    default: return {};
  }
}

void ApplicationsPane::show_empty() {
  const bool empty = views_.empty();
  empty_words_->set(!fault_.empty() ? tr("Not known: {}", fault_)
                    : !known_       ? tr("Fetching…")
                              : tr("No application yet.\nWhat people have user IDs in stands here; press {} to add "
                                   "the first one.",
                                   cap_of(Command::new_entry)));
  const bool had_focus = empty ? list_->HasFocus() : empty_->HasFocus();
  list_->Show(!empty);
  empty_->Show(empty);
  Layout();
  empty_->Layout();
  if (had_focus) focus_list();  // what had the keyboard is hidden now
}

void ApplicationsPane::mark_shown() {
  const auto at = std::ranges::find(views_, form_->shown(), [](const auto& view) { return view.application.id; });
  const bool there = form_->IsShown() && at != views_.end();
  list_->select(there ? std::optional(static_cast<std::size_t>(at - views_.begin())) : std::nullopt);
}

bool ApplicationsPane::stays_with_typed() {
  if (!form_->IsShown() || !form_->is_typed()) return false;
  mark_shown();
  desk_.complain(tr("What you wrote isn't saved yet: save it ({}) or take it back (Esc).", cap_of(Command::save)));
  return true;
}

void ApplicationsPane::choose(std::size_t row) {
  if (row >= views_.size() || (form_->IsShown() && views_[row].application.id == form_->shown())) return;
  if (!stays_with_typed()) show(views_[row]);
}

void ApplicationsPane::begin_new() {
  if (stays_with_typed()) return;
  list_->select(std::nullopt);
  show_form(true);
  form_->begin_new();
}

void ApplicationsPane::show(const protocol::ApplicationView& view) {
  show_form(true);
  form_->show(view);
  form_->show_run(run_of(view.application.id));
}

void ApplicationsPane::show_form(bool shown) {
  form_->Show(shown);
  nothing_->Show(!shown);
  Layout();
}

void ApplicationsPane::next_pane() {
  enter_next_pane({{list_}, {empty_}, {form_, [this] { form_->focus_first(); }}});
}

bool ApplicationsPane::perform(Command command) {
  switch (command) {
    case Command::new_entry: begin_new(); return true;
    case Command::next_pane: next_pane(); return true;
    case Command::save:
      if (form_->IsShown()) form_->save();
      return true;
    case Command::try_application:
      if (form_->IsShown()) form_->try_out();
      return true;
    case Command::read_again:
      if (form_->IsShown()) form_->read_now();
      return true;
    default: return false;
  }
}

bool ApplicationsPane::cancel() {
  if (!form_->IsShown() || (!form_->is_new() && !form_->is_typed())) return false;
  if (form_->is_new()) {
    form_->forget();
    show_form(false);
    focus_list();
  } else {
    form_->discard();
  }
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

}  // namespace siaga::ui
