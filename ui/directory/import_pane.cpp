#include "ui/directory/import_pane.h"

#include "base/file.h"
#include "ui/directory/import_words.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/widgets/spacing.h"

#include <wx/filedlg.h>
#include <wx/weakref.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace siaga::ui {
namespace {

constexpr std::uint64_t most_bytes = 8u << 20;  // as the hub's

using domain::ImportFate;

}  // namespace

ImportPane::ImportPane(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  head_ = new Label(this, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_MIDDLE);
  counts_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE);
  ignored_ = new Label(this, "", {"dim"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  state_ = new Label(this, "", {"dim"}, wxST_NO_AUTORESIZE);
  rows_ =
      new Table(this, tr("What the file would do"),
                {{tr("Line"), 70, false}, {tr("What"), 130, false}, {tr("Who"), 230, false}, {tr("Details"), 0, false}},
                1, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  import_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Import"), .key = cap_of(Command::save)},
                          [this] { import_shown(); });
  other_ = new KeyButton(this, theme(), "tall", {.text = tr("Another file…"), .key = cap_of(Command::import_file)},
                         [this] { choose_file(); });
  leave_ = new KeyButton(this, theme(), "tall", {.text = tr("Back to people"), .key = "Esc"}, [this] {
    if (!must_stay()) on_left();
  });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(import_, 0, wxRIGHT, 8);
  buttons->Add(other_, 0, wxRIGHT, 8);
  buttons->Add(leave_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(counts_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(ignored_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(state_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(rows_, 1, wxEXPAND | wxALL, gap);
  all->Add(buttons, 0, wxLEFT | wxRIGHT | wxBOTTOM, gap);
  SetSizer(all);
}

bool ImportPane::must_stay() {
  if (!importing_) return false;
  desk_.complain(tr("The import is under way: wait for its result."));
  return true;
}

bool ImportPane::choose_file() {
  if (must_stay()) return false;
  wxFileDialog dialog(this, wx(tr("Import people from a CSV file")), "", "",
                      wx(tr("CSV files") + " (*.csv)|*.csv;*.CSV;*.txt|" + tr("All files") + "|*"),
                      wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() != wxID_OK) return false;
  const std::filesystem::path file{utf8(dialog.GetPath())};
  auto bytes = base::read_file(file, most_bytes);
  if (!bytes) {
    const bool large = bytes.error().fault == base::Fault::too_large;
    desk_.complain(large ? import_fault(base::fail(bytes.error().fault, "", "csv_bytes"))
                         : tr("The file can't be read: {}", file.filename().string()));
    return false;
  }
  bytes_ = std::move(*bytes);
  name_ = file.filename().string();
  look();
  return true;
}

void ImportPane::forget() {
  ++asked_;
  importing_ = false;
  bytes_.clear();
  preview_ = {};
  lines_.clear();
  rows_->show(0);
}

void ImportPane::look() {
  const auto mine = ++asked_;
  head_->set(tr("Import: {}", name_));
  preview_ = {};
  lines_.clear();
  rows_->show(0);
  show_counts();
  say_state(tr("Looking through the file…"));
  desk_.link.directory().preview_import(
      bytes_, [self = wxWeakRef<ImportPane>(this), mine](base::Result<protocol::ImportPreview> preview) {
        if (!self || mine != self->asked_) return;
        if (preview) return self->show(std::move(*preview));
        self->say_state(import_fault(preview.error()));
        self->desk_.complain(import_fault(preview.error()));
      });
}

void ImportPane::show(protocol::ImportPreview preview) {
  preview_ = std::move(preview);
  lines_.clear();
  for (std::size_t at = 0; at < preview_.people.problems.size(); ++at) lines_.push_back({true, at});
  for (const auto fate : {ImportFate::added, ImportFate::changed, ImportFate::same})
    for (std::size_t at = 0; at < preview_.people.rows.size(); ++at)
      if (preview_.people.rows[at].fate == fate) lines_.push_back({false, at});
  rows_->show(lines_.size());
  say_state(lines_.empty() ? tr("There is nobody in this file.") : std::string{});
  show_counts();
  rows_->SetFocus();
}

std::size_t ImportPane::wanted() const {
  const auto& rows = preview_.people.rows;
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const auto& row) { return row.fate != ImportFate::same; }));
}

void ImportPane::show_counts() {
  const auto& rows = preview_.people.rows;
  const auto count = [&rows](ImportFate fate) {
    return grouped(static_cast<std::uint64_t>(std::ranges::count(rows, fate, &domain::ImportRow::fate)));
  };
  const auto left_out = rows_left_out(preview_.people);
  counts_->set(lines_.empty() ? std::string{}
                              : tr("{} new · {} changed · {} the same · {} left out", count(ImportFate::added),
                                   count(ImportFate::changed), count(ImportFate::same), grouped(left_out)));
  counts_->mark("warn", left_out > 0);
  std::string headings;
  for (const auto& heading : preview_.ignored) headings += (headings.empty() ? "" : ", ") + heading;
  ignored_->set(headings.empty() ? "" : tr("Columns that mean nothing here: {}", headings));
  ignored_->Show(!headings.empty());
  const auto many = wanted();
  import_->set(
      {.text = many == 0 ? tr("Nothing to import") : tr_n("Import {} person", "Import {} people", many, grouped(many)),
       .key = cap_of(Command::save)});
  import_->Enable(many > 0);
  Layout();
}

void ImportPane::say_state(const std::string& text) {
  state_->set(text);
  state_->Show(!text.empty());
  Layout();
}

std::string ImportPane::cell(std::size_t row, std::size_t column) const {
  if (row >= lines_.size()) return {};
  const auto& [is_problem, at] = lines_[row];
  if (is_problem) {
    const auto& problem = preview_.people.problems[at];
    if (column == 0) return std::to_string(problem.line);
    if (column == 1) return domain::stops(problem.problem) ? tr("left out") : tr("note");
    return column == 2 ? problem.name : problem_words(problem);
  }
  const auto& planned = preview_.people.rows[at];
  if (column == 0) return std::to_string(planned.line);
  if (column == 1) return fate_words(planned.fate);
  return column == 2 ? planned.person.name : row_details(planned, office_.tree.name_of(planned.person.unit));
}

void ImportPane::import_shown() {
  if (!import_->IsEnabled()) return;
  const auto mine = asked_;
  importing_ = true;
  import_->Disable();
  say_state(tr("Importing {} people… This may take a minute.", grouped(wanted())));
  desk_.link.directory().import_people(
      bytes_, preview_.plan,
      [self = wxWeakRef<ImportPane>(this), mine](const base::Result<protocol::ImportOutcome>& outcome) {
        if (self && mine == self->asked_) self->imported(outcome);
      });
}

void ImportPane::imported(const base::Result<protocol::ImportOutcome>& outcome) {
  importing_ = false;
  if (!outcome) {
    desk_.complain(import_fault(outcome.error()));
    if (outcome.error().field == "plan") return look();
    return say_state(import_fault(outcome.error()));
  }
  const auto done = tr("Imported: {} new, {} changed.", grouped(outcome->added), grouped(outcome->changed));
  if (outcome->problems.empty()) {
    desk_.say(done);
    return on_left();
  }
  preview_.people = {{}, outcome->problems};
  show(std::move(preview_));
  say_state(done);
  desk_.complain(tr("{} Rows that somebody else changed meanwhile stand here.", done));
}

bool ImportPane::perform(Command command) {
  if (command != Command::save && command != Command::import_file) return false;
  if (command == Command::save)
    import_shown();
  else
    choose_file();
  return true;
}

}  // namespace siaga::ui
