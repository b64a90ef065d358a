// App: puts clock, model, link and window together, in the order in which they depend on each other; OnExit takes them
// apart the other way round, the link's thread first.
// Owner: wx. Thread: UI. Errors: what can't start is logged and becomes the exit code (1; 2 for a mistake in options).
#pragma once

#include "ui/desk.h"
#include "ui/options.h"

#include <wx/app.h>

#include <filesystem>
#include <memory>

namespace siaga::ui {

class MainFrame;

class App : public wxApp {
 public:
  bool OnInit() override;
  int OnRun() override;
  int OnExit() override;
  bool OnExceptionInMainLoop() override;
  /// Options are parse_options'; wx has none.
  void OnInitCmdLine(wxCmdLineParser&) override {}
  bool OnCmdLineParsed(wxCmdLineParser&) override { return true; }

 private:
  void start(const Options& options);
  void save_settings() const;

  base::SystemClock clock_;
  std::filesystem::path settings_file_;
  console::Settings settings_;
  std::unique_ptr<Theme> theme_;
  std::unique_ptr<console::Model> model_;
  std::unique_ptr<console::SecretStore> secrets_;
  std::unique_ptr<console::Link> link_;
  std::unique_ptr<console::RecordingPreviews> previews_;
  std::unique_ptr<Desk> desk_;
  base::Connection on_session_;
  int exit_code_ = -1;  ///< set: nothing was started, only leave
};

}  // namespace siaga::ui
