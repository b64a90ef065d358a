// PathField: which file: its path, which can be typed or dropped, and a button that opens the system's chooser. Nothing
// is read. Owner: a form. Thread: UI.
#pragma once

#include "ui/widgets/surface.h"

#include <wx/textctrl.h>

#include <functional>
#include <string>

namespace siaga::ui {

class PathField : public Surface {
 public:
  struct Words {
    std::string caption;
    std::string hint;   ///< in the empty field
    std::string title;  ///< of the chooser
    std::string kinds;  ///< its filter, as wxFileDialog wants it
  };
  /// `fill`: as of the surface below. `entered`: Enter was pressed in it.
  PathField(wxWindow* parent, Theme& theme, const char* fill, Words words, std::function<void()> entered);

  /// Without blanks at the ends; empty: none.
  std::string path() const;
  void set(const std::string& path);
  void focus() { path_->SetFocus(); }

 private:
  void choose(const Words& words);

  wxTextCtrl* path_;
};

}  // namespace siaga::ui
