#include "ui/user_id/ledger_pane.h"

#include "base/file.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/ledger_words.h"
#include "ui/widgets/spacing.h"

#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace siaga::ui {
namespace {

constexpr std::uint64_t most_ledger_bytes = 8u << 20;  // as the hub's

using domain::LedgerFate;

}  // namespace

LedgerPane::LedgerPane(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  head_ = new Label(this, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_MIDDLE);
  counts_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE);
  heading_ = new Label(this, "", {"dim"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  ignored_ = new Label(this, "", {"dim"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  digest_ = new Label(this, "", {"dim", "digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  state_ = new Label(this, "", {"strong"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  rows_ = new Table(this, tr("What the file would put into the logbook"),
                    {{tr("Line"), 70, false},
                     {tr("What"), 130, false},
                     {tr("User ID"), 180, false},
                     {tr("Agent"), 190, false},
                     {tr("Details"), 0, false}},
                    1, [this](std::size_t row, std::size_t column) { return cell(row, column); });
  import_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Import"), .key = cap_of(Command::save)},
                          [this] { import_shown(); });
  other_ = new KeyButton(this, theme(), "tall", {.text = tr("Another file…"), .key = cap_of(Command::import_file)},
                         [this] { choose_file(); });
  leave_ = new KeyButton(this, theme(), "tall", {.text = tr("Back to the cases"), .key = "Esc"}, [this] {
    if (!must_stay()) on_left();
  });
  lay_out();
}

void LedgerPane::lay_out() {
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(import_, 0, wxRIGHT, 8);
  buttons->Add(other_, 0, wxRIGHT, 8);
  buttons->Add(leave_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(counts_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  for (auto* line : {heading_, ignored_, digest_}) all->Add(line, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(state_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(rows_, 1, wxEXPAND | wxALL, gap);
  all->Add(buttons, 0, wxLEFT | wxRIGHT | wxBOTTOM, gap);
  SetSizer(all);
}

bool LedgerPane::must_stay() {
  if (!importing_) return false;
  desk_.complain(tr("The import is under way: wait for its result."));
  return true;
}

bool LedgerPane::choose_file() {
  if (must_stay()) return false;
  wxFileDialog dialog(this, wx(tr("Import the logbook's spreadsheet from a CSV file")), "", "",
                      wx(tr("CSV files") + " (*.csv)|*.csv;*.CSV;*.txt|" + tr("All files") + "|*"),
                      wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() != wxID_OK) return false;
  const std::filesystem::path file{utf8(dialog.GetPath())};
  auto bytes = base::read_file(file, most_ledger_bytes);
  if (!bytes) {
    const bool large = bytes.error().fault == base::Fault::too_large;
    desk_.complain(large ? ledger_fault(base::fail(bytes.error().fault, "", "csv_bytes"))
                         : tr("The file can't be read: {}", file.filename().string()));
    return false;
  }
  bytes_ = std::move(*bytes);
  name_ = file.filename().string();
  look();
  return true;
}

void LedgerPane::forget() {
  ++asked_;
  importing_ = false;
  bytes_.clear();
  preview_ = {};
  lines_.clear();
  rows_->show(0);
}

void LedgerPane::look() {
  const auto mine = ++asked_;
  head_->set(tr("Import: {}", name_));
  preview_ = {};
  lines_.clear();
  rows_->show(0);
  show_counts();
  say_state(tr("Looking through the file…"));
  desk_.link.user_ids().preview_import(
      bytes_, [self = wxWeakRef<LedgerPane>(this), mine](base::Result<protocol::LedgerPreview> preview) {
        if (!self || mine != self->asked_) return;
        if (preview) return self->show(std::move(*preview));
        self->say_state(ledger_fault(preview.error()));
        self->desk_.complain(ledger_fault(preview.error()));
      });
}

void LedgerPane::show(protocol::LedgerPreview preview) {
  preview_ = std::move(preview);
  lines_.clear();
  const auto& plan = preview_.ledger;
  for (const bool stopped : {true, false})
    for (std::size_t at = 0; at < plan.problems.size(); ++at)
      if (domain::stops(plan.problems[at].problem) == stopped) lines_.push_back({true, at});
  for (const auto fate : {LedgerFate::added, LedgerFate::known})
    for (std::size_t at = 0; at < plan.rows.size(); ++at)
      if (plan.rows[at].fate == fate) lines_.push_back({false, at});
  rows_->show(lines_.size());
  const bool nothing_new = wanted() == 0 && !plan.rows.empty();
  say_state(lines_.empty() ? tr("There is no user ID in this file.")
            : nothing_new  ? tr("Nothing is new: what can be read of this file is in the logbook already.")
                           : std::string{});
  show_counts();
  rows_->SetFocus();
}

std::size_t LedgerPane::wanted() const {
  return static_cast<std::size_t>(
      std::ranges::count(preview_.ledger.rows, LedgerFate::added, &domain::LedgerRow::fate));
}

void LedgerPane::show_counts() {
  const auto many = wanted();
  const auto left_out = ledger_rows_left_out(preview_.ledger);
  const bool known = preview_.heading_line > 0;
  counts_->set(!known ? std::string{}
                      : tr("{} new · {} in the logbook already · {} left out", grouped(many),
                           grouped(preview_.ledger.rows.size() - many), grouped(left_out)));
  counts_->mark("warn", left_out > 0);
  heading_->set(known ? ledger_heading_words(preview_) : "");
  heading_->SetToolTip(known ? wx(ledger_heading_words(preview_)) : wxString{});
  std::string headings;
  for (const auto& heading : preview_.ignored) headings += (headings.empty() ? "" : ", ") + heading;
  ignored_->set(headings.empty() ? "" : tr("Columns that mean nothing here: {}", headings));
  ignored_->Show(!headings.empty());
  digest_->set(known ? tr("Each entry names the file: SHA-256 {}", base::to_hex(preview_.sha256)) : "");
  for (auto* line : {heading_, digest_}) line->Show(known);
  import_->set(
      {.text = many == 0 ? tr("Nothing to import") : tr_n("Enter {} user ID", "Enter {} user IDs", many, grouped(many)),
       .key = cap_of(Command::save)});
  import_->Enable(many > 0);
  Layout();
}

void LedgerPane::say_state(const std::string& text) {
  state_->set(text);
  state_->Show(!text.empty());
  Layout();
}

std::string LedgerPane::cell(std::size_t row, std::size_t column) const {
  if (row >= lines_.size()) return {};
  const auto& [is_problem, at] = lines_[row];
  if (is_problem) {
    const auto& problem = preview_.ledger.problems[at];
    if (column == 0) return std::to_string(problem.line);
    if (column == 1) return domain::stops(problem.problem) ? tr("left out") : tr("note");
    return column == 4 ? ledger_problem_words(problem) : std::string{};
  }
  const auto& planned = preview_.ledger.rows[at];
  switch (column) {
    case 0: return std::to_string(planned.line);
    case 1: return ledger_fate_words(planned.fate);
    case 2: return planned.user_id.user_name;
    case 3: return planned.user_id.agent;
    default: return ledger_row_details(preview_, planned, desk_.zone());
  }
}

void LedgerPane::import_shown() {
  if (!import_->IsEnabled()) return;
  const auto mine = asked_;
  importing_ = true;
  import_->Disable();
  say_state(tr("Entering {} user IDs… This may take a minute.", grouped(wanted())));
  desk_.link.user_ids().import_file(
      bytes_, preview_.plan,
      [self = wxWeakRef<LedgerPane>(this), mine](const base::Result<protocol::LedgerOutcome>& outcome) {
        if (self && mine == self->asked_) self->imported(outcome);
      });
}

void LedgerPane::imported(const base::Result<protocol::LedgerOutcome>& outcome) {
  importing_ = false;
  if (!outcome) {
    desk_.complain(ledger_fault(outcome.error()));
    if (outcome.error().field == "plan") return look();
    return say_state(ledger_fault(outcome.error()));
  }
  const auto done = outcome->added == 0 ? tr("Nothing was entered.")
                                        : tr("Entered in the logbook: {} user IDs, entries {} to {}.",
                                             grouped(outcome->added), outcome->first_book_no, outcome->last_book_no);
  if (outcome->problems.empty()) {
    desk_.say(done);
    return on_left();
  }
  preview_.ledger = {{}, outcome->problems};
  show(std::move(preview_));
  say_state(done);
  desk_.complain(tr("{} Rows that the logbook had got meanwhile stand here.", done));
}

bool LedgerPane::perform(Command command) {
  if (command != Command::save && command != Command::import_file) return false;
  if (command == Command::save)
    import_shown();
  else
    choose_file();
  return true;
}

}  // namespace siaga::ui
