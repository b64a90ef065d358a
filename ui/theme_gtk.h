// What wx can't say to GTK: the sheet, style classes, a key cap inside a button, and "this was really drawn".
// Empty where the toolkit isn't GTK: there the system's look serves. Thread: UI.
#pragma once

#include <functional>
#include <string>

class wxBitmapBundle;
class wxButton;
class wxDataViewCtrl;
class wxTextCtrl;
class wxTopLevelWindow;
class wxWindow;

namespace siaga::ui::native {

/// Replaces the application's sheet. A rule that GTK doesn't understand is logged and skipped.
void apply_sheet(const std::string& css, bool dark);
void remove_sheet();
/// Called when a person exchanges the desktop's theme; once, for the application's life.
void when_system_theme_changes(std::function<void()> then);

/// Marks a widget for the sheet; `on` false takes the mark away.
void set_class(wxWindow& window, const char* name, bool on = true);

/// Icon (may be empty), words beside or below it, and the key as a cap beside or below them. The button's best size
/// follows.
void set_button_content(wxButton& button, const wxBitmapBundle& icon, const std::string& text, const std::string& key,
                        bool below = false, bool key_below = false);

/// A length that was drawn for the usual text size, for the size that the person has chosen (80–200 %).
int by_text(const wxWindow& window, int pixels);
/// The height that an entry needs for the person's text size; wx measures it before the sheet.
void fit_height(wxTextCtrl& entry);
/// Frame and inset of an entry for a text area, and the frame's colour while it has the keyboard.
void frame_area(wxTextCtrl& text);
/// Room at the right of a text area, in pixels.
void leave_room_right(wxTextCtrl& text, int pixels);

/// GTK shows where the keyboard is only after the first key; a desk that works by keys shows it from the start.
void keep_focus_visible(wxTopLevelWindow& window);
/// Whether any control of the window gets the keys now, parts of controls that wx doesn't know included.
bool has_focused_control(wxTopLevelWindow& window);
/// `then` runs before a key that no control would get, and may give the keyboard to one. The control that had it was
/// hidden with its pane.
void before_lost_key(wxTopLevelWindow& window, std::function<void()> then);

/// The row of a list that keys go on from, and that a screen reader says; it is selected too. wx moves it with several
/// selected rows alone.
void put_cursor(wxDataViewCtrl& list, int row);

/// The desktop shows that the window wants its person. wx's own request runs a loop of events inside the caller.
void set_urgent(wxTopLevelWindow& window, bool urgent);

/// `then` runs after each time that the toolkit has painted the control's content to its window.
void when_drawn(wxWindow& window, std::function<void()> then);

}  // namespace siaga::ui::native
