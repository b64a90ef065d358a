// LogbookView: the logbook of user IDs for document control, auditors and everybody who may read it (R39, R40): a
// search that has the keyboard from the start, a list by pages, the chosen user ID's record and its entries beside it,
// and the forms in its place. Typing asks the hub, one question at a time. The hub has the logbook: a list that was
// scrolled on isn't changed under the hand. What is marked for disposal stays so while one looks about. Owner: the main
// frame's page. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "console/newest_question.h"
#include "ui/desk.h"
#include "ui/logbook/book_details.h"
#include "ui/logbook/book_filter.h"
#include "ui/logbook/book_form.h"
#include "ui/logbook/disposal_form.h"
#include "ui/logbook/export_form.h"
#include "ui/logbook/sign_off_form.h"
#include "ui/view.h"
#include "ui/widgets/table.h"

#include <wx/timer.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class LogbookView : public View {
 public:
  LogbookView(wxWindow* parent, Desk& desk);

  void open() override;
  void focus_first() override;
  bool perform(Command command) override;
  bool cancel() override;

 private:
  wxWindow* make_left();
  wxSizer* make_buttons(wxWindow* left);
  void show_rights();
  void forget();
  // What is shown.
  void search_anew();
  void fetch(std::optional<std::uint64_t> after);
  void page_came(base::Result<protocol::LogbookPage> page, bool first);
  void show_state(const std::string& words);
  void show_count();
  std::string cell(std::size_t row, std::size_t column) const;
  void choose(std::size_t row);
  std::optional<std::size_t> row_of_chosen() const;
  void fetch_chosen();
  void fetch_applications();
  void into_list();
  // Forms, in the place of the record.
  bool open_form(CaseForm& form);
  void leave_form(bool kept);
  void close_form();
  void begin_about_chosen(Command command);
  void begin_sign_off();
  void begin_export();
  bool perform_form(Command command);
  void next_pane();
  // What is to be disposed of.
  void mark_chosen();
  void mark_all();
  bool mark(const protocol::LogbookRow& row);
  void show_marks();
  void begin_disposal();
  void disposed();

  Desk& desk_;
  console::LetterFiles files_;
  std::vector<protocol::LogbookRow> rows_;
  std::uint64_t total_ = 0;
  bool more_ = false;  ///< than total_
  std::optional<std::uint64_t> next_;
  console::NewestQuestion<protocol::LogbookPage> question_;
  bool keeping_shown_ = false;  ///< instead of the SLA: the filter asks for it
  std::optional<base::Id> chosen_;
  std::map<base::Id, protocol::LogbookRow> marked_;  ///< at most DisposeCommand::most

  wxWindow* left_;
  BookFilter* filter_;
  KeyButton *dispose_, *sign_off_, *export_;
  Label* state_;
  Table* list_;
  BookDetails* details_;
  BookForm* writing_;
  SignOffForm* signing_;
  DisposalForm* disposing_;
  ExportForm* exporting_;
  CaseForm* form_ = nullptr;  ///< that is open
  wxTimer soon_;              ///< several changes at once are one question
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
