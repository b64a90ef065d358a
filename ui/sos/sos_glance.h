// SosGlance: what is in a recording before anybody opens it: twelve pictures and how loud it is, at the foot of the
// queue, of the row under the pointer or under the keys (Shift+↑ ↓), else of the selected one. Always as high, so that
// nothing moves; fetched when it is looked at. Owner: SosView. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/sos/glance_choice.h"
#include "ui/sos/glance_strip.h"
#include "ui/sos/sos_list.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class SosGlance : public Surface {
 public:
  /// The rows of `lists` are those that can be looked into, from the top. `width`: pixels that it will have.
  SosGlance(wxWindow* parent, Desk& desk, std::array<SosList*, 2> lists, int width);

  /// This one is selected, or nothing.
  void select(const std::optional<base::Id>& sos);
  void step(int by);
  /// Back to the selected one. True when keys had gone elsewhere.
  bool let_go();
  /// Where the keys have gone; nothing: they haven't.
  const std::optional<base::Id>& by_keys() const { return choice_.by_keys(); }
  /// Rows have come, gone or changed.
  void refresh();

  /// Whether Enter now means the row that the keys look into.
  std::function<void(bool)> on_enter_taken = [](bool) {};

 private:
  std::vector<base::Id> rows() const;
  void show();
  void show_recording(const console::Matter& matter);
  void show_words(const std::string& words);

  Desk& desk_;
  std::array<SosList*, 2> lists_;
  int width_;
  GlanceChoice choice_;
  std::optional<base::Id> shown_;  ///< the recording
  Label *head_, *hint_, *words_;
  GlanceStrip* strip_;
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
