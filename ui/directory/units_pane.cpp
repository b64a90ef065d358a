#include "ui/directory/units_pane.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int units_list_width = 400;
constexpr int form_width = 560;
constexpr std::array zones{std::pair{"Asia/Jakarta", "WIB"}, std::pair{"Asia/Makassar", "WITA"},
                           std::pair{"Asia/Jayapura", "WIT"}};

}  // namespace

UnitsPane::UnitsPane(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  form_ = make_form();
  nothing_ = new Label(this, tr("Choose a unit at the left, or add one ({}).", cap_of(Command::new_entry)), {"dim"});
  auto* right = new wxBoxSizer(wxVERTICAL);
  right->Add(nothing_, 0, wxALL, gap);
  right->Add(form_, 0, wxALL, gap);
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(make_list(), 0, wxEXPAND);
  all->Add(right, 1, wxEXPAND);
  SetSizer(all);
  form_->Hide();
}

wxSizer* UnitsPane::make_list() {
  list_ = new Table(this, tr("Units"), {{"", 0, false}}, 1, [this](std::size_t row, std::size_t) {
    const auto& branches = office_.tree.branches();
    return row < branches.size() ? UnitTree::indented(branches[row]) : std::string{};
  });
  list_->on_selected = [this](std::size_t row) { choose(row); };
  auto* add = new KeyButton(this, theme(), "tall", {.text = tr("Add a unit"), .key = cap_of(Command::new_entry)},
                            [this] { begin_new(); });
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(list_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 8);
  column->Add(add, 0, wxALL, 12);
  column->SetMinSize(wxSize(native::by_text(*this, units_list_width), -1));
  return column;
}

wxWindow* UnitsPane::make_form() {
  auto* form = new Surface(this, theme(), {.fill = "bg"});
  head_ = new Label(form, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  const auto entered = [this] { save(); };
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxBOTTOM, 12);
  const auto line = [all] {
    auto* made = new wxBoxSizer(wxVERTICAL);
    all->Add(made, 0, wxEXPAND | wxBOTTOM, 12);
    return made;
  };
  name_ = add_text_field(*form, *line(), tr("Name of the unit"), 120, entered);
  zone_ = add_choice_field(*form, *line(), tr("Time zone"));
  parent_ = add_choice_field(*form, *line(), tr("Part of"));
  line()->Add(make_numbers(*form, entered), 0, wxEXPAND);
  save_ = new KeyButton(form, theme(), "primary tall", {.text = tr("Save"), .key = cap_of(Command::save)}, entered);
  all->Add(save_, 0);
  all->SetMinSize(wxSize(native::by_text(*this, form_width), -1));
  form->SetSizer(all);
  return form;
}

wxSizer* UnitsPane::make_numbers(wxWindow& form, const std::function<void()>& entered) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(&form, tr("Numbers for emergencies, the first one first"), {"dim", "small"}), 0, wxBOTTOM, 4);
  auto* grid = new wxFlexGridSizer(2, 6, 8);
  grid->AddGrowableCol(0, 3);
  grid->AddGrowableCol(1, 2);
  const auto add = [&](const std::string& name, unsigned long longest) {
    auto* text = new wxTextCtrl(&form, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
    native::fit_height(*text);
    text->SetMaxLength(longest);
    set_accessible_name(*text, name);
    text->Bind(wxEVT_TEXT_ENTER, [entered](wxCommandEvent&) { entered(); });
    grid->Add(text, 0, wxEXPAND);
    return text;
  };
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    lines_[at].label = add(tr("Who is called, {}", at + 1), 40);
    lines_[at].number = add(tr("Number, {}", at + 1), 32);
    lines_[at].label->SetHint(wx(tr("e.g. Police")));
    lines_[at].number->SetHint(wx(tr("e.g. 110")));
  }
  all->Add(grid, 0, wxEXPAND);
  return all;
}

/// More numbers than there are lines stay as they were.
void UnitsPane::show_numbers() {
  const auto known = office_.numbers.find(shown_.id);
  shown_numbers_ = known == office_.numbers.end() ? domain::usual_numbers(shown_.emergency) : known->second;
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    const auto one = at < shown_numbers_.size() ? shown_numbers_[at] : domain::EmergencyNumber{};
    lines_[at].label->ChangeValue(wx(one.label));
    lines_[at].number->ChangeValue(wx(one.number));
  }
}

domain::EmergencyNumbers UnitsPane::written_numbers() const {
  domain::EmergencyNumbers written;
  for (const auto& line : lines_) {
    domain::EmergencyNumber one{words_of(*line.label), words_of(*line.number)};
    if (!one.label.empty() || !one.number.empty()) written.push_back(std::move(one));
  }
  for (auto at = lines_.size(); at < shown_numbers_.size(); ++at) written.push_back(shown_numbers_[at]);
  return written;
}

void UnitsPane::refresh() {
  list_->show(office_.tree.branches().size());
  if (!form_->IsShown()) return;
  if (const auto* unit = office_.tree.find(shown_.id); unit && !is_typed()) show(*unit);
  mark_shown();
}

void UnitsPane::forget() {
  list_->show(0);
  shown_ = {};
  form_->Hide();
  nothing_->Show();
}

void UnitsPane::mark_shown() {
  const auto& branches = office_.tree.branches();
  const auto at = std::ranges::find_if(branches, [this](const auto& branch) { return branch.unit.id == shown_.id; });
  list_->select(at == branches.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - branches.begin())));
}

bool UnitsPane::stays_with_typed() {
  if (!form_->IsShown() || !is_typed()) return false;
  mark_shown();
  desk_.complain(tr("What you wrote isn't saved yet: save it ({}) or take it back (Esc).", cap_of(Command::save)));
  return true;
}

