// ExportForm: takes what the filter shows out of the logbook as a controlled document (R40): its format, what its head
// says, and the folder for the report and for what siaga-verify checks it with. Stays open afterwards and says where
// the files are. Owner: LogbookView, in the place of the record. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"

#include <wx/checkbox.h>

#include <filesystem>
#include <string>

namespace siaga::ui {

class ExportForm : public CaseForm {
 public:
  /// `files` outlives it.
  ExportForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// For `count` user IDs, as the list says them. What was written into the head of the last document stays.
  void begin(const protocol::LogbookFilter& filter, const std::string& count);
  void focus_first() override;
  bool is_typed() const override { return false; }
  void submit() override;

 private:
  wxWindow* make_folder_line();
  void choose_folder();
  protocol::ExportCommand wish() const;
  /// The file at `at` and those after it.
  void fetch(const protocol::ExportView& view, std::size_t at);
  void keep(const protocol::ExportView& view, std::size_t at, std::string bytes);
  void finished(const protocol::ExportView& view);

  console::LetterFiles& files_;
  protocol::LogbookFilter filter_;
  wxChoice* format_;
  wxTextCtrl *title_, *number_, *revision_, *effective_, *prepared_, *checked_, *approved_, *folder_;
  wxCheckBox* controlled_;
  std::filesystem::path into_;  ///< of the export that is under way
};

}  // namespace siaga::ui
