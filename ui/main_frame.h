// MainFrame: the one window. Sign-in, or the strip, the bars, the rail and the view; hands every key to who it is for.
// Thread: UI.
#pragma once

#include "ui/alarm.h"
#include "ui/awake.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/options.h"
#include "ui/screen_guard.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/sos/sos_view.h"
#include "ui/view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/key_list.h"
#include "ui/widgets/link_strip.h"
#include "ui/widgets/lock_panel.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/silence_panel.h"

#include <wx/frame.h>
#include <wx/timer.h>
#include <wx/weakref.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class MainFrame : public wxFrame {
 public:
  MainFrame(Desk& desk, const Options& options);
  ~MainFrame() override;

 private:
  void build_desk();
  wxWindow* make_status_line();
  void show_page();
  void show_bars();
  void show_certificate();
  void show_used(const std::string& when);
  void show_due(const console::DeadlineWarning& warning);
  void show_due(const console::DeadlineWarning& warning, const protocol::UserIdCaseView* view);
  void show_session_limit();
  void show_new_role();
  void show_notice(const std::string& text, bool bad);
  void on_key(wxKeyEvent& event);
  KeyScope key_scope() const;
  bool perform(Command command);
  /// Whose view has the window: Command::queue (the alarms), user_ids, logbook, directory or account.
  void go_to(Command view);
  void make_view(Command view);
  /// The one that has the window; nullptr: the alarms have it.
  View* view_beside_alarms() const;
  bool may_see(Command view) const;
  Command first_view() const;
  void show_view();
  void focus_view();
  /// The desk behind a locked screen: the alarms are there, and nothing can be done to them.
  void show_lock();
  bool perform_locked(Command command);
  bool perform_in_view(Command command);
  void show_alarm_bar();
  void confirm_loss();
  void cancel();
  void sign_out();
  /// SOS in this person's hands that aren't closed.
  std::size_t mine_unclosed() const;
  void show_keys(bool on);
  std::string dead_link_words() const;

  Desk& desk_;
  SignInPage* sign_in_;
  wxPanel* page_;  ///< all that a signed-in person sees
  LinkStrip* strip_;
  SilencePanel* silence_;
  Banner *dead_link_, *loss_, *storage_, *certificate_soon_, *certificate_now_, *session_limit_;
  Banner* new_role_;  ///< one that waits for a second factor
  KeyButton *set_up_factor_, *sign_in_again_;
  Banner* used_;  ///< a user ID was used after its agent had left
  Banner* due_;   ///< a user ID's deadline comes near or has passed
  base::Id due_case_{};
  console::UserIdClient::Show due_in_{};  ///< where that case stands
  Banner* alarm_bar_;  ///< below, so that nothing moves under the hand: what waits while another view is shown
  KeyButton* quiet_;
  Rail* rail_;
  SosView* sos_;
  wxSizer* middle_;                 ///< the alarms, the view beside them or the list of keys: one of them
  std::map<Command, View*> views_;  ///< those that somebody has gone to: a start waits for no other
  Command view_ = Command::queue;
  std::optional<base::Id> person_;  ///< who is signed in
  LockPanel* lock_;
  std::unique_ptr<ScreenGuard> guard_;
  KeyList* keys_;
  wxWeakRef<wxWindow> before_keys_;  ///< had the keyboard before the list of keys came
  wxWindow* status_line_;
  Label* notice_;
  bool notice_is_bad_ = false;
  std::chrono::steady_clock::time_point notice_until_{};
  std::chrono::steady_clock::time_point leaving_until_{};  ///< signing out was asked for once
  wxTimer second_;
  std::unique_ptr<Alarm> alarm_;
  std::unique_ptr<Awake> awake_;
  base::Connection on_sound_;
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
