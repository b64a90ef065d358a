// PhotoEditor: one's own photo, chosen from a file or taken away. What goes to the hub is drawn anew and small, without
// what a camera writes beside the picture.
// Owner: AccountView. Thread: UI. Errors are said in the status line; the photo stays as it was.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/photo.h"
#include "ui/widgets/surface.h"

namespace siaga::ui {

class PhotoEditor : public Surface {
 public:
  PhotoEditor(wxWindow* parent, Desk& desk);

  /// Asks the hub for it.
  void open();
  /// Nobody's any more.
  void forget();

 private:
  void choose();
  void keep(std::string bytes);
  void remove();
  void show(const std::string& bytes);

  Desk& desk_;
  Photo* photo_;
  KeyButton *choose_, *remove_;
};

}  // namespace siaga::ui
