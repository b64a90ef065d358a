// The one table of keys: every key means one thing, and letters are letters while somebody writes.
#include "ui/keys.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <wx/event.h>

#include <set>
#include <tuple>

using namespace siaga;
using ui::Command;

namespace {

std::optional<Command> pressed(int key, int modifiers = wxMOD_NONE, bool in_text = false,
                               ui::KeyScope scope = ui::KeyScope::usual) {
  wxKeyEvent event{wxEVT_CHAR_HOOK};
  event.m_keyCode = key;
  event.SetControlDown(modifiers & wxMOD_CONTROL);
  event.SetShiftDown(modifiers & wxMOD_SHIFT);
  event.SetAltDown(modifiers & wxMOD_ALT);
  return ui::command_of(event, in_text, scope);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_binding_is_reached_by_its_key) {
  std::set<std::tuple<ui::KeyScope, int, int>> taken;
  for (const auto& binding : ui::key_bindings()) BOOST_TEST_CONTEXT(binding.what) {
      const auto scope = binding.group == ui::KeyGroup::user_id   ? ui::KeyScope::user_ids
                         : binding.group == ui::KeyGroup::logbook ? ui::KeyScope::logbook
                                                                  : ui::KeyScope::usual;
      BOOST_TEST(taken.insert({scope, binding.key, binding.modifiers}).second);
      BOOST_TEST((pressed(binding.key, binding.modifiers, false, scope) == binding.command));
      BOOST_TEST((pressed(binding.key, binding.modifiers, true, scope) == binding.command) == binding.also_in_text);
    }
}

BOOST_AUTO_TEST_CASE(letters_and_enter_belong_to_the_text_while_one_is_written) {
  BOOST_TEST((pressed('r') == Command::respond));
  BOOST_TEST((pressed('R') == Command::respond));
  for (const int key : {int{'r'}, int{'1'}, int{','}, int{WXK_SPACE}, int{WXK_RETURN}, int{WXK_LEFT}, int{WXK_BACK}})
    BOOST_TEST(!pressed(key, wxMOD_NONE, true).has_value());
  BOOST_TEST((pressed(WXK_ESCAPE, wxMOD_NONE, true) == Command::cancel));
}

BOOST_AUTO_TEST_CASE(the_same_letter_with_control_is_another_key) {
  BOOST_TEST((pressed('M') == Command::mute_video));
  BOOST_TEST((pressed('M', wxMOD_CONTROL) == Command::silence));
  BOOST_TEST(!pressed('M', wxMOD_ALT).has_value());
  BOOST_TEST((pressed('R', wxMOD_CONTROL) == Command::give_role));
  BOOST_TEST(!pressed('K', wxMOD_CONTROL).has_value());
  BOOST_TEST((pressed('B', wxMOD_CONTROL, true) == Command::sound_again));
  BOOST_TEST((pressed('H', wxMOD_CONTROL, true) == Command::seen_loss));
}

BOOST_AUTO_TEST_CASE(user_ids_have_keys_of_their_own_and_the_alarms_stay_in_reach) {
  using ui::KeyScope;
  BOOST_TEST((pressed(WXK_RETURN, wxMOD_NONE, false, KeyScope::user_ids) == Command::deactivate));
  BOOST_TEST((pressed('n', wxMOD_NONE, false, KeyScope::user_ids) == Command::record_letter));
  BOOST_TEST((pressed('R', wxMOD_CONTROL, false, KeyScope::user_ids) == Command::try_now));
  BOOST_TEST((pressed(WXK_F2, wxMOD_NONE, true, KeyScope::user_ids) == Command::arrivals));
  BOOST_TEST((pressed('M', wxMOD_CONTROL, false, KeyScope::user_ids) == Command::silence));
  // Nothing of an alarm that can't be seen: no response, no video.
  for (const int key : {int{'R'}, int{'C'}, int{WXK_SPACE}, int{','}})
    BOOST_TEST(!pressed(key, wxMOD_NONE, false, KeyScope::user_ids).has_value());
  BOOST_TEST((pressed('H') == std::nullopt));
  BOOST_TEST((pressed('E', wxMOD_CONTROL, false, KeyScope::user_ids) == Command::book_export));
  BOOST_TEST((pressed('E', wxMOD_CONTROL) == Command::end_one));
}

BOOST_AUTO_TEST_CASE(an_application_is_tried_out_while_its_fields_are_written) {
  BOOST_TEST((pressed('T', wxMOD_CONTROL, true) == Command::try_application));
  BOOST_TEST((pressed('E') == Command::read_again));
  BOOST_TEST(!pressed('E', wxMOD_NONE, true).has_value());
}

BOOST_AUTO_TEST_CASE(disposing_is_no_key_of_a_text) {
  using ui::KeyScope;
  BOOST_TEST((pressed(WXK_DELETE, wxMOD_CONTROL, false, KeyScope::logbook) == Command::book_dispose));
  BOOST_TEST(!pressed(WXK_DELETE, wxMOD_CONTROL, true, KeyScope::logbook).has_value());  // a word of the text
  BOOST_TEST(!pressed(WXK_DELETE, wxMOD_CONTROL, false, KeyScope::user_ids).has_value());
  BOOST_TEST((pressed('D', wxMOD_CONTROL, true, KeyScope::logbook) == Command::book_mark));
  BOOST_TEST((pressed('D', wxMOD_CONTROL | wxMOD_SHIFT, true, KeyScope::logbook) == Command::book_mark_all));
}

BOOST_AUTO_TEST_CASE(the_keypad_stands_for_its_twins) {
  BOOST_TEST((pressed(WXK_NUMPAD_ENTER) == Command::claim));
  BOOST_TEST((pressed(WXK_NUMPAD_LEFT) == Command::back));
  BOOST_TEST(pressed('-').has_value());
  BOOST_TEST((pressed(WXK_NUMPAD_SUBTRACT) == pressed('-')));
  BOOST_TEST(pressed('=').has_value());
  BOOST_TEST((pressed(WXK_NUMPAD_ADD) == pressed('=')));
  BOOST_TEST((pressed('+', wxMOD_SHIFT) == pressed('=')));
}

BOOST_FIXTURE_TEST_CASE(caps_are_what_stands_on_the_key, test::InIndonesian) {
  BOOST_TEST(ui::cap_of(Command::claim) == "Enter");
  BOOST_TEST(ui::cap_of(Command::arrivals) == "F2");
  BOOST_TEST(ui::cap_of(Command::play) == "Spasi");
}

BOOST_AUTO_TEST_CASE(every_command_has_a_key) {
  std::set<Command> bound;
  for (const auto& binding : ui::key_bindings()) bound.insert(binding.command);
  for (int command = 0; command <= static_cast<int>(Command::book_print); ++command)
    BOOST_TEST_CONTEXT("command " << command) BOOST_TEST(bound.contains(static_cast<Command>(command)));
}
