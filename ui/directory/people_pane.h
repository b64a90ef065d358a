// PeoplePane: a list of people that can be searched, beside it the chosen one with the roles. What was typed is never
// lost by choosing somebody else: it must be saved or taken back first.
// Owner: DirectoryView. Thread: UI.
#pragma once

#include "console/newest_question.h"
#include "ui/directory/grant_list.h"
#include "ui/directory/move_line.h"
#include "ui/directory/person_account_pane.h"
#include "ui/directory/person_form.h"
#include "ui/directory/session_list.h"

#include <wx/timer.h>

#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class PeoplePane : public Surface {
 public:
  PeoplePane(wxWindow* parent, Desk& desk, const Office& office);

  /// The first page for what stands in the search field.
  void refresh();
  /// What one may do where has come.
  void show_office();
  /// Nobody is signed in: nothing of this one's view stays.
  void forget();
  void focus_search() { search_->SetFocus(); }
  bool perform(Command command);
  bool cancel();

  /// Somebody wants to import people from a file.
  std::function<void()> on_import = [] {};

 private:
  wxSizer* make_list();
  void fetch(std::optional<base::Id> after);
  void add_page(const protocol::PeoplePage& page, bool first);
  void choose(std::size_t row);
  void show(const protocol::PersonView& view);
  void begin_new();
  /// Else they only read.
  bool may_manage() const;
  wxSizer* make_tabs();
  /// What stands below the form; nothing for somebody new.
  enum class Below { roles, sessions, account };
  void arrange_below(bool known);
  void show_below(Below below);
  /// Keeps the place in the list when somebody wrote something that isn't saved; true then.
  bool stays_with_typed();
  void saved(const protocol::PersonView& view);
  void fetch_again(const base::Id& person);
  std::optional<std::size_t> row_of(const base::Id& person) const;
  std::string cell(std::size_t row) const;

  Desk& desk_;
  const Office& office_;
  wxTextCtrl* search_;
  Table* list_;
  Label *state_, *nobody_;
  KeyButton *add_, *from_file_;
  PersonForm* form_;
  MoveLine* move_;
  KeyButton *roles_tab_, *sessions_tab_, *account_tab_;
  wxSizer* tabs_;
  GrantList* grants_;
  SessionList* sessions_;
  PersonAccountPane* account_;
  Below below_ = Below::roles;
  wxTimer soon_;  ///< searches when the typing rests
  std::vector<protocol::PersonView> people_;
  std::optional<base::Id> next_;
  console::NewestQuestion<protocol::PeoplePage> question_;
};

}  // namespace siaga::ui
