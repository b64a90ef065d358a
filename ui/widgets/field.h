// Fields of a form: a caption above a line of text, several lines or a choice, each with the caption as its name for
// screen readers. Thread: UI.
#pragma once

#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace siaga::ui {

/// `entered`: Enter was pressed in it. At most `longest` characters.
wxTextCtrl* add_text_field(wxWindow& parent, wxSizer& to, const std::string& caption, int longest,
                           std::function<void()> entered);
/// The same; what is typed isn't shown.
wxTextCtrl* add_password_field(wxWindow& parent, wxSizer& to, const std::string& caption,
                               std::function<void()> entered);
/// Several lines; Enter begins a new one.
wxTextCtrl* add_text_area(wxWindow& parent, wxSizer& to, const std::string& caption);
wxChoice* add_choice_field(wxWindow& parent, wxSizer& to, const std::string& caption);
/// Without blanks at the ends.
std::string words_of(const wxTextCtrl& field);

}  // namespace siaga::ui
