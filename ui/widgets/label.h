// Label: a line of text by the sheet's classes, UTF-8 in, quiet when nothing changes. Thread: UI.
#pragma once

#include <wx/stattext.h>

#include <initializer_list>
#include <string>

namespace siaga::ui {

class Label : public wxStaticText {
 public:
  /// `style` may hold wxST_ELLIPSIZE_END for text that may not fit, wxST_NO_AUTORESIZE for running figures.
  Label(wxWindow* parent, const std::string& text, std::initializer_list<const char*> classes = {}, long style = 0);

  void set(const std::string& text);
  /// Width for `sample`, so that a running figure never moves its neighbours.
  void keep_room_for(const std::string& sample);
  /// Breaks the text into lines of at most `width` pixels; again when the text or the width changes.
  void wrap_to(int width);
  void mark(const char* name, bool on = true);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int wrapped_to_ = -1;
};

}  // namespace siaga::ui
