#include "ui/user_id/user_id_view.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/weakref.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

using domain::Action;
using protocol::UserIdCaseView;

constexpr int details_width = 380;
constexpr int changes_rest = 150;  // ms
constexpr std::size_t page_size = 200;
constexpr std::size_t farthest = 10 * page_size;  // that a list is fetched for the sake of one case

}  // namespace

UserIdView::UserIdView(wxWindow* parent, Desk& desk)
    : View(parent, desk.theme, {.fill = "bg"}), desk_(desk), files_(desk.post), soon_(this) {
  left_ = make_left();
  details_ = new CaseDetails(this, desk, files_);
  details_->on_command = [this](Command command) { perform(command); };
  resign_ = new ResignForm(this, desk, files_);
  replacement_ = new ReplaceForm(this, desk);
  outcome_ = new OutcomeForm(this, desk, files_);
  letter_ = new LetterForm(this, desk, files_);
  exporting_ = new ExportForm(this, desk, files_);
  make_pages();
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(left_, 1, wxEXPAND);
  all->Add(import_, 1, wxEXPAND);
  for (wxWindow* side :
       std::initializer_list<wxWindow*>{details_, resign_, replacement_, outcome_, letter_, finding_, exporting_}) {
    side->SetMinSize(wxSize(native::by_text(*this, details_width), -1));
    all->Add(side, 0, wxEXPAND);
  }
  for (auto* form : std::initializer_list<CaseForm*>{resign_, replacement_, outcome_, letter_, exporting_}) {
    form->on_left = [this, form](bool kept, const base::Id& one) {
      if (form_ == form)
        leave_form(kept, one);
      else if (kept)
        refresh();
    };
    form->Hide();
  }
  SetSizer(all);
  batch_.on_sent = [this](const base::Id& one) {
    list_->set_note(one, tr("sending the order…"));
    orders_->show_progress(tr("Order {} of {}…", batch_.kept() + batch_.refused() + 1, batch_.total()));
  };
  batch_.on_answer = [this](const base::Id& one, const base::Result<void>& kept) { answered(one, kept); };
  batch_.on_finished = [this] {
    refresh();
    orders_->show_progress(batch_.refused() == 0
                               ? tr_n("{} order is kept.", "{} orders are kept.", batch_.kept(), batch_.kept())
                               : tr("{} kept, {} refused: the row says why.", batch_.kept(), batch_.refused()));
  };
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) { refresh(); });
  auto& model = desk_.model;
  connections_.push_back(model.cases_changed.connect([this](const std::set<base::Id>& cases) { changed(cases); }));
  connections_.push_back(model.case_counts_changed.connect([this] { show_counts(); }));
  connections_.push_back(model.link_changed.connect([this] { show_empty(); }));
  connections_.push_back(model.session_changed.connect([this] {
    if (!desk_.model.session()) forget();
    application_->begin();
    query_.application = application_->chosen();
    show_rights();
  }));
  connections_.push_back(desk_.tick.connect([this] {
    if (!IsShownOnScreen()) return;
    if (page_ == Page::findings) return findings_->tick();
    list_->tick();
    details_->tick();
  }));
  forget();
  show_rights();
  show_counts();
}

