#include "ui/widgets/import_pane.h"

#include "base/file.h"
#include "ui/text.h"
#include "ui/widgets/spacing.h"

#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <filesystem>
#include <utility>

namespace siaga::ui {
namespace {
constexpr std::uint64_t most_table_bytes = 8u << 20;  // as the hub's
}

ImportPane::ImportPane(wxWindow* parent, Desk& desk, ImportKind kind)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), kind_(std::move(kind)) {
  head_ = new Label(this, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_MIDDLE);
  counts_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE);
  for (auto*& fact : facts_) fact = new Label(this, "", {"dim", "digits"}, wxST_NO_AUTORESIZE);
  state_ = new Label(this, "", {"strong"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  rows_ = new Table(this, kind_.table_name, kind_.columns, 1, [this](std::size_t row, std::size_t column) {
    return row < sheet_.lines.size() && column < sheet_.lines[row].size() ? sheet_.lines[row][column] : std::string{};
  });
  import_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Import"), .key = cap_of(Command::save)},
                          [this] { import_shown(); });
  other_ = new KeyButton(this, theme(), "tall", {.text = tr("Another file…"), .key = cap_of(Command::import_file)},
                         [this] { choose_file(); });
  leave_ = new KeyButton(this, theme(), "tall", {.text = kind_.back, .key = "Esc"}, [this] {
    if (!must_stay()) on_left();
  });
  lay_out();
}

void ImportPane::lay_out() {
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(import_, 0, wxRIGHT, 8);
  buttons->Add(other_, 0, wxRIGHT, 8);
  buttons->Add(leave_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(counts_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  for (auto* fact : facts_) all->Add(fact, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(state_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(rows_, 1, wxEXPAND | wxALL, gap);
  all->Add(buttons, 0, wxLEFT | wxRIGHT | wxBOTTOM, gap);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { wrap(); });
  });
}

/// What a column was taken for is to be read whole: it is what somebody decides by.
void ImportPane::wrap() {
  for (auto* fact : facts_) {
    fact->wrap_to((GetClientSize().x - 2 * gap) * 9 / 10);  // wx measures without the sheet's font
    fact->InvalidateBestSize();                             // GTK measured it before it was wrapped
  }
  Layout();
}

bool ImportPane::must_stay() {
  if (!importing_) return false;
  desk_.complain(tr("The import is under way: wait for its result."));
  return true;
}

bool ImportPane::choose_file() {
  if (must_stay()) return false;
  wxFileDialog dialog(this, wx(kind_.file_title), "", "",
                      wx(tr("CSV files") + " (*.csv)|*.csv;*.CSV;*.txt|" + tr("All files") + "|*"),
                      wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() != wxID_OK) return false;
  const std::filesystem::path file{utf8(dialog.GetPath())};
  auto bytes = base::read_file(file, most_table_bytes);
  if (!bytes) {
    const bool large = bytes.error().fault == base::Fault::too_large;
    desk_.complain(large ? kind_.fault(base::fail(bytes.error().fault, "", "csv_bytes"))
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
  sheet_ = {};
  rows_->show(0);
}

void ImportPane::look() {
  const auto mine = ++asked_;
  head_->set(tr("Import: {}", name_));
  sheet_ = {};
  rows_->show(0);
  show_facts();
  say_state(tr("Looking through the file…"));
  kind_.look(bytes_, [self = wxWeakRef<ImportPane>(this), mine](base::Result<ImportSheet> sheet) {
    if (!self || mine != self->asked_) return;
    if (sheet) return self->show(std::move(*sheet));
    self->say_state(self->kind_.fault(sheet.error()));
    self->desk_.complain(self->kind_.fault(sheet.error()));
  });
}

void ImportPane::show(ImportSheet sheet) {
  sheet_ = std::move(sheet);
  rows_->show(sheet_.lines.size());
  say_state(sheet_.remark);
  show_facts();
  rows_->SetFocus();
}

void ImportPane::show_facts() {
  counts_->set(sheet_.counts);
  counts_->mark("warn", sheet_.has_left_out);
  for (std::size_t at = 0; at < facts_.size(); ++at) {
    const auto text = at < sheet_.facts.size() ? sheet_.facts[at] : std::string{};
    facts_[at]->set(text);
    facts_[at]->Show(!text.empty());
  }
  import_->set({.text = sheet_.wanted == 0 ? tr("Nothing to import") : sheet_.wish, .key = cap_of(Command::save)});
  import_->Enable(sheet_.wanted > 0);
  wrap();
}

void ImportPane::say_state(const std::string& text) {
  state_->set(text);
  state_->Show(!text.empty());
  Layout();
}

void ImportPane::import_shown() {
  if (!import_->IsEnabled()) return;
  const auto mine = asked_;
  importing_ = true;
  import_->Disable();
  say_state(sheet_.under_way);
  kind_.import(bytes_, sheet_.plan, [self = wxWeakRef<ImportPane>(this), mine](base::Result<ImportDone> outcome) {
    if (self && mine == self->asked_) self->imported(std::move(outcome));
  });
}

void ImportPane::imported(base::Result<ImportDone> outcome) {
  importing_ = false;
  if (!outcome) {
    desk_.complain(kind_.fault(outcome.error()));
    if (outcome.error().field == "plan") return look();
    return say_state(kind_.fault(outcome.error()));
  }
  if (outcome->left.empty()) {
    desk_.say(outcome->words);
    return on_left();
  }
  ImportSheet rest;
  rest.lines = std::move(outcome->left);
  rest.facts = std::move(sheet_.facts);
  rest.remark = outcome->words;
  show(std::move(rest));
  desk_.complain(outcome->words + " " + outcome->left_words);
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
