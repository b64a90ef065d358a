#include "ui/logbook/export_form.h"

#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/text.h"

#include <wx/dirdlg.h>
#include <wx/sizer.h>
#include <wx/stdpaths.h>
#include <wx/weakref.h>

#include <tuple>
#include <utility>

namespace siaga::ui {
namespace {
constexpr int longest_line = 120;
}

ExportForm::ExportForm(wxWindow* parent, Desk& desk, console::LetterFiles& files)
    : CaseForm(parent, desk), files_(files) {
  format_ = add_choice(tr("Format"));
  for (const auto* name : {"PDF", "XLSX", "CSV"}) format_->Append(name);  // as LogbookFormat counts them
  format_->SetSelection(0);
  title_ = add_line(tr("Title"), longest_line);
  std::tie(number_, revision_) = add_two_lines(tr("Document number"), tr("Revision"), longest_line);
  std::tie(effective_, prepared_) = add_two_lines(tr("In force from"), tr("Prepared by"), longest_line);
  std::tie(checked_, approved_) = add_two_lines(tr("Checked by"), tr("Approved by"), longest_line);
  effective_->SetHint(wx(tr("31-12-2026")));
  controlled_ = new wxCheckBox(this, wxID_ANY, wx(tr("Controlled copy")));
  controlled_->SetValue(true);
  add(controlled_);
  add(make_folder_line());
  folder_->ChangeValue(wxStandardPaths::Get().GetDocumentsDir());
  set_primary(tr("Export"));
}

wxWindow* ExportForm::make_folder_line() {
  auto* line = new Surface(this, theme(), {.fill = "bg"});
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  auto* text = new wxBoxSizer(wxVERTICAL);
  folder_ = add_text_field(*line, *text, tr("Save into the folder"), 4096, [this] { submit(); });
  row->Add(text, 1, wxEXPAND | wxRIGHT, 8);
  row->Add(new KeyButton(line, theme(), "", {.text = tr("Choose…")}, [this] { choose_folder(); }), 0, wxALIGN_BOTTOM);
  line->SetSizer(row);
  return line;
}

void ExportForm::choose_folder() {
  wxDirDialog dialog(this, wx(tr("Folder for the export")), folder_->GetValue());
  if (dialog.ShowModal() == wxID_OK) folder_->ChangeValue(dialog.GetPath());
}

void ExportForm::begin(const protocol::LogbookFilter& filter, const std::string& count) {
  filter_ = filter;
  if (title_->IsEmpty()) title_->ChangeValue(wx(tr("Logbook of user IDs")));
  set_head(tr("Export the logbook"), tr("What the filter shows: {}. That you export it is an entry too.", count));
  end_sending();
}

void ExportForm::focus_first() { format_->SetFocus(); }

protocol::ExportCommand ExportForm::wish() const {
  protocol::ExportCommand wish;
  wish.format = static_cast<protocol::LogbookFormat>(format_->GetSelection());
  wish.title = words_of(*title_);
  wish.number = words_of(*number_);
  wish.revision = words_of(*revision_);
  wish.effective = written_day(words_of(*effective_));
  wish.prepared = words_of(*prepared_);
  wish.checked = words_of(*checked_);
  wish.approved = words_of(*approved_);
  wish.controlled = controlled_->GetValue();
  wish.filter = filter_;
  return wish;
}

void ExportForm::submit() {
  if (!begin_sending()) return;
  into_ = words_of(*folder_);
  std::error_code ignored;  // what can't be looked at can't be written to either
  if (into_.empty() || !std::filesystem::is_directory(into_, ignored)) {
    folder_->SetFocus();
    return complain(tr("This folder isn't there. Nothing was exported."));
  }
  if (!effective_->IsEmpty() && !written_day(words_of(*effective_))) {
    effective_->SetFocus();
    return complain(tr("Write the date like 31-12-2026, or leave it empty."));
  }
  say(tr("The hub makes the report…"));
  desk().link.logbook().make_export(wish(),
                                    [self = wxWeakRef<ExportForm>(this)](base::Result<protocol::ExportView> view) {
                                      if (!self) return;
                                      if (!view) return self->complain(book_sentence(view.error()));
                                      self->fetch(*view, 0);
                                    });
}

void ExportForm::fetch(const protocol::ExportView& view, std::size_t at) {
  if (at == view.files.size()) return finished(view);
  say(tr("Fetching {}…", view.files[at].name));
  desk().link.logbook().fetch_file(view.id, view.files[at].name,
                                   [self = wxWeakRef<ExportForm>(this), view, at](base::Result<std::string> bytes) {
                                     if (!self) return;
                                     if (!bytes) return self->complain(book_sentence(bytes.error()));
                                     self->keep(view, at, std::move(*bytes));
                                   });
}

void ExportForm::keep(const protocol::ExportView& view, std::size_t at, std::string bytes) {
  const auto name = std::filesystem::path(view.files[at].name).filename();  // it stays in its folder
  files_.write(into_ / name, std::move(bytes), [self = wxWeakRef<ExportForm>(this), view, at](base::Result<void> kept) {
    if (!self) return;
    if (kept) return self->fetch(view, at + 1);
    self->complain(tr("{} can't be written there. Choose another folder.", view.files[at].name));
  });
}

void ExportForm::finished(const protocol::ExportView& view) {
  end_sending();
  const auto proof = view.files.empty() ? std::string{} : view.files.back().name;
  say(tr("Saved in {}: {}.\nTo check it: siaga-verify {}", into_.string(), view.files.empty() ? "" : view.files[0].name,
         proof));
  desk().say(tr_n("{} user ID exported.", "{} user IDs exported.", view.rows, grouped(view.rows)));
}

}  // namespace siaga::ui
