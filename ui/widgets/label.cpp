#include "ui/widgets/label.h"

#include "ui/text.h"
#include "ui/theme_gtk.h"

namespace siaga::ui {
namespace {

/// Ampersands are text, not mnemonics.
wxString plain(const std::string& text) { return wxControl::EscapeMnemonics(wx(text)); }

}  // namespace

Label::Label(wxWindow* parent, const std::string& text, std::initializer_list<const char*> classes, long style)
    : wxStaticText(parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, style), text_(text) {
  for (const char* name : classes) native::set_class(*this, name);
  SetLabel(plain(text));
}

void Label::set(const std::string& text) {
  if (text == text_) return;
  text_ = text;
  wrapped_to_ = -1;
  SetLabel(plain(text));
  InvalidateBestSize();
}

void Label::keep_room_for(const std::string& sample) {
  const auto now = text_;
  SetLabel(plain(sample));
  InvalidateBestSize();
  SetMinSize(GetBestSize());
  SetLabel(plain(now));
}

void Label::wrap_to(int width) {
  if (width <= 0 || width == wrapped_to_) return;
  wrapped_to_ = width;
  SetLabel(plain(text_));
  Wrap(width);
}

void Label::mark(const char* name, bool on) {
  native::set_class(*this, name, on);
  InvalidateBestSize();
}

}  // namespace siaga::ui
