#include "ui/widgets/key_button.h"

#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <sstream>
#include <utility>

namespace siaga::ui {

KeyButton::KeyButton(wxWindow* parent, Theme& theme, const std::string& looks, Content content,
                     std::function<void()> pressed)
    // A label of wx's own would cost the sheet's padding.
    : wxButton(parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT),
      theme_(theme),
      content_(std::move(content)) {
  std::istringstream names(looks);
  for (std::string name; names >> name;) native::set_class(*this, name.c_str());
  show_content();
  Bind(wxEVT_BUTTON, [pressed = std::move(pressed)](wxCommandEvent&) { pressed(); });
  on_theme_ = theme_.changed.connect([this] {
    if (!content_.icon.empty()) show_content();
  });
}

void KeyButton::set(Content content) {
  const auto same = [&] {
    return content.text == content_.text && content.key == content_.key && content.icon == content_.icon &&
           content.icon_colour == content_.icon_colour && content.name == content_.name;
  };
  if (same()) return;
  content_ = std::move(content);
  show_content();
}

void KeyButton::mark(const char* name, bool on) { native::set_class(*this, name, on); }

void KeyButton::show_content() {
  const auto icon =
      content_.icon.empty() ? wxBitmapBundle{} : theme_.icon(content_.icon, content_.icon_colour, content_.icon_size);
  native::set_button_content(*this, icon, content_.text, content_.key, content_.below, content_.key_below);
  set_accessible_name(*this, content_.name.empty() ? content_.text : content_.name);
  set_accessible_hint(*this, content_.key.empty() ? "" : tr("Key: {}", content_.key));
  if (content_.text.empty()) SetToolTip(wx(content_.name));
}

}  // namespace siaga::ui
