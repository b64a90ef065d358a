#include "ui/directory/people_pane.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>

#include <algorithm>

namespace siaga::ui {
namespace {

constexpr int people_list_width = 400;
constexpr int list_share = 3, person_share = 5;  // of a wide window
constexpr int typing_rests = 250;                // ms

}  // namespace

PeoplePane::PeoplePane(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office), soon_(this) {
  // Made in the order in which Tab goes through them: as they stand.
  auto* list = make_list();
  form_ = new PersonForm(this, desk, office);
  tabs_ = make_tabs();
  move_ = new MoveLine(this, desk, office);
  grants_ = new GrantList(this, desk, office);
  sessions_ = new SessionList(this, desk);
  account_ = new PersonAccountPane(this, desk);
  nobody_ = new Label(this, "", {"dim"});
  form_->on_saved = [this](const protocol::PersonView& view) { saved(view); };
  grants_->on_changed = [this](const base::Id& person) { fetch_again(person); };
  account_->on_changed = [this](const base::Id& person) { fetch_again(person); };
  move_->on_changed = [this](const base::Id& person) { fetch_again(person); };
  auto* right = new wxBoxSizer(wxVERTICAL);
  right->Add(nobody_, 0, wxALL, gap);
  right->Add(form_, 0, wxEXPAND | wxALL, gap);
  auto* below = new wxBoxSizer(wxHORIZONTAL);
  below->Add(tabs_, 0, wxRIGHT, gap);
  below->Add(move_, 1);
  right->Add(below, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  right->Add(grants_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  right->Add(sessions_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  right->Add(account_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(list, list_share, wxEXPAND);
  all->Add(right, person_share, wxEXPAND);
  SetSizer(all);
  form_->Hide();
  arrange_below(false);
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) { refresh(); });
}

wxSizer* PeoplePane::make_tabs() {
  roles_tab_ =
      new KeyButton(this, theme(), "segment first", {.text = tr("Their roles")}, [this] { show_below(Below::roles); });
  sessions_tab_ =
      new KeyButton(this, theme(), "segment", {.text = tr("Their sessions")}, [this] { show_below(Below::sessions); });
  account_tab_ = new KeyButton(this, theme(), "segment last", {.text = tr("Their account")},
                               [this] { show_below(Below::account); });
  auto* tabs = new wxBoxSizer(wxHORIZONTAL);
  tabs->Add(roles_tab_);
  tabs->Add(sessions_tab_);
  tabs->Add(account_tab_);
  return tabs;
}

void PeoplePane::arrange_below(bool known) {
  const bool may = desk_.model.may(domain::Action::read_accounts);
  for (auto* button : {add_, from_file_}) button->Show(may_manage());
  const auto below = may ? below_ : Below::roles;
  move_->Show(known);
  roles_tab_->Show(known);
  sessions_tab_->Show(known && may);
  account_tab_->Show(known && may);
  roles_tab_->mark("here", below == Below::roles);
  sessions_tab_->mark("here", below == Below::sessions);
  account_tab_->mark("here", below == Below::account);
  grants_->Show(known && below == Below::roles);
  sessions_->Show(known && below == Below::sessions);
  account_->Show(known && below == Below::account);
  Layout();
}

void PeoplePane::show_below(Below below) {
  below_ = below;
  arrange_below(true);
  if (below == Below::sessions) sessions_->refresh();
  if (below == Below::account) account_->refresh();
}

wxSizer* PeoplePane::make_list() {
  search_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*search_);
  search_->SetMaxLength(60);
  search_->SetHint(wx(tr("Name, e-mail or NRP ({})", cap_of(Command::find))));
  set_accessible_name(*search_, tr("Search for people"));
  search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { soon_.StartOnce(typing_rests); });
  search_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
    if (list_->size() > 0) list_->SetFocus();
  });
  list_ = new Table(this, tr("People"), {{"", 0, true}}, 2, [this](std::size_t row, std::size_t) { return cell(row); });
  list_->on_selected = [this](std::size_t row) { choose(row); };
  list_->on_end_near = [this] {
    if (next_ && !question_.is_open()) fetch(next_);
  };
  state_ = new Label(this, "", {"dim"});
  add_ = new KeyButton(this, theme(), "tall", {.text = tr("Add a person"), .key = cap_of(Command::new_entry)},
                       [this] { begin_new(); });
  from_file_ = new KeyButton(this, theme(), "tall", {.text = tr("Import CSV…"), .key = cap_of(Command::import_file)},
                             [this] { on_import(); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(add_, 0, wxRIGHT, 8);
  buttons->Add(from_file_, 0);
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(search_, 0, wxEXPAND | wxALL, 12);
  column->Add(state_, 0, wxLEFT | wxRIGHT | wxBOTTOM, 12);
  column->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT, 8);
  column->Add(buttons, 0, wxALL, 12);
  column->SetMinSize(wxSize(native::by_text(*this, people_list_width), -1));
  return column;
}

std::string PeoplePane::cell(std::size_t row) const {
  if (row >= people_.size()) return {};
  const auto& person = people_[row].person;
  const auto where = office_.tree.name_of(person.unit);
  return "<b>" + escaped(person.name) + "</b>\n<span color=\"" + desk_.theme.hex("text_dim") + "\">" +
         escaped(person.post.empty() ? where : person.post + " · " + where) + "</span>";
}

void PeoplePane::refresh() {
  nobody_->set(may_manage() ? tr("Choose somebody at the left, or add a person ({}).", cap_of(Command::new_entry))
                            : tr("Choose somebody at the left."));
  arrange_below(form_->IsShown() && !form_->is_new());
  fetch(std::nullopt);
}

