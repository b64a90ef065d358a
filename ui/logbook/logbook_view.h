// LogbookView: the logbook of user IDs for document control, auditors and everybody who may read it (R39, R40): a
// search that has the keyboard from the start, a list by pages, the chosen user ID's record and its entries beside it,
// and the forms in its place. Each key asks the hub; answers that come late are dropped. The hub has the logbook: a
// list that was scrolled on isn't changed under the hand.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "ui/desk.h"
#include "ui/logbook/book_details.h"
#include "ui/logbook/book_form.h"
#include "ui/logbook/export_form.h"
#include "ui/view.h"
#include "ui/widgets/table.h"

#include <wx/choice.h>
#include <wx/textctrl.h>
#include <wx/timer.h>

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
  wxSizer* make_filters(wxWindow* left);
  wxSizer* make_buttons(wxWindow* left);
  void show_rights();
  void forget();
  // What is shown.
  protocol::LogbookFilter filter() const;
  void search_anew();
  void fetch(std::optional<std::uint64_t> after);
  void page_came(base::Result<protocol::LogbookPage> page, bool first);
  void show_state(const std::string& words);
  std::string cell(std::size_t row, std::size_t column) const;
  void choose(std::size_t row);
  std::optional<std::size_t> row_of_chosen() const;
  void fetch_chosen();
  void fetch_applications();
  void next_in(wxChoice& choice);
  void into_list();
  // Forms, in the place of the record.
  bool open_form(CaseForm& form);
  void leave_form(bool kept);
  void begin_about_chosen(Command command);
  bool perform_form(Command command);
  void next_pane();

  Desk& desk_;
  console::LetterFiles files_;
  std::vector<protocol::LogbookRow> rows_;
  std::uint64_t total_ = 0;
  bool more_ = false;  ///< than total_
  std::optional<std::uint64_t> next_;
  std::uint64_t asked_ = 0;  ///< an answer to an earlier question is dropped
  bool under_way_ = false;
  std::vector<base::Id> applications_;  ///< as the choice lists them after "all"
  std::optional<base::Id> chosen_;

  wxWindow* left_;
  wxTextCtrl* search_;
  wxChoice *application_, *status_, *keeping_;
  KeyButton *sign_off_, *export_;
  Label* state_;
  Table* list_;
  BookDetails* details_;
  BookForm* writing_;
  ExportForm* exporting_;
  CaseForm* form_ = nullptr;  ///< that is open
  wxTimer soon_;              ///< several changes at once are one question
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
