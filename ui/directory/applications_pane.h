// ApplicationsPane: the applications that people have user IDs in: for each its unit, connector, when it was last read
// and its own target (R41); beside them the chosen one, which is changed and tried out there (ApplicationForm).
// Fetched when it is opened, whenever the feed says that something has changed, and each second while one is read.
// Owner: DirectoryView. Thread: UI. Errors are said in the status line; what was typed stays.
#pragma once

#include "ui/desk.h"
#include "ui/directory/application_form.h"
#include "ui/directory/office.h"
#include "ui/keys.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <wx/timer.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace siaga::ui {

class ApplicationsPane : public Surface {
 public:
  ApplicationsPane(wxWindow* parent, Desk& desk, const Office& office);

  /// Asks the hub.
  void refresh();
  /// The office is another one now: what isn't being changed is shown anew.
  void show_office();
  void forget();
  void focus_list();
  bool perform(Command command);
  bool cancel();

 private:
  wxSizer* make_list();
  void came(base::Result<std::vector<protocol::ApplicationView>> views);
  void runs_came(base::Result<protocol::FindingPage> page);
  void fetch_runs();
  void choose(std::size_t row);
  void begin_new();
  void show(const protocol::ApplicationView& view);
  void show_form(bool shown);
  void show_empty();
  void mark_shown();
  void next_pane();
  bool stays_with_typed();
  const protocol::ReconciliationView* run_of(const base::Id& application) const;
  std::string cell(std::size_t row, std::size_t column) const;

  Desk& desk_;
  const Office& office_;
  Table* list_;
  Surface* empty_;
  Label *empty_words_, *nothing_;
  ApplicationForm* form_;
  std::vector<protocol::ApplicationView> views_;  ///< by name
  std::vector<protocol::ReconciliationView> runs_;
  std::string fault_;
  bool known_ = false;
  std::uint64_t asked_ = 0, runs_asked_ = 0;  ///< an answer to an earlier question is dropped
  wxTimer soon_;                              ///< several changes at once are one question
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