void PeoplePane::show_office() {
  Refresh();
  grants_->show_rights();
  if (form_->IsShown() && !form_->is_new() && !form_->is_typed()) form_->discard();
}

void PeoplePane::forget() {
  question_.forget();
  soon_.Stop();
  people_.clear();
  next_.reset();
  list_->show(0);
  search_->ChangeValue("");
  form_->show({});
  grants_->show({});
  move_->show({});
  sessions_->set_person({});
  account_->set_person({});
  below_ = Below::roles;
  form_->Hide();
  arrange_below(false);
  nobody_->Show();
}

void PeoplePane::fetch(std::optional<base::Id> after) {
  if (people_.empty()) state_->set(tr("Fetching…"));
  question_.ask([&client = desk_.link.directory(), text = words_of(*search_),
                 after](auto done) { client.fetch_people(text, after, std::move(done)); },
                [this, first = !after](const base::Result<protocol::PeoplePage>& page) {
                  if (page) return add_page(*page, first);
                  next_.reset();
                  state_->set(tr("Not known: {}", sentence(page.error())));
                  state_->Show();
                  Layout();
                });
}

void PeoplePane::add_page(const protocol::PeoplePage& page, bool first) {
  if (first) people_.clear();
  people_.insert(people_.end(), page.items.begin(), page.items.end());
  next_ = page.next;
  if (first) {
    list_->show(people_.size());
    if (form_->IsShown() && !form_->is_new()) list_->select(row_of(form_->person().id));
  } else {
    list_->grow(people_.size());
  }
  const bool searched = !search_->IsEmpty();
  state_->set(!people_.empty() ? ""
              : searched       ? tr("Nobody has this in name, e-mail or NRP.")
                               : tr("Nobody is here yet."));
  state_->Show(people_.empty());
  state_->wrap_to(native::by_text(*this, people_list_width) - 24);
  Layout();
}

std::optional<std::size_t> PeoplePane::row_of(const base::Id& person) const {
  const auto at = std::ranges::find_if(people_, [&](const auto& view) { return view.person.id == person; });
  if (at == people_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - people_.begin());
}

bool PeoplePane::stays_with_typed() {
  if (!form_->IsShown() || !form_->is_typed()) return false;
  list_->select(form_->is_new() ? std::nullopt : row_of(form_->person().id));
  desk_.complain(tr("What you wrote isn't saved yet: save it ({}) or take it back (Esc).", cap_of(Command::save)));
  return true;
}

void PeoplePane::choose(std::size_t row) {
  if (row >= people_.size()) return;
  if (form_->IsShown() && form_->person().id == people_[row].person.id) return;
  if (stays_with_typed()) return;
  show(people_[row]);
  fetch_again(people_[row].person.id);
}

void PeoplePane::show(const protocol::PersonView& view) {
  nobody_->Hide();
  form_->show(view);
  grants_->show(view);
  move_->show(view);
  form_->Show();
  arrange_below(true);
  sessions_->set_person(view.person);
  account_->set_person(view.person);
}

bool PeoplePane::may_manage() const { return desk_.model.may(domain::Action::manage_people); }

void PeoplePane::begin_new() {
  if (!may_manage()) return desk_.complain(sentence(base::fail(base::Fault::forbidden, "")));
  if (stays_with_typed()) return;
  list_->select(std::nullopt);
  nobody_->Hide();
  form_->Show();
  arrange_below(false);
  form_->begin_new();
}

void PeoplePane::saved(const protocol::PersonView& view) {
  if (form_->person().id == view.person.id) show(view);
  if (const auto row = row_of(view.person.id)) {
    people_[*row] = view;
    list_->row_changed(*row);
  } else {
    refresh();
  }
}

void PeoplePane::fetch_again(const base::Id& person) {
  desk_.link.directory().fetch_person(
      person, [self = wxWeakRef<PeoplePane>(this), person](base::Result<protocol::PersonView> view) {
        if (!self || !self->form_->IsShown() || self->form_->person().id != person) return;
        if (!view) return self->desk_.complain(sentence(view.error()));
        if (const auto row = self->row_of(person)) {
          self->people_[*row] = *view;
          self->list_->row_changed(*row);
        }
        self->grants_->show(*view);
        self->move_->show(*view);
        if (!self->form_->is_typed()) self->form_->show(*view);
      });
}

bool PeoplePane::perform(Command command) {
  switch (command) {
    case Command::find: focus_search(); return true;
    case Command::new_entry: begin_new(); return true;
    case Command::save:
      if (form_->IsShown()) form_->save();
      return true;
    case Command::give_role:
    case Command::end_one:
      if (sessions_->IsShown() && command == Command::end_one)
        sessions_->end_chosen();
      else if (!grants_->IsShown())
        desk_.complain(tr("Choose a person first."));
      else if (command == Command::give_role)
        grants_->open_line();
      else
        grants_->end_chosen();
      return true;
    default: return false;
  }
}

bool PeoplePane::cancel() {
  if (grants_->IsShown() && grants_->leave_line()) return true;
  if (move_->IsShown() && move_->leave()) return true;
  if (account_->IsShown() && account_->leave()) return true;
  if (!form_->IsShown() || (!form_->is_typed() && !form_->is_new())) return false;
  if (form_->is_new()) {
    form_->Hide();
    form_->show({});
    nobody_->Show();
    Layout();
    list_->SetFocus();
  } else {
    form_->discard();
  }
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

}  // namespace siaga::ui
