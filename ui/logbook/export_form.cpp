#include "ui/logbook/export_form.h"

#include "base/log.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/print_file.h"
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
  add_second(tr("Print…"), [this] { print(); })->SetToolTip(wx(cap_of(Command::book_print)));
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
  if (is_sending()) return;
  filter_ = filter;
  is_outdated_ = false;
  if (title_->IsEmpty()) title_->ChangeValue(wx(tr("Logbook of user IDs")));
  set_head(tr("Export the logbook"), tr("What the filter shows: {}. That you export it is an entry too.", count));
  end_sending();
}

void ExportForm::focus_first() { format_->SetFocus(); }

protocol::ExportCommand ExportForm::wish() const {
  protocol::ExportCommand wish;
  wish.format = prints_ ? protocol::LogbookFormat::pdf : static_cast<protocol::LogbookFormat>(format_->GetSelection());
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

void ExportForm::make(bool prints) {
  if (!begin_sending()) return;
  if (is_outdated_)
    return complain(tr("The filter shows something else by now: begin again ({}).", cap_of(Command::book_export)));
  prints_ = prints;
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
                                      if (!view) return self->complain(export_sentence(view.error()));
                                      self->fetch(*view);
                                    });
}

void ExportForm::fetch(const protocol::ExportView& view) {
  if (view.files.empty()) return complain(export_sentence(base::fail(base::Fault::corrupt, "an export of no files")));
  console::ExportFetch wish;
  wish.view = view;
  wish.folder = into_;
  wish.on_file = [self = wxWeakRef<ExportForm>(this)](const std::string& name) {
    if (self) self->say(tr("Fetching {}…", name));
  };
  wish.done = [self = wxWeakRef<ExportForm>(this),
               view](const base::Result<std::vector<std::filesystem::path>>& files) {
    if (!self) return;
    if (!files) return self->complain(export_sentence(files.error()));
    self->finished(view, *files);
  };
  console::fetch_export(desk().link.logbook(), files_, std::move(wish));
}

void ExportForm::finished(const protocol::ExportView& view, const std::vector<std::filesystem::path>& files) {
  end_sending();
  say(tr("Saved in {}: {}.\nTo check it: siaga-verify {}", into_.string(), files.front().filename().string(),
         files.back().filename().string()));
  desk().say(tr_n("{} user ID exported.", "{} user IDs exported.", view.rows, grouped(view.rows)));
  if (prints_) print_made(files.front());
}

void ExportForm::print_made(const std::filesystem::path& pdf) {
  print_file(*this, pdf, words_of(*title_),
             [self = wxWeakRef<ExportForm>(this), name = pdf.filename().string()](FilePrint outcome,
                                                                                  const std::string& detail) {
               if (outcome == FilePrint::failed) base::log::warning("logbook.not_printed", {{"why", detail}});
               if (!self) return;
               if (outcome == FilePrint::sent) return self->desk().say(tr("{} was sent to the printer.", name));
               self->desk().complain(outcome == FilePrint::cancelled
                                         ? tr("Not printed; {} is kept in the folder.", name)
                                         : tr("The printer didn't take it; {} is kept in the folder.", name));
             });
}

}  // namespace siaga::ui
