// KeyButton: a native button that shows its key as a cap, perhaps an icon, and has a name for screen readers.
// Thread: UI.
#pragma once

#include "base/signal.h"
#include "ui/theme.h"

#include <wx/button.h>

#include <functional>
#include <string>

namespace siaga::ui {

class KeyButton : public wxButton {
 public:
  struct Content {
    std::string text;
    std::string key = "";   ///< shown as a cap; empty: none
    std::string icon = "";  ///< resources/icons; empty: none
    std::string icon_colour = "text";
    int icon_size = 16;
    std::string name = "";   ///< for screen readers and the tooltip, when there is no text
    bool below = false;      ///< the text stands below the icon
    bool key_below = false;  ///< the cap stands below both
  };
  /// `looks` are classes of the sheet, separated by spaces: "primary tall", "flat", "player".
  KeyButton(wxWindow* parent, Theme& theme, const std::string& looks, Content content, std::function<void()> pressed);

  void set(Content content);
  const Content& content() const { return content_; }
  void mark(const char* name, bool on);

 private:
  void show_content();

  Theme& theme_;
  Content content_;
  base::Connection on_theme_;
};

}  // namespace siaga::ui
