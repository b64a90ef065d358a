// Desk: what every view of the signed-in console works with. Owner: the application; outlives all windows.
// Thread: UI.
#pragma once

#include "base/clock.h"
#include "base/post.h"
#include "base/signal.h"
#include "console/link.h"
#include "console/model.h"
#include "console/recording_previews.h"
#include "console/secret_store.h"
#include "console/settings.h"
#include "ui/theme.h"

#include <filesystem>
#include <functional>
#include <string>

namespace siaga::ui {

struct Desk {
  const base::Clock& clock;
  console::Model& model;
  console::Link& link;
  console::RecordingPreviews& previews;
  console::SecretStore& secrets;
  console::Settings& settings;
  Theme& theme;
  base::Post post;
  std::filesystem::path resources;
  std::function<void()> save_settings;  ///< after a choice that should survive; a failure is logged

  base::Signal<> tick{};                            ///< once a second
  base::Signal<const std::string&, bool> notice{};  ///< a sentence for the status line; true: something failed

  /// Nothing takes back what was said, but no complaint.
  void say(const std::string& text) { notice.emit(text, false); }
  void complain(const std::string& text) { notice.emit(text, true); }
  /// The zone of the signed-in person.
  std::string zone() const { return model.zone_of(base::Id{}); }
  bool is_me(const base::Id& person) const { return model.session() && model.session()->person.id == person; }
};

}  // namespace siaga::ui
