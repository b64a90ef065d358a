#include "ui/directory/directory_view.h"

#include "ui/directory/account_words.h"
#include "ui/directory/people_import.h"
#include "ui/format.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {
namespace {
constexpr std::chrono::minutes mails_asked_every{1};
}

DirectoryView::DirectoryView(wxWindow* parent, Desk& desk) : View(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  people_tab_ =
      new KeyButton(this, theme(), "segment first", {.text = tr("People")}, [this] { show_page(Page::people); });
  units_tab_ = new KeyButton(this, theme(), "segment", {.text = tr("Units")}, [this] { show_page(Page::units); });
  applications_tab_ = new KeyButton(this, theme(), "segment", {.text = tr("Applications")}, [this] {
    show_page(Page::applications);
    applications_->refresh();
  });
  policy_tab_ = new KeyButton(this, theme(), "segment last", {.text = tr("Second factor")}, [this] {
    show_page(Page::policy);
    policy_->open();
  });
  people_ = new PeoplePane(this, desk, office_);
  units_ = new UnitsPane(this, desk, office_);
  units_->on_changed = [this] { fetch_units(); };
  applications_ = new ApplicationsPane(this, desk, office_);
  policy_ = new PolicyPane(this, desk, office_);
  people_->on_import = [this] { import_people(); };
  import_ = new ImportPane(this, desk, people_import(desk, office_));
  import_->on_left = [this] {
    import_->forget();
    show_page(Page::people);
    people_->refresh();
    people_->focus_search();
  };
  late_mails_ = new Banner(this, theme(), Banner::Tone::amber);
  auto* tabs = new wxBoxSizer(wxHORIZONTAL);
  tabs->Add(people_tab_);
  tabs->Add(units_tab_);
  tabs->Add(applications_tab_);
  tabs->Add(policy_tab_);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(late_mails_, 0, wxEXPAND);
  all->Add(tabs, 0, wxLEFT | wxTOP, 12);
  all->Add(people_, 1, wxEXPAND);
  all->Add(units_, 1, wxEXPAND);
  all->Add(policy_, 1, wxEXPAND);
  all->Add(applications_, 1, wxEXPAND);
  all->Add(import_, 1, wxEXPAND);
  SetSizer(all);
  on_session_ = desk_.model.session_changed.connect([this] {
    if (desk_.model.session() && IsShownOnScreen()) follow_rights();
    if (desk_.model.session()) return;
    office_ = {};
    people_->forget();
    units_->forget();
    policy_->forget();
    applications_->forget();
    import_->forget();
    late_mails_->hush();
    show_page(Page::people);
  });
  on_tick_ = desk_.tick.connect([this] {
    const bool due = std::chrono::steady_clock::now() - mails_asked_ > mails_asked_every;
    if (due && IsShownOnScreen() && desk_.model.session()) fetch_late_mails();
  });
  show_page(Page::people);
}

void DirectoryView::open() {
  follow_rights();
  fetch_late_mails();
  if (page_ == Page::applications) applications_->refresh();
  if (page_ == Page::policy) policy_->open();
}

void DirectoryView::follow_rights() {
  units_tab_->Show(desk_.model.may(domain::Action::manage_units));
  applications_tab_->Show(desk_.model.may(domain::Action::manage_applications));
  const bool gone = (page_ == Page::units && !units_tab_->IsShown()) ||
                    (page_ == Page::applications && !applications_tab_->IsShown());
  if (gone) show_page(Page::people);
  Layout();
  fetch_units();
  people_->refresh();
}

void DirectoryView::fetch_units() {
  fetch_numbers();
  desk_.link.directory().fetch_units(
      [self = wxWeakRef<DirectoryView>(this)](base::Result<std::vector<domain::Unit>> units) {
        if (!self || !self->desk_.model.session()) return;
        if (!units) return self->desk_.complain(sentence(units.error()));
        const auto& grants = self->desk_.model.session()->grants;
        self->office_.mine = domain::Standing(grants, *units, self->desk_.model.hub_now());
        self->office_.tree = UnitTree(std::move(*units));
        self->units_->refresh();
        self->applications_->show_office();
        self->people_->show_office();
        self->policy_->show_office();
      });
}

void DirectoryView::fetch_late_mails() {
  mails_asked_ = std::chrono::steady_clock::now();
  if (!desk_.model.may(domain::Action::read_accounts)) return;
  desk_.link.directory().fetch_late_mails(
      [self = wxWeakRef<DirectoryView>(this)](base::Result<protocol::LateMails> mails) {
        if (!self || !mails || !self->desk_.model.session()) return;
        const auto words = late_mail_words(*mails, self->desk_.model.hub_now(), self->desk_.zone());
        if (words.empty())
          self->late_mails_->hush();
        else
          self->late_mails_->say(tr("MAILS DON'T LEAVE"), words);
      });
}

void DirectoryView::fetch_numbers() {
  using Units = std::vector<domain::UnitNumbers>;
  desk_.link.directory().fetch_numbers([self = wxWeakRef<DirectoryView>(this)](base::Result<Units> units) {
    if (!self || !units || !self->desk_.model.session()) return;
    self->office_.numbers.clear();
    for (auto& [unit, numbers] : *units) self->office_.numbers[unit] = std::move(numbers);
    self->units_->refresh();
  });
}

void DirectoryView::show_page(Page page) {
  page_ = page;
  people_tab_->mark("here", page == Page::people || page == Page::from_file);
  units_tab_->mark("here", page == Page::units);
  applications_tab_->mark("here", page == Page::applications);
  policy_tab_->mark("here", page == Page::policy);
  people_->Show(page == Page::people);
  units_->Show(page == Page::units);
  policy_->Show(page == Page::policy);
  applications_->Show(page == Page::applications);
  import_->Show(page == Page::from_file);
  Layout();
}

void DirectoryView::import_people() {
  if (!desk_.model.may(domain::Action::manage_people)) return;
  if (import_->choose_file()) show_page(Page::from_file);
}

void DirectoryView::focus_first() {
  if (page_ == Page::units)
    units_->focus_list();
  else if (page_ == Page::policy)
    policy_->focus_first();
  else if (page_ == Page::applications)
    applications_->focus_list();
  else if (page_ == Page::from_file)
    import_->focus_list();
  else
    people_->focus_search();
}

bool DirectoryView::perform(Command command) {
  if (page_ == Page::from_file) return import_->perform(command);
  if (command == Command::find) show_page(Page::people);
  if (command == Command::import_file) return import_people(), true;
  if (page_ == Page::policy) return policy_->perform(command);
  if (page_ == Page::applications) return applications_->perform(command);
  return page_ == Page::units ? units_->perform(command) : people_->perform(command);
}

bool DirectoryView::cancel() {
  if (page_ == Page::from_file) {
    if (!import_->must_stay()) import_->on_left();
    return true;
  }
  if (page_ == Page::policy) return policy_->cancel();
  if (page_ == Page::applications) return applications_->cancel();
  return page_ == Page::units ? units_->cancel() : people_->cancel();
}

}  // namespace siaga::ui
