// FingerprintPanel: why a hub is believed, or isn't. At the first meeting its fingerprint in groups for eyes to
// compare, with a button that says yes, or the file of an authority that vouches for it; later, what is no longer as it
// was, what that may mean and what to do. Owner: the sign-in page. Thread: UI.
#pragma once

#include "ui/theme.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <string>

namespace siaga::ui {

class FingerprintPanel : public Surface {
 public:
  FingerprintPanel(wxWindow* parent, Theme& theme);

  /// Shows itself; `trusted` when a person says that both are equal, `believed` with the path that they gave instead.
  /// Nothing is read or remembered here.
  void show_first(const std::string& hub, const std::string& fingerprint, std::function<void()> trusted,
                  std::function<void(const std::string& file)> believed);
  /// The refusal; `forget` when the administrator has confirmed the new one.
  void show_changed(const std::string& hub, const std::string& pinned, const std::string& presented,
                    std::function<void()> forget);
  /// The same for a hub that the authority in `file` doesn't vouch for; or whose file can't be used, as `unusable`
  /// says.
  void show_unvouched(const std::string& hub, const std::string& file, const std::string& unusable,
                      std::function<void()> forget);

  /// Cancelled, in either case.
  std::function<void()> on_leave = [] {};

 private:
  Surface* make_authority();
  void arrange();
  void believe();

  Label *title_, *text_, *first_caption_, *first_, *second_caption_, *second_, *advice_;
  KeyButton *yes_, *leave_;
  Surface* authority_;  ///< the other way to believe a hub
  Label* authority_text_;
  PathField* file_;
  std::function<void()> act_;
  std::function<void(const std::string& file)> believe_;
};

}  // namespace siaga::ui
