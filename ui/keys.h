// Every key of the console in one table: the hook reads it, the buttons' caps and the F1 list show it.
// Thread: pure; texts are translated when asked for.
#pragma once

#include <optional>
#include <span>
#include <string>

class wxKeyEvent;

namespace siaga::ui {

enum class Command {
  // the SOS that is shown
  claim,
  release,
  take_over,
  respond,
  note,
  close,
  call,
  copy_position,
  // moving about
  arrivals,
  queue,
  details,
  next_pane,
  filter_unanswered,
  filter_answered,
  filter_all,
  glance_up,
  glance_down,
  // the video
  play,
  back,
  forward,
  step_back,
  step_forward,
  slower,
  faster,
  usual_speed,
  quieter,
  louder,
  mute_video,
  full_screen,
  still,
  edge,
  beginning,
  back_far,
  forward_far,
  loop_from,
  loop_to,
  loop_off,
  poster_back,
  poster_forward,
  rotate,
  zoom_in,
  zoom_out,
  zoom_off,
  look_left,
  look_right,
  look_up,
  look_down,
  next_recording,
  // people, units, one's own account
  directory,
  account,
  find,
  new_entry,
  save,
  give_role,
  end_one,
  import_file,
  try_application,
  // user IDs
  user_ids,
  record_letter,
  record_replacement,
  deactivate,
  deactivate_at_end,
  try_now,
  record_attempt,
  confirm_look,
  take_order_back,
  ask_leader,
  hand_over,
  document,
  withdraw,
  open_letter,
  attach_letter,
  show_action,
  show_running,
  show_done,
  show_findings,
  show_report,
  reopen,
  read_again,
  show_password,
  next_kind,
  next_application,
  // the console
  silence,
  sound_again,
  seen_loss,
  theme,
  help,
  cancel,
  sign_out,
  lock,
  // the logbook
  logbook,
  book_correct,
  book_hold,
  book_sign_off,
  book_export,
  book_status,
  book_keeping,
  book_period,
  book_mark,
  book_mark_all,
  book_dispose,
  book_print,
};

enum class KeyGroup { matter, places, video, picture, directory, user_id, logbook, console };
/// Which view has the window. User IDs have letters, Enter and Ctrl+R of their own there, the logbook what goes with
/// Ctrl while somebody types a search; the alarms' keys are silent in both.
enum class KeyScope { usual, user_ids, logbook };

struct KeyBinding {
  Command command;
  KeyGroup group;
  int key;                    ///< a WXK_ code or an upper-case character
  int modifiers;              ///< wxMOD_…
  const char* cap;            ///< as written on the key: "Enter", "Ctrl+1"; empty: named together with another
  const char* what;           ///< msgid
  bool also_in_text = false;  ///< works while a text field has the focus
};

std::span<const KeyBinding> key_bindings();
/// The first cap of a command: what its button shows.
std::string cap_of(Command command);
/// What a key press means. `in_text`: a text field has the focus, letters are letters there.
std::optional<Command> command_of(const wxKeyEvent& event, bool in_text, KeyScope scope = KeyScope::usual);

}  // namespace siaga::ui