wxSizer* UserIdView::make_top(wxWindow* left) {
  auto* top = new wxWrapSizer(wxHORIZONTAL, wxREMOVE_LEADING_SPACES);
  const auto segment = [&](std::size_t at, const std::string& text, std::function<void()> pressed, std::size_t last) {
    const char* looks = at == 0 ? "segment first" : at == last ? "segment last" : "segment";
    auto* button = new KeyButton(left, theme(), looks, {.text = text}, std::move(pressed));
    top->Add(button, 0, (at == last ? wxRIGHT : 0) | wxBOTTOM, 8);
    return button;
  };
  constexpr std::size_t last_page = 4;
  for (std::size_t at = 0; at < shows_.size(); ++at)
    shows_[at] = segment(
        at, "", [this, at] { choose(static_cast<Sort>(at), query_.kind); }, last_page);
  show_findings_ = segment(
      shows_.size(), tr("Findings"), [this] { perform(Command::show_findings); }, last_page);
  show_report_ = segment(
      last_page, tr("SLA report"), [this] { perform(Command::show_report); }, last_page);
  using domain::CaseKind;
  constexpr std::size_t last_kind = 2;
  kinds_[0] = segment(
      0, tr("All"), [this] { choose(query_.show, std::nullopt); }, last_kind);
  kinds_[1] = segment(
      1, tr("Deactivations"), [this] { choose(query_.show, CaseKind::deactivate); }, last_kind);
  kinds_[2] = segment(
      2, tr("Replacements"), [this] { choose(query_.show, CaseKind::replace); }, last_kind);
  application_ = new ApplicationFilter(left, desk_);
  application_->on_chosen = [this] { filtered(); };
  top->Add(application_, 0, wxRIGHT | wxBOTTOM, 8);
  record_ = new KeyButton(left, theme(), "primary",
                          {.text = tr("Record a resignation"), .key = cap_of(Command::record_letter)},
                          [this] { perform(Command::record_letter); });
  replace_ =
      new KeyButton(left, theme(), "", {.text = tr("Record a replacement"), .key = cap_of(Command::record_replacement)},
                    [this] { perform(Command::record_replacement); });
  import_table_ =
      new KeyButton(left, theme(), "", {.text = tr("Import a spreadsheet"), .key = cap_of(Command::import_file)},
                    [this] { perform(Command::import_file); });
  auto* begins = new wxBoxSizer(wxHORIZONTAL);  // one line or the next, together
  for (auto* button : {record_, replace_, import_table_}) begins->Add(button, 0, wxRIGHT, 8);
  top->Add(begins, 0, wxBOTTOM, 8);
  return top;
}