void UnitsPane::choose(std::size_t row) {
  const auto& branches = office_.tree.branches();
  if (row >= branches.size() || (form_->IsShown() && branches[row].unit.id == shown_.id)) return;
  if (stays_with_typed()) return;
  is_new_ = false;
  show(branches[row].unit);
}

/// Of what a new unit is a part: of the same as the chosen one. Whoever adds three in a row doesn't mean one in the
/// other.
std::optional<base::Id> UnitsPane::beside(const domain::Unit& chosen) const {
  const bool everywhere = !office_.mine.units(domain::Action::manage_units).has_value();
  if (chosen.parent && office_.mine.may(domain::Action::manage_units, *chosen.parent)) return chosen.parent;
  if (everywhere) return std::nullopt;
  return chosen.id;  // the highest that is theirs
}

void UnitsPane::begin_new() {
  if (stays_with_typed()) return;
  const auto row = list_->selected();
  is_new_ = true;
  domain::Unit unit{desk_.link.directory().new_id(), "", zones[0].first, "112", std::nullopt};
  if (row) unit.parent = beside(office_.tree.branches()[*row].unit);
  if (const auto* above = unit.parent ? office_.tree.find(*unit.parent) : nullptr) unit.zone = above->zone;
  list_->select(std::nullopt);
  show(unit);
  name_->SetFocus();
}

void UnitsPane::show(const domain::Unit& unit) {
  shown_ = unit;
  head_->set(is_new_ ? tr("New unit") : unit.name);
  name_->ChangeValue(wx(unit.name));
  show_numbers();
  zones_.clear();
  zone_->Clear();
  for (const auto& [zone, label] : zones) {
    zones_.emplace_back(zone);
    zone_->Append(wx(fmt::format("{} ({})", label, zone)));
  }
  if (std::ranges::find(zones_, unit.zone) == zones_.end()) {  // made elsewhere
    zones_.push_back(unit.zone);
    zone_->Append(wx(unit.zone));
  }
  zone_->SetSelection(static_cast<int>(std::ranges::find(zones_, unit.zone) - zones_.begin()));
  parents_ = {base::Id{}};
  parent_->Clear();
  parent_->Append(wx(tr("None: it stands by itself")));
  for (const auto& branch : office_.tree.branches()) {
    if (branch.unit.id == unit.id) continue;
    parents_.push_back(branch.unit.id);
    parent_->Append(wx(UnitTree::indented(branch)));
  }
  const auto above = std::ranges::find(parents_, unit.parent.value_or(base::Id{}));
  parent_->SetSelection(above == parents_.end() ? 0 : static_cast<int>(above - parents_.begin()));
  nothing_->Hide();
  form_->Show();
  Layout();
}

domain::Unit UnitsPane::written() const {
  auto unit = shown_;
  unit.name = words_of(*name_);
  const auto numbers = written_numbers();
  unit.emergency = numbers.empty() ? "" : numbers.front().number;
  unit.zone = zones_.at(static_cast<std::size_t>(std::max(0, zone_->GetSelection())));
  const auto above = parents_.at(static_cast<std::size_t>(std::max(0, parent_->GetSelection())));
  unit.parent = above.is_nil() ? std::nullopt : std::optional(above);
  return unit;
}

bool UnitsPane::is_typed() const {
  const auto said = [](const domain::Unit& u) { return std::tie(u.name, u.zone, u.parent); };
  const auto now = written();
  return said(now) != said(shown_) || written_numbers() != shown_numbers_;
}

void UnitsPane::save() {
  if (!form_->IsShown() || !save_->IsEnabled()) return;
  save_->Disable();
  const auto unit = written();
  const domain::UnitNumbers numbers{unit.id, written_numbers()};
  if (auto good = domain::check_numbers(numbers.numbers); !good) {
    save_->Enable();
    return desk_.complain(sentence(good.error()));
  }
  const bool others = numbers.numbers != shown_numbers_;
  desk_.link.directory().save_unit(unit,
                                   [self = wxWeakRef<UnitsPane>(this), unit, numbers, others](base::Result<void> kept) {
                                     if (!self) return;
                                     if (kept && others) return self->save_numbers(unit, numbers);
                                     self->saved(unit, kept);
                                   });
}

/// The unit is kept by now.
void UnitsPane::save_numbers(const domain::Unit& unit, const domain::UnitNumbers& numbers) {
  desk_.link.directory().save_numbers(numbers, [self = wxWeakRef<UnitsPane>(this), unit](base::Result<void> kept) {
    if (self) self->saved(unit, kept);
  });
}

void UnitsPane::saved(const domain::Unit& unit, const base::Result<void>& kept) {
  save_->Enable();
  if (!kept) return desk_.complain(sentence(kept.error()));
  is_new_ = false;
  if (shown_.id == unit.id) {
    shown_ = unit;
    shown_numbers_ = written_numbers();
    head_->set(unit.name);
  }
  desk_.say(tr("Saved: {}.", unit.name));
  on_changed();
}

bool UnitsPane::perform(Command command) {
  if (command == Command::new_entry)
    begin_new();
  else if (command == Command::save)
    save();
  else
    return false;
  return true;
}

bool UnitsPane::cancel() {
  if (!form_->IsShown() || (!is_new_ && !is_typed())) return false;
  if (is_new_) {
    is_new_ = false;
    form_->Hide();
    nothing_->Show();
    Layout();
    focus_list();
  } else {
    show(shown_);
  }
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

}  // namespace siaga::ui
