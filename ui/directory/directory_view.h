// DirectoryView: people with their roles, units, the applications that they have user IDs in, and whom a second factor
// is asked of, for those who administer them. What stands here is fetched when it is opened and after each change.
// Owner: the main frame's page. Thread: UI.
#pragma once

#include "ui/directory/applications_pane.h"
#include "ui/directory/people_pane.h"
#include "ui/directory/policy_pane.h"
#include "ui/directory/units_pane.h"
#include "ui/view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/import_pane.h"

namespace siaga::ui {

class DirectoryView : public View {
 public:
  DirectoryView(wxWindow* parent, Desk& desk);

  void open() override;
  void focus_first() override;
  bool perform(Command command) override;
  bool cancel() override;

 private:
  /// What stands below the tabs.
  enum class Page { people, units, applications, policy, from_file };
  void show_page(Page page);
  /// The tabs, the list and what is open are as one may now; the keyboard stays where it is.
  void follow_rights();
  void import_people();
  void fetch_units();
  void fetch_numbers();
  void fetch_late_mails();

  Desk& desk_;
  Office office_;
  KeyButton *people_tab_, *units_tab_, *applications_tab_, *policy_tab_;
  PeoplePane* people_;
  UnitsPane* units_;
  ApplicationsPane* applications_;
  PolicyPane* policy_;
  ImportPane* import_;
  Page page_ = Page::people;
  Banner* late_mails_;
  std::chrono::steady_clock::time_point mails_asked_;
  base::Connection on_session_, on_tick_;
};

}  // namespace siaga::ui
