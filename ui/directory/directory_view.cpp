#include "ui/directory/directory_view.h"

#include "ui/format.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {

DirectoryView::DirectoryView(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  people_tab_ = new KeyButton(this, theme(), "segment first", {.text = tr("People")}, [this] { show_units(false); });
  units_tab_ = new KeyButton(this, theme(), "segment last", {.text = tr("Units")}, [this] { show_units(true); });
  people_ = new PeoplePane(this, desk, office_);
  units_ = new UnitsPane(this, desk, office_);
  units_->on_changed = [this] { fetch_units(); };
  auto* tabs = new wxBoxSizer(wxHORIZONTAL);
  tabs->Add(people_tab_);
  tabs->Add(units_tab_);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(tabs, 0, wxLEFT | wxTOP, 12);
  all->Add(people_, 1, wxEXPAND);
  all->Add(units_, 1, wxEXPAND);
  SetSizer(all);
  on_session_ = desk_.model.session_changed.connect([this] {
    if (desk_.model.session()) return;
    office_ = {};
    people_->forget();
    units_->forget();
  });
  show_units(false);
}

void DirectoryView::open() {
  units_tab_->Show(desk_.model.may(domain::Action::manage_units));
  if (!units_tab_->IsShown()) show_units(false);
  Layout();
  fetch_units();
  people_->refresh();
}

void DirectoryView::fetch_units() {
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

void DirectoryView::show_units(bool units) {
  people_tab_->mark("here", !units);
  units_tab_->mark("here", units);
  people_->Show(!units);
  units_->Show(units);
  Layout();
}

void DirectoryView::focus_first() {
  if (units_->IsShown())
    units_->focus_list();
  else
    people_->focus_search();
}

bool DirectoryView::perform(Command command) {
  if (command == Command::find) show_units(false);
  return units_->IsShown() ? units_->perform(command) : people_->perform(command);
}

bool DirectoryView::cancel() { return units_->IsShown() ? units_->cancel() : people_->cancel(); }

}  // namespace siaga::ui