wxWindow* UserIdView::make_left() {
  auto* left = new Surface(this, theme(), {.fill = "bg"});
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(make_top(left), 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->AddSpacer(4);
  list_ = new CaseList(left, desk_, tr("Cases of user IDs"));
  list_->on_selected = [this] { selection_changed(); };
  list_->on_end_near = [this] { fetch_more(); };
  empty_ = new Surface(left, theme(), {.fill = "bg"});
  set_accessible_name(*empty_, tr("Cases of user IDs"));
  empty_words_ = new Label(empty_, "", {"dim"}, wxALIGN_CENTRE_HORIZONTAL);
  auto* empty = new wxBoxSizer(wxVERTICAL);
  empty->AddStretchSpacer(1);
  empty->Add(empty_words_, 0, wxALIGN_CENTRE_HORIZONTAL | wxLEFT | wxRIGHT, 24);
  empty->AddStretchSpacer(2);
  empty_->SetSizer(empty);
  orders_ = new OrderBar(left, theme());
  orders_->on_now = [this] { deactivate(); };
  orders_->on_at_end = [this] { order_at_end(); };
  orders_->on_early = [this] { order(std::exchange(early_, {}), domain::When::now, true); };
  orders_->on_wait = [this] { order(std::exchange(early_, {}), domain::When::end_of_last_day, false); };
  orders_->on_back = [this] { cancel(); };
  sla_ = new SlaStrip(left, desk_);
  findings_ = new FindingsPane(left, desk_);
  report_ = new SlaPane(left, desk_);
  all->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(empty_, 1, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(findings_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  all->Add(orders_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(sla_, 0, wxEXPAND | wxALL, gap);
  all->Add(report_, 1, wxEXPAND | wxLEFT | wxRIGHT, gap);
  left->SetSizer(all);
  return left;
}

void UserIdView::forget() {
  ++asked_;
  soon_.Stop();
  under_way_ = again_ = known_ = false;
  anew_ = true;
  fault_.clear();
  fresh_.clear();
  next_.reset();
  await_.reset();
  early_.clear();
  on_their_way_.clear();
  query_ = {};
  batch_.stop();
  list_->show_anew({});
  if (form_) leave_form(false, {});
  findings_->forget();
  finding_->take_back();
  resign_->begin();
  details_->show_nothing("");
  sla_->show({}, "");
  report_->forget();
  import_->forget();
  show_page(Page::cases);
  show_counts();
}

void UserIdView::show_rights() {
  const bool records = desk_.model.may(Action::record_cases);
  record_->Show(records);
  replace_->Show(records);
  import_table_->Show(desk_.model.may(Action::keep_logbook));
  orders_->Show(page_ == Page::cases && desk_.model.may(Action::deactivate_user_ids));
  left_->Layout();
}

void UserIdView::open() {
  application_->begin();
  application_->fetch();
  refresh();
  selection_changed();
}

void UserIdView::focus_first() {
  if (page_ == Page::from_file)
    import_->focus_list();
  else if (form_)
    form_->focus_first();
  else if (page_ == Page::findings)
    findings_->focus_first();
  else if (page_ == Page::report)
    report_->focus_list();
  else if (list_->IsShown())
    list_->SetFocus();
  else if (record_->IsShown())
    record_->SetFocus();
  else
    empty_->SetFocus();
}

void UserIdView::changed(const std::set<base::Id>&) {
  if (IsShownOnScreen()) soon_.StartOnce(changes_rest);
}

void UserIdView::refresh() {
  if (!desk_.model.may(Action::read_user_ids)) return;
  findings_->refresh();
  if (page_ == Page::report) report_->refresh();
  again_ = under_way_;
  if (under_way_) return;
  under_way_ = true;
  ++asked_;
  fresh_.clear();
  fetch_page(std::nullopt, std::max(page_size, list_->size()));
  fetch_sla();
  fetch_chosen();
}

void UserIdView::fetch_page(std::optional<base::Id> after, std::size_t wanted) {
  desk_.link.user_ids().fetch_cases(
      query_, after,
      [self = wxWeakRef<UserIdView>(this), mine = asked_, wanted](base::Result<protocol::UserIdCasePage> page) {
        if (self && mine == self->asked_) self->page_came(std::move(page), wanted);
      });
}

void UserIdView::page_came(base::Result<protocol::UserIdCasePage> page, std::size_t wanted) {
  std::erase_if(on_their_way_, [](const auto& act) { return act.second; });
  if (!page) {
    under_way_ = false;
    fault_ = sentence(page.error());
    return show_empty();
  }
  fresh_.insert(fresh_.end(), std::make_move_iterator(page->items.begin()), std::make_move_iterator(page->items.end()));
  next_ = page->next;
  if (next_ && (fresh_.size() < wanted || is_awaited_below())) return fetch_page(next_, wanted);
  under_way_ = false;
  known_ = true;
  fault_.clear();
  const bool anew = std::exchange(anew_, false);
  if (anew)
    list_->show_anew(std::exchange(fresh_, {}));
  else
    list_->show(std::exchange(fresh_, {}));
  show_empty();
  choose_awaited();
  if (anew && !list_->current() && list_->size() > 0 && !form_) {
    list_->select_first();  // later a row that goes leaves nothing selected: keys must not reach another one
    chosen_at_ = std::chrono::steady_clock::now();
  }
  selection_changed();
  if (again_) refresh();
}

bool UserIdView::is_awaited_below() const {
  return await_ && fresh_.size() < farthest &&
         std::ranges::none_of(fresh_, [this](const auto& view) { return view.one.id == await_->one; });
}

void UserIdView::choose_awaited() {
  if (!await_) return;
  if (list_->find(await_->one)) {
    list_->select_only(await_->one);
    if (record_->HasFocus()) list_->SetFocus();  // which had it while the list was empty
  } else if (again_) {
    return;  // what was fetched may be older than the wish
  } else if (await_->is_led_to) {
    desk_.complain(next_ ? tr("That case stands below the first {} of this list: scroll down to it.", farthest)
                         : tr("That case stands in another list by now: to act on ({}), under way ({}) or done ({}).",
                              cap_of(Command::show_action), cap_of(Command::show_running), cap_of(Command::show_done)));
  }
  await_.reset();
}

void UserIdView::fetch_more() {
  if (!next_ || under_way_) return;
  under_way_ = true;
  ++asked_;
  fresh_ = list_->cases();
  fetch_page(next_, fresh_.size() + page_size);
}

void UserIdView::fetch_sla() {
  const auto now = desk_.model.hub_now();
  const auto zone = desk_.zone();
  desk_.link.user_ids().fetch_sla(
      month_query(now, zone),
      [self = wxWeakRef<UserIdView>(this), month = month_words(now, zone)](base::Result<protocol::SlaView> sla) {
        if (!self || !self->desk_.model.session()) return;
        if (!sla) return self->sla_->show_unknown(sentence(sla.error()), month);
        self->sla_->show(*sla, month);
        self->left_->Layout();
      });
}

void UserIdView::fetch_chosen() {
  const auto one = list_->current();
  if (!one) return;
  desk_.link.user_ids().fetch_case(*one, [self = wxWeakRef<UserIdView>(this), one](base::Result<UserIdCaseView> view) {
    if (!self || self->list_->current() != one) return;
    if (!view) return self->desk_.complain(sentence(view.error()));
    self->details_->show_whole(std::move(*view));
  });
}

void UserIdView::choose(Sort show, std::optional<domain::CaseKind> kind) {
  if (!may_leave()) return;
  if (page_ != Page::cases) show_page(Page::cases);
  query_ = {show, kind, application_->chosen()};
  await_.reset();
  anew_ = true;
  again_ = under_way_ = false;
  next_.reset();
  show_counts();
  refresh();
}

void UserIdView::show_case(const base::Id& one, Sort list) { look_for(one, list, true); }

void UserIdView::look_for(const base::Id& one, Sort list, bool is_led_to) {
  if (!may_leave()) return;
  take_filter_back();
  choose(list, std::nullopt);
  await_ = Awaited{one, is_led_to};
}

/// The keyboard stays in the choice: arrows go on through it.
void UserIdView::filtered() {
  const bool shown = page_ == Page::cases && desk_.model.session();
  if (shown && may_leave()) return choose(query_.show, query_.kind);
  if (shown) application_->put_back(query_.application);
  if (query_.application == application_->chosen()) return;
  query_.application = application_->chosen();
  anew_ = true;
}

/// What is looked for may be of another application.
void UserIdView::take_filter_back() {
  application_->put_back(std::nullopt);
  if (!std::exchange(query_.application, std::nullopt)) return;
  anew_ = true;
}

void UserIdView::show_counts() {
  const auto counts = desk_.model.case_counts();
  const auto with = [&](const std::string& text, std::uint64_t count) {
    return counts ? text + " " + grouped(count) : text;
  };
  shows_[0]->set({.text = with(tr("To act on"), counts ? counts->action : 0)});
  shows_[1]->set({.text = with(tr("Under way"), counts ? counts->running : 0)});
  shows_[2]->set({.text = with(tr("Done"), counts ? counts->done : 0)});
  const bool cases = page_ == Page::cases;
  for (std::size_t at = 0; at < shows_.size(); ++at)
    shows_[at]->mark("here", cases && query_.show == static_cast<Sort>(at));
  show_findings_->mark("here", page_ == Page::findings);
  show_report_->mark("here", page_ == Page::report);
  kinds_[0]->mark("here", !query_.kind);
  kinds_[1]->mark("here", query_.kind == domain::CaseKind::deactivate);
  kinds_[2]->mark("here", query_.kind == domain::CaseKind::replace);
}

std::string UserIdView::empty_words() const {
  if (!fault_.empty()) return tr("Not known: {}", fault_);
  if (!known_) return tr("Fetching…");
  if (const auto name = application_->name(); !name.empty())
    return tr("Nothing of {} stands here.\nPress {} for the next application, and at last for all of them.", name,
              cap_of(Command::next_application));
  if (query_.show == Sort::running)
    return tr("Nothing is under way.\nWhat was carried out and waits for a second look stands here.");
  if (query_.show == Sort::done)
    return tr("Nothing is done yet.\nClosed cases stand here, each with its whole history.");
  return desk_.model.may(Action::record_cases)
             ? tr("No user ID needs action.\nPress {} to record a resignation, {} for a replacement.",
                  cap_of(Command::record_letter), cap_of(Command::record_replacement))
             : tr("No user ID needs action.\nCases stand here once Support has recorded a resignation.");
}

void UserIdView::show_empty() {
  const bool cases = page_ == Page::cases;
  const bool empty = list_->size() == 0;
  empty_words_->set(empty_words());
  if (list_->IsShown() == (cases && !empty) && empty_->IsShown() == (cases && empty)) {
    empty_->Layout();
    return;
  }
  list_->Show(cases && !empty);
  empty_->Show(cases && empty);
  left_->Layout();
}

void UserIdView::selection_changed() {
  const auto one = list_->current();
  const auto* view = one ? list_->find(*one) : nullptr;
  if (!view) {
    details_->show_nothing(list_->size() == 0 ? std::string{} : tr("Choose a case at the left."));
  } else {
    const bool other = !details_->shown() || details_->shown()->one.id != *one;
    details_->show(*view);
    if (other) fetch_chosen();
  }
  if (batch_.is_running() || orders_->is_asking()) return;
  OrderBar::Choice choice;
  const auto now = selected_for(CaseAct::deactivate);
  choice.now = now.size();
  choice.at_end = selected_for(CaseAct::order_for_end).size();
  choice.makes = !now.empty() &&
                 std::ranges::all_of(now, [](const auto& each) { return each.one.kind == domain::CaseKind::replace; });
  choice.by_hand = !now.empty() && std::ranges::all_of(now, is_by_hand);
  orders_->show_choice(choice);
}

}  // namespace siaga::ui
