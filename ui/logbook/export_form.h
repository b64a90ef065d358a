// ExportForm: takes what the filter shows out of the logbook, or the report of R36, as a controlled document (R40): its
// format, what its head says, and the folder for the report and for what siaga-verify checks it with; and prints it,
// the very PDF that lies there then. For whoever may, the whole log instead of the logbook, as the one file that an
// auditor takes to a machine without network. Stays open afterwards and says where the files are. Owner: LogbookView,
// in the place of the record; UserIdView, beside the report. Thread: UI.
#pragma once

#include "console/disk_look.h"
#include "console/export_fetch.h"
#include "protocol/logbook.h"
#include "ui/user_id/case_form.h"

#include <wx/checkbox.h>
#include <wx/gauge.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace siaga::ui {

class ExportForm : public CaseForm {
 public:
  /// `files` outlives it.
  ExportForm(wxWindow* parent, Desk& desk, console::LetterFiles& files);

  /// For `count` user IDs, as the list says them. What was written into the head of the last document stays, and so
  /// does an export that is under way.
  void begin(const protocol::LogbookFilter& filter, const std::string& count);
  /// For the report of R36 over these months; `span`: how they are called. Else as above.
  void begin_sla(const protocol::SlaSpan& months, const std::string& span);
  /// The filter shows something else by now: nothing more is exported before begin().
  void outdate() { is_outdated_ = true; }
  void focus_first() override;
  bool is_typed() const override { return false; }
  void submit() override { make(false); }
  /// It goes on, and says where the files are.
  void give_up() override {}
  /// A PDF of the report, whatever the format says, and then the system's choice of a printer.
  void print();
  /// The key of printing: `begin` while it isn't open, since what is printed is chosen here.
  void print_or(const std::function<void()>& begin) { IsShown() ? print() : begin(); }

 protected:
  bool is_on_its_way() const override { return false; }

 private:
  wxWindow* make_folder_line();
  void choose_folder();
  protocol::ExportCommand wish() const;
  bool is_journal() const;
  void offer_journal(bool offered);
  void show_kind();
  /// What was under way has; another format may have been chosen meanwhile.
  void ended(const std::string& words, bool failed = false);
  /// `then`, when the folder is there; the form says so while it looks, and what is wrong.
  void with_folder(std::function<void()> then);
  void make(bool prints);
  // The whole log.
  void begin_journal();
  void fetch_journal(const console::Link::JournalWish& wish);
  void show_progress(std::uint64_t got, std::uint64_t whole);
  void show_transfer(bool shown);
  void journal_came(const base::Result<std::filesystem::path>& file);
  void send(const protocol::ExportCommand& wish);
  void fetch(const protocol::ExportView& view);
  void finished(const protocol::ExportView& view, const std::vector<std::filesystem::path>& files);
  void print_made(const std::filesystem::path& pdf);

  console::LetterFiles& files_;
  console::DiskLook<void> look_;
  protocol::LogbookFilter filter_;
  std::optional<protocol::SlaSpan> sla_;  ///< instead
  std::string count_;                     ///< what it is about, in words
  bool is_outdated_ = false;
  wxChoice* format_;
  wxTextCtrl* known_;
  wxGauge* progress_;
  KeyButton *print_, *stop_;
  wxTextCtrl *title_, *number_, *revision_, *effective_, *prepared_, *checked_, *approved_, *folder_;
  wxCheckBox* controlled_;
  std::filesystem::path into_;  ///< of the export that is under way
  std::uint64_t got_ = 0;       ///< of the journal, bytes
  bool prints_ = false;         ///< and whether it goes to a printer
};

}  // namespace siaga::ui
