#include "ui/keys.h"

#include "ui/text.h"

#include <wx/event.h>
#include <wx/translation.h>

#include <array>

namespace siaga::ui {
namespace {

constexpr int none = wxMOD_NONE;
constexpr int ctrl = wxMOD_CONTROL;
constexpr int shift = wxMOD_SHIFT;
constexpr int alt = wxMOD_ALT;
constexpr int ctrl_shift = wxMOD_CONTROL | wxMOD_SHIFT;

constexpr std::array bindings{
    KeyBinding{Command::claim, KeyGroup::matter, WXK_RETURN, none, "Enter", wxTRANSLATE("Claim the SOS that is shown")},
    KeyBinding{Command::respond, KeyGroup::matter, 'R', none, "R", wxTRANSLATE("Respond: say what was done")},
    KeyBinding{Command::note, KeyGroup::matter, 'N', none, "N", wxTRANSLATE("Write a note in the timeline")},
    KeyBinding{Command::close, KeyGroup::matter, 'C', none, "C", wxTRANSLATE("Close with outcome and report")},
    KeyBinding{Command::release, KeyGroup::matter, 'L', none, "L", wxTRANSLATE("Release: let somebody else claim it")},
    KeyBinding{Command::take_over, KeyGroup::matter, 'A', none, "A",
               wxTRANSLATE("Take over from somebody else, with a reason")},
    KeyBinding{Command::call, KeyGroup::matter, 'T', none, "T",
               wxTRANSLATE("Call the reporter; the number is copied too")},
    KeyBinding{Command::copy_position, KeyGroup::matter, 'K', none, "K", wxTRANSLATE("Copy the coordinates")},

    KeyBinding{Command::arrivals, KeyGroup::places, WXK_F2, none, "F2", wxTRANSLATE("To the new alarms"), true},
    KeyBinding{Command::arrivals, KeyGroup::places, '1', ctrl, "Ctrl+1", wxTRANSLATE("To the new alarms"), true},
    KeyBinding{Command::queue, KeyGroup::places, WXK_F3, none, "F3", wxTRANSLATE("To the queue"), true},
    KeyBinding{Command::details, KeyGroup::places, WXK_F4, none, "F4", wxTRANSLATE("To the video"), true},
    KeyBinding{Command::next_pane, KeyGroup::places, WXK_F6, none, "F6", wxTRANSLATE("To the next part of the window"),
               true},
    KeyBinding{Command::filter_unanswered, KeyGroup::places, '1', none, "1", wxTRANSLATE("Queue: not yet responded")},
    KeyBinding{Command::filter_answered, KeyGroup::places, '2', none, "2", wxTRANSLATE("Queue: responded")},
    KeyBinding{Command::filter_all, KeyGroup::places, '3', none, "3", wxTRANSLATE("Queue: all")},

    KeyBinding{Command::user_ids, KeyGroup::places, '6', ctrl, "Ctrl+6", wxTRANSLATE("To the user IDs"), true},
    KeyBinding{Command::logbook, KeyGroup::places, '7', ctrl, "Ctrl+7", wxTRANSLATE("To the logbook"), true},
    KeyBinding{Command::directory, KeyGroup::places, '8', ctrl, "Ctrl+8", wxTRANSLATE("To people and units"), true},
    KeyBinding{Command::account, KeyGroup::places, '9', ctrl, "Ctrl+9", wxTRANSLATE("To your own account"), true},

    KeyBinding{Command::find, KeyGroup::directory, 'F', ctrl, "Ctrl+F", wxTRANSLATE("Search for people"), true},
    KeyBinding{Command::new_entry, KeyGroup::directory, 'N', ctrl, "Ctrl+N", wxTRANSLATE("Add a person or a unit"),
               true},
    KeyBinding{Command::save, KeyGroup::directory, 'S', ctrl, "Ctrl+S", wxTRANSLATE("Save what was changed"), true},
    KeyBinding{Command::give_role, KeyGroup::directory, 'R', ctrl, "Ctrl+R", wxTRANSLATE("Give a role"), true},
    KeyBinding{Command::end_one, KeyGroup::directory, 'E', ctrl, "Ctrl+E",
               wxTRANSLATE("End the chosen role or session"), true},
    KeyBinding{Command::import_file, KeyGroup::directory, 'I', ctrl, "Ctrl+I", wxTRANSLATE("Import people from a file"),
               true},
    KeyBinding{Command::try_application, KeyGroup::directory, 'T', ctrl, "Ctrl+T",
               wxTRANSLATE("Try out whether the hub reaches the application"), true},
    KeyBinding{Command::read_again, KeyGroup::directory, 'E', none, "E",
               wxTRANSLATE("Hold the application against the logbook now")},

    KeyBinding{Command::deactivate, KeyGroup::user_id, WXK_RETURN, none, "Enter",
               wxTRANSLATE("Deactivate or make the selected ones now")},
    KeyBinding{Command::deactivate_at_end, KeyGroup::user_id, 'A', none, "A",
               wxTRANSLATE("Order it for the end of the last working day")},
    KeyBinding{Command::try_now, KeyGroup::user_id, 'R', ctrl, "Ctrl+R", wxTRANSLATE("Try now, without waiting")},
    KeyBinding{Command::record_attempt, KeyGroup::user_id, 'H', none, "H",
               wxTRANSLATE("Record what was done by hand, with a proof")},
    KeyBinding{Command::confirm_look, KeyGroup::user_id, 'K', none, "K",
               wxTRANSLATE("Confirm what a second person saw")},
    KeyBinding{Command::take_order_back, KeyGroup::user_id, 'T', none, "T", wxTRANSLATE("Take the order back")},
    KeyBinding{Command::record_letter, KeyGroup::user_id, 'N', none, "N", wxTRANSLATE("Record a resignation letter")},
    KeyBinding{Command::record_replacement, KeyGroup::user_id, 'G', none, "G",
               wxTRANSLATE("Record a replacement: a new agent's e-mail")},
    KeyBinding{Command::ask_leader, KeyGroup::user_id, 'M', none, "M", wxTRANSLATE("Request it from the team leader")},
    KeyBinding{Command::hand_over, KeyGroup::user_id, 'S', none, "S", wxTRANSLATE("Hand the new user ID over")},
    KeyBinding{Command::document, KeyGroup::user_id, 'L', none, "L", wxTRANSLATE("Bring the logbook up to date")},
    KeyBinding{Command::withdraw, KeyGroup::user_id, 'B', none, "B", wxTRANSLATE("Withdraw the case, with a reason")},
    KeyBinding{Command::open_letter, KeyGroup::user_id, 'O', none, "O", wxTRANSLATE("Open the letter")},
    KeyBinding{Command::attach_letter, KeyGroup::user_id, 'D', none, "D",
               wxTRANSLATE("Attach the letter that has come meanwhile")},
    KeyBinding{Command::show_action, KeyGroup::user_id, '1', none, "1", wxTRANSLATE("What needs action")},
    KeyBinding{Command::show_running, KeyGroup::user_id, '2', none, "2", wxTRANSLATE("What is under way")},
    KeyBinding{Command::show_done, KeyGroup::user_id, '3', none, "3", wxTRANSLATE("What is done")},
    KeyBinding{Command::show_findings, KeyGroup::user_id, '4', none, "4",
               wxTRANSLATE("Where applications and the logbook differ")},
    KeyBinding{Command::show_report, KeyGroup::user_id, '5', none, "5", wxTRANSLATE("Report: how the SLA was met")},
    KeyBinding{Command::reopen, KeyGroup::user_id, 'U', none, "U",
               wxTRANSLATE("Open a case for the finding, or open the case again")},
    KeyBinding{Command::read_again, KeyGroup::user_id, 'E', none, "E",
               wxTRANSLATE("Hold the application against the logbook now")},
    KeyBinding{Command::show_password, KeyGroup::user_id, 'P', none, "P", wxTRANSLATE("Show the first password, once")},
    KeyBinding{Command::next_kind, KeyGroup::user_id, 'J', none, "J",
               wxTRANSLATE("The next filter: kinds, findings, the report's groups")},
    KeyBinding{Command::import_file, KeyGroup::user_id, 'I', ctrl, "Ctrl+I",
               wxTRANSLATE("Bring the logbook's spreadsheet in (document control)"), true},
    KeyBinding{Command::next_application, KeyGroup::user_id, 'Y', none, "Y",
               wxTRANSLATE("The cases of the next application alone, then of all")},
    KeyBinding{Command::book_export, KeyGroup::user_id, 'E', ctrl, "Ctrl+E", wxTRANSLATE("Export the SLA report"),
               true},
    KeyBinding{Command::book_print, KeyGroup::user_id, 'P', ctrl_shift, "Ctrl+Shift+P",
               wxTRANSLATE("Print the SLA report"), true},

    KeyBinding{Command::find, KeyGroup::logbook, 'F', ctrl, "Ctrl+F", wxTRANSLATE("To the search of the logbook"),
               true},
    KeyBinding{Command::book_correct, KeyGroup::logbook, 'K', ctrl, "Ctrl+K",
               wxTRANSLATE("Correct an entry: the old one stays"), true},
    KeyBinding{Command::book_hold, KeyGroup::logbook, 'T', ctrl, "Ctrl+T",
               wxTRANSLATE("Hold beyond two years, or release"), true},
    KeyBinding{Command::book_sign_off, KeyGroup::logbook, 'P', ctrl, "Ctrl+P",
               wxTRANSLATE("Periods signed off, and the next one"), true},
    KeyBinding{Command::book_export, KeyGroup::logbook, 'E', ctrl, "Ctrl+E",
               wxTRANSLATE("Export what the filter shows"), true},
    KeyBinding{Command::book_status, KeyGroup::logbook, 'U', ctrl, "Ctrl+U", wxTRANSLATE("The next status"), true},
    KeyBinding{Command::book_keeping, KeyGroup::logbook, 'J', ctrl, "Ctrl+J",
               wxTRANSLATE("Held, ending soon, over: the next"), true},
    KeyBinding{Command::book_period, KeyGroup::logbook, 'G', ctrl, "Ctrl+G",
               wxTRANSLATE("To the period: entries from one day to another"), true},
    KeyBinding{Command::book_mark, KeyGroup::logbook, 'D', ctrl, "Ctrl+D",
               wxTRANSLATE("Mark for disposal, or take the mark back"), true},
    KeyBinding{Command::book_mark_all, KeyGroup::logbook, 'D', ctrl_shift, "Ctrl+Shift+D",
               wxTRANSLATE("Mark all that are shown and may go"), true},
    KeyBinding{Command::book_dispose, KeyGroup::logbook, WXK_DELETE, ctrl, "Ctrl+Del",
               wxTRANSLATE("Dispose of the marked ones, with a berita acara")},
    KeyBinding{Command::book_print, KeyGroup::logbook, 'P', ctrl_shift, "Ctrl+Shift+P",
               wxTRANSLATE("Print what the filter shows"), true},
    KeyBinding{Command::save, KeyGroup::logbook, 'S', ctrl, "Ctrl+S", wxTRANSLATE("Send what was written"), true},

    KeyBinding{Command::play, KeyGroup::video, WXK_SPACE, none, "Space", wxTRANSLATE("Play or pause")},
    KeyBinding{Command::back, KeyGroup::video, WXK_LEFT, none, "←", wxTRANSLATE("Back 5 seconds")},
    KeyBinding{Command::forward, KeyGroup::video, WXK_RIGHT, none, "→", wxTRANSLATE("Forward 5 seconds")},
    KeyBinding{Command::back_far, KeyGroup::video, WXK_LEFT, shift, "Shift+←", wxTRANSLATE("Back 30 seconds")},
    KeyBinding{Command::forward_far, KeyGroup::video, WXK_RIGHT, shift, "Shift+→", wxTRANSLATE("Forward 30 seconds")},
    KeyBinding{Command::beginning, KeyGroup::video, 'B', none, "B", wxTRANSLATE("To the beginning")},
    KeyBinding{Command::edge, KeyGroup::video, 'G', none, "G", wxTRANSLATE("To the newest picture")},
    KeyBinding{Command::step_back, KeyGroup::video, ',', none, ",", wxTRANSLATE("One picture back")},
    KeyBinding{Command::step_forward, KeyGroup::video, '.', none, ".", wxTRANSLATE("One picture forward")},
    KeyBinding{Command::slower, KeyGroup::video, '[', none, "[", wxTRANSLATE("Slower, down to 1/16×")},
    KeyBinding{Command::faster, KeyGroup::video, ']', none, "]", wxTRANSLATE("Faster, up to 16×")},
    KeyBinding{Command::usual_speed, KeyGroup::video, WXK_BACK, none, "Backspace", wxTRANSLATE("Usual speed")},
    KeyBinding{Command::loop_from, KeyGroup::video, 'I', none, "I", wxTRANSLATE("Mark A: repeat from here")},
    KeyBinding{Command::loop_to, KeyGroup::video, 'O', none, "O", wxTRANSLATE("Mark B: repeat up to here")},
    KeyBinding{Command::loop_off, KeyGroup::video, 'U', none, "U", wxTRANSLATE("Take the marks A and B away")},
    KeyBinding{Command::poster_back, KeyGroup::video, WXK_LEFT, ctrl, "Ctrl+← →",
               wxTRANSLATE("To the small picture before or after")},
    KeyBinding{Command::poster_forward, KeyGroup::video, WXK_RIGHT, ctrl, "", ""},
    KeyBinding{Command::glance_up, KeyGroup::video, WXK_UP, shift, "Shift+↑ ↓",
               wxTRANSLATE("Look into another row's recording, unopened")},
    KeyBinding{Command::glance_down, KeyGroup::video, WXK_DOWN, shift, "", ""},
    KeyBinding{Command::next_recording, KeyGroup::video, 'V', none, "V", wxTRANSLATE("The next recording of this SOS")},

    KeyBinding{Command::full_screen, KeyGroup::picture, 'F', none, "F", wxTRANSLATE("Full screen; Esc leaves it")},
    KeyBinding{Command::still, KeyGroup::picture, 'S', none, "S", wxTRANSLATE("Save a still picture")},
    KeyBinding{Command::rotate, KeyGroup::picture, 'D', none, "D", wxTRANSLATE("Turn the picture by 90°")},
    KeyBinding{Command::zoom_in, KeyGroup::picture, '=', none, "+", wxTRANSLATE("Magnify; the mouse wheel does too")},
    KeyBinding{Command::zoom_out, KeyGroup::picture, '-', none, "-", wxTRANSLATE("Magnify less")},
    KeyBinding{Command::zoom_off, KeyGroup::picture, '0', none, "0", wxTRANSLATE("The whole picture")},
    KeyBinding{Command::look_left, KeyGroup::picture, WXK_LEFT, alt, "Alt+← ↑ ↓ →",
               wxTRANSLATE("Move the magnified picture")},
    KeyBinding{Command::look_right, KeyGroup::picture, WXK_RIGHT, alt, "", ""},
    KeyBinding{Command::look_up, KeyGroup::picture, WXK_UP, alt, "", ""},
    KeyBinding{Command::look_down, KeyGroup::picture, WXK_DOWN, alt, "", ""},
    KeyBinding{Command::louder, KeyGroup::picture, WXK_UP, ctrl, "Ctrl+↑", wxTRANSLATE("Video louder")},
    KeyBinding{Command::quieter, KeyGroup::picture, WXK_DOWN, ctrl, "Ctrl+↓", wxTRANSLATE("Video quieter")},
    KeyBinding{Command::mute_video, KeyGroup::picture, 'M', none, "M", wxTRANSLATE("Video's sound off or on")},

    KeyBinding{Command::silence, KeyGroup::console, 'M', ctrl, "Ctrl+M",
               wxTRANSLATE("Silence the alarm, timed and with a reason"), true},
    KeyBinding{Command::sound_again, KeyGroup::console, 'B', ctrl, "Ctrl+B",
               wxTRANSLATE("Let a silenced alarm sound again"), true},
    KeyBinding{Command::seen_loss, KeyGroup::console, 'H', ctrl, "Ctrl+H",
               wxTRANSLATE("Confirm that events may be lost"), true},
    KeyBinding{Command::theme, KeyGroup::console, 'L', ctrl_shift, "Ctrl+Shift+L", wxTRANSLATE("Dark or light"), true},
    KeyBinding{Command::help, KeyGroup::console, WXK_F1, none, "F1", wxTRANSLATE("This list"), true},
    KeyBinding{Command::cancel, KeyGroup::console, WXK_ESCAPE, none, "Esc",
               wxTRANSLATE("Leave a form, this list or full screen"), true},
    KeyBinding{Command::lock, KeyGroup::console, 'L', ctrl, "Ctrl+L", wxTRANSLATE("Lock the screen; alarms go on"),
               true},
    KeyBinding{Command::sign_out, KeyGroup::console, 'Q', ctrl_shift, "Ctrl+Shift+Q", wxTRANSLATE("Sign out"), true},
};

/// The keypad's keys and + stand for their twins; letters come as upper case.
int plain_key(int key) {
  switch (key) {
    case WXK_NUMPAD_ENTER: return WXK_RETURN;
    case WXK_NUMPAD_ADD:
    case '+': return '=';
    case WXK_NUMPAD_SUBTRACT: return '-';
    case WXK_NUMPAD_LEFT: return WXK_LEFT;
    case WXK_NUMPAD_RIGHT: return WXK_RIGHT;
    case WXK_NUMPAD0: return '0';
    case WXK_END: return 'G';
    default: return key >= 'a' && key <= 'z' ? key - 'a' + 'A' : key;
  }
}

/// What views of user IDs have no use for: its own keys stand before these.
bool is_for_alarms(KeyGroup group) {
  return group == KeyGroup::matter || group == KeyGroup::video || group == KeyGroup::picture;
}

/// In which round of looking a group counts: its own keys first, then everybody's; nothing: not at all.
std::optional<int> round_of(KeyGroup group, KeyScope scope) {
  if (group == KeyGroup::user_id) return scope == KeyScope::user_ids ? std::optional{0} : std::nullopt;
  if (group == KeyGroup::logbook) return scope == KeyScope::logbook ? std::optional{0} : std::nullopt;
  if (scope != KeyScope::usual && is_for_alarms(group)) return std::nullopt;
  return 1;
}

}  // namespace

std::span<const KeyBinding> key_bindings() { return bindings; }

std::string cap_of(Command command) {
  for (const auto& binding : bindings)
    if (binding.command == command) return binding.command == Command::play ? tr("Space") : std::string(binding.cap);
  return {};
}

std::optional<Command> command_of(const wxKeyEvent& event, bool in_text, KeyScope scope) {
  const int key = plain_key(event.GetKeyCode());
  int modifiers = event.GetModifiers();
  if (key == '=') modifiers &= ~wxMOD_SHIFT;  // where + stands above it
  for (const int round : {0, 1})
    for (const auto& binding : bindings)
      if (binding.key == key && binding.modifiers == modifiers && (binding.also_in_text || !in_text) &&
          round_of(binding.group, scope) == round)
        return binding.command;
  return std::nullopt;
}

}  // namespace siaga::ui
