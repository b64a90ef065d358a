#include "ui/directory/directory_view.h"

#include "ui/format.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {

DirectoryView::DirectoryView(wxWindow* parent, Desk& desk) : View(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  people_tab_ =
      new KeyButton(this, theme(), "segment first", {.text = tr("People")}, [this] { show_page(Page::people); });
  units_tab_ = new KeyButton(this, theme(), "segment last", {.text = tr("Units")}, [this] { show_page(Page::units); });
  people_ = new PeoplePane(this, desk, office_);
  units_ = new UnitsPane(this, desk, office_);
  units_->on_changed = [this] { fetch_units(); };
  people_->on_import = [this] { import_people(); };
  import_ = new ImportPane(this, desk, office_);
  import_->on_left = [this] {
    import_->forget();
    show_page(Page::people);
    people_->refresh();
    people_->focus_search();
  };
  auto* tabs = new wxBoxSizer(wxHORIZONTAL);
  tabs->Add(people_tab_);
  tabs->Add(units_tab_);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(tabs, 0, wxLEFT | wxTOP, 12);
  all->Add(people_, 1, wxEXPAND);
  all->Add(units_, 1, wxEXPAND);
  all->Add(import_, 1, wxEXPAND);
  SetSizer(all);
  on_session_ = desk_.model.session_changed.connect([this] {
    if (desk_.model.session()) return;
    office_ = {};
    people_->forget();
    units_->forget();
    import_->forget();
    show_page(Page::people);
  });
  show_page(Page::people);
}

void DirectoryView::open() {
  units_tab_->Show(desk_.model.may(domain::Action::manage_units));
  if (!units_tab_->IsShown() && page_ == Page::units) show_page(Page::people);
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
        self->people_->Refresh();
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
  people_tab_->mark("here", page != Page::units);
  units_tab_->mark("here", page == Page::units);
  people_->Show(page == Page::people);
  units_->Show(page == Page::units);
  import_->Show(page == Page::from_file);
  Layout();
}

void DirectoryView::import_people() {
  if (import_->choose_file()) show_page(Page::from_file);
}

void DirectoryView::focus_first() {
  if (page_ == Page::units)
    units_->focus_list();
  else if (page_ == Page::from_file)
    import_->focus_list();
  else
    people_->focus_search();
}

bool DirectoryView::perform(Command command) {
  if (page_ == Page::from_file) return import_->perform(command);
  if (command == Command::find) show_page(Page::people);
  if (command == Command::import_file) return import_people(), true;
  return page_ == Page::units ? units_->perform(command) : people_->perform(command);
}

bool DirectoryView::cancel() {
  if (page_ == Page::from_file) return import_->on_left(), true;
  return page_ == Page::units ? units_->cancel() : people_->cancel();
}

}  // namespace siaga::ui
