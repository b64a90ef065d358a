// SosDetails: everything about the SOS that is shown: who, video, phone number, place, timeline, actions. Thread: UI.
#pragma once

#include "domain/emergency.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/player/player_panel.h"
#include "ui/sos/sos_actions.h"
#include "ui/sos/sos_timeline.h"
#include "ui/widgets/label.h"
#include "ui/widgets/photo.h"
#include "ui/widgets/surface.h"

#include <chrono>
#include <map>
#include <optional>

namespace siaga::ui {

class SosDetails : public Surface {
 public:
  SosDetails(wxWindow* parent, Desk& desk);

  /// Shows it and starts its newest recording. Again after each change; nothing: the empty view.
  void show(const std::optional<base::Id>& sos);
  bool perform(Command command);
  bool cancel() { return actions_->cancel(); }
  PlayerPanel& player() { return *player_; }
  SosActions& actions() { return *actions_; }
  /// Picture and transport bar alone.
  void set_full_screen(bool on);
  /// No link to the hub: nothing is promised to show itself.
  void set_blind(bool blind);
  /// What was written stays where it is; the video goes on.
  void set_locked(bool locked);
  void focus_note() { timeline_->focus_note(); }

 private:
  wxSizer* make_header();
  wxWindow* make_reporter_card(wxWindow* parent);
  wxWindow* make_position_card(wxWindow* parent);
  void show_header(const console::Matter& matter);
  void show_figures();
  /// Whom the unit of the alarm calls; asked for once, and again when the hub says that a unit has changed.
  void look_up_numbers();
  void show_numbers(const console::Matter& matter);
  void show_position(const console::Matter& matter);
  void show_recording(const console::Matter& matter);
  void call();
  void copy_position();
  void next_recording();
  void hide_around();
  /// Other rights, or somebody else: what they began to write isn't the next one's.
  void session_changed();

  Desk& desk_;
  std::optional<base::Id> sos_;
  std::optional<base::Id> fetched_;  ///< details were asked for
  std::optional<base::Id> chosen_;   ///< a recording other than the newest
  std::optional<base::Id> newest_seen_;
  std::map<base::Id, domain::EmergencyNumbers> numbers_;  ///< by unit
  bool numbers_known_ = false;                            ///< or asked for
  Label *name_, *about_, *timer_, *state_;
  Label *drill_, *withdrawn_, *skew_;
  Label *phone_, *emergency_;
  KeyButton *call_, *copy_;
  Photo* photo_;
  Label *place_, *coordinates_, *accuracy_, *moved_;
  Label* recording_;
  PlayerPanel* player_;
  SosTimeline* timeline_;
  SosActions* actions_;
  wxSizer* header_;
  wxWindow* side_;
  bool full_screen_ = false;
  bool blind_ = false;
  std::optional<base::Id> person_;  ///< whose drafts are kept
  base::Connection on_tick_, on_session_, on_units_;
};

}  // namespace siaga::ui
