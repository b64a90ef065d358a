#include "ui/widgets/field.h"

#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/label.h"

#include <utility>

namespace siaga::ui {
namespace {

void add(wxWindow& parent, wxSizer& to, const std::string& caption, wxWindow* control) {
  auto* both = new wxBoxSizer(wxVERTICAL);
  auto* label = new Label(&parent, caption, {"small", "dim"});
  both->Add(label, 0, wxBOTTOM, 4);
  both->Add(control, 0, wxEXPAND);
  to.Add(both, 1, wxEXPAND);
  set_accessible_name(*control, caption);
}

constexpr int longest_password = 1024;
constexpr int lines_of_area = 4;

wxTextCtrl* add_line(wxWindow& parent, wxSizer& to, const std::string& caption, int longest, long style,
                     std::function<void()> entered) {
  auto* field = new wxTextCtrl(&parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | style);
  native::fit_height(*field);
  field->SetMaxLength(static_cast<unsigned long>(longest));
  field->Bind(wxEVT_TEXT_ENTER, [entered = std::move(entered)](wxCommandEvent&) { entered(); });
  add(parent, to, caption, field);
  return field;
}

}  // namespace

wxTextCtrl* add_text_field(wxWindow& parent, wxSizer& to, const std::string& caption, int longest,
                           std::function<void()> entered) {
  return add_line(parent, to, caption, longest, 0, std::move(entered));
}

wxTextCtrl* add_password_field(wxWindow& parent, wxSizer& to, const std::string& caption,
                               std::function<void()> entered) {
  return add_line(parent, to, caption, longest_password, wxTE_PASSWORD, std::move(entered));
}

wxTextCtrl* add_text_area(wxWindow& parent, wxSizer& to, const std::string& caption) {
  auto* area = new wxTextCtrl(&parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_MULTILINE | wxTE_BESTWRAP);
  area->SetMinSize(wxSize(-1, area->GetCharHeight() * lines_of_area + 20));
  native::frame_area(*area);
  add(parent, to, caption, area);
  return area;
}

wxChoice* add_choice_field(wxWindow& parent, wxSizer& to, const std::string& caption) {
  auto* choice = new wxChoice(&parent, wxID_ANY);
  choice->SetMinSize(wxSize(native::by_text(*choice, 120), -1));
  add(parent, to, caption, choice);
  return choice;
}

std::string words_of(const wxTextCtrl& field) { return utf8(field.GetValue().Trim().Trim(false)); }

}  // namespace siaga::ui
