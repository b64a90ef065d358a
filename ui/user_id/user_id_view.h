// UserIdView: user IDs of people who leave and come (R36–R42): the queue by deadline with its running clock, what can
// be done with the selected cases, one case in full beside it, the forms in its place, and the month's SLA. Other pages
// stand in the queue's place: findings, the report over months, the import of a spreadsheet (user_id_pages.cpp). What
// stands here is fetched when it is opened and whenever the feed says that something has changed; nothing shows a
// change before the hub has told it. Owner: the main frame's page. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "ui/desk.h"
#include "ui/logbook/export_form.h"
#include "ui/user_id/application_filter.h"
#include "ui/user_id/case_batch.h"
#include "ui/user_id/case_details.h"
#include "ui/user_id/case_list.h"
#include "ui/user_id/finding_form.h"
#include "ui/user_id/findings_pane.h"
#include "ui/user_id/letter_form.h"
#include "ui/user_id/order_bar.h"
#include "ui/user_id/outcome_form.h"
#include "ui/user_id/replace_form.h"
#include "ui/user_id/resign_form.h"
#include "ui/user_id/sla_pane.h"
#include "ui/user_id/sla_strip.h"
#include "ui/view.h"
#include "ui/widgets/import_pane.h"

#include <wx/timer.h>

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace siaga::ui {

class UserIdView : public View {
 public:
  UserIdView(wxWindow* parent, Desk& desk);

  void open() override;
  void focus_first() override;
  bool perform(Command command) override;
  bool cancel() override;
  bool shows_findings() const { return page_ == Page::findings; }
  using Sort = console::UserIdClient::Show;
  /// One of the queue's lists, with nothing filtered out of it.
  bool shows_all(Sort list) const { return page_ == Page::cases && query_ == console::UserIdClient::Query{list}; }
  /// That list, whatever was filtered, and this case in it.
  void show_case(const base::Id& one, Sort list);

 private:
  using About = OutcomeForm::About;
  enum class Page { cases, findings, report, from_file };

  wxWindow* make_left();
  wxSizer* make_top(wxWindow* left);
  void forget();
  // What is shown.
  void refresh();
  void fetch_page(std::optional<base::Id> after, std::size_t wanted);
  void page_came(base::Result<protocol::UserIdCasePage> page, std::size_t wanted);
  bool is_awaited_below() const;
  void choose_awaited();
  void fetch_more();
  void fetch_sla();
  void fetch_chosen();
  void changed(const std::set<base::Id>& cases);
  void choose(Sort show, std::optional<domain::CaseKind> kind);
  void filtered();
  void look_for(const base::Id& one, Sort list, bool is_led_to);
  void take_filter_back();
  void show_counts();
  void show_empty();
  std::string empty_words() const;
  void selection_changed();
  void show_rights();
  // What is done.
  std::vector<protocol::UserIdCaseView> selected_for(CaseAct act) const;
  CaseHand hand() const;
  void deactivate();
  void order_at_end();
  void order(const std::vector<protocol::UserIdCaseView>& views, domain::When when, bool early);
  void answered(const base::Id& one, const base::Result<void>& kept);
  void refuse(const base::Id& one, const base::Error& error);
  void act_on_chosen(Command command);
  void send(const base::Id& one, const std::string& said, const CaseBatch::Deed& deed);
  // Forms, in the place of the details.
  bool open_form(CaseForm& form);
  void show_primary();
  void leave_form(bool kept, const base::Id& one);
  void begin_outcome(About about, std::vector<protocol::UserIdCaseView> cases);
  void begin_letter(const protocol::UserIdCaseView& view);
  bool perform_form(Command command);
  void next_pane();
  // Pages in the place of the queue.
  void make_pages();
  void show_page(Page page);
  void go_to(Page page);
  void begin_export();
  bool perform_report(Command command);
  bool may_leave();
  void import_file();
  bool perform_page(Command command);
  bool perform_finding(Command command);
  bool leave_page();
  void show_finding_count(std::uint64_t open);

  Desk& desk_;
  console::LetterFiles files_;
  console::UserIdClient::Query query_;
  std::vector<protocol::UserIdCaseView> fresh_;  ///< pages that are being fetched
  std::optional<base::Id> next_;                 ///< after what is shown
  std::map<base::Id, bool> on_their_way_;        ///< an act on each was sent; true: answered, its row is still to come
  struct Awaited {
    base::Id one;
    bool is_led_to = false;  ///< by a bar: that it doesn't stand here is said
  };
  std::optional<Awaited> await_;                       ///< the list is fetched as far as this one, which is chosen then
  std::uint64_t asked_ = 0;                            ///< an answer to an earlier question is dropped
  std::chrono::steady_clock::time_point chosen_at_{};  ///< when a row was chosen by nobody's hand
  bool under_way_ = false, again_ = false, known_ = false, anew_ = true;
  std::string fault_;  ///< why it isn't known
  CaseBatch batch_;
  std::vector<protocol::UserIdCaseView> early_;  ///< the question is about these

  wxWindow* left_;
  std::array<KeyButton*, 3> shows_{};
  std::array<KeyButton*, 3> kinds_{};
  ApplicationFilter* application_;
  KeyButton *record_, *replace_;
  CaseList* list_;
  Surface* empty_;
  Label* empty_words_;
  OrderBar* orders_;
  SlaStrip* sla_;
  CaseDetails* details_;
  Page page_ = Page::cases;
  KeyButton *show_findings_, *show_report_, *import_table_;
  FindingsPane* findings_;
  FindingForm* finding_;
  SlaPane* report_;
  ExportForm* exporting_;  ///< of the report, beside it
  ImportPane* import_;
  ResignForm* resign_;
  ReplaceForm* replacement_;
  OutcomeForm* outcome_;
  LetterForm* letter_;
  CaseForm* form_ = nullptr;  ///< that is open
  wxTimer soon_;              ///< several changes at once are one question
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
