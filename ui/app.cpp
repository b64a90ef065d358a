#include "ui/app.h"

#include "base/digest.h"
#include "base/log.h"
#include "ui/main_frame.h"
#include "ui/post.h"
#include "ui/text.h"

#include <wx/stdpaths.h>
#include <wx/utils.h>

#include <cstdio>
#include <cstdlib>

namespace siaga::ui {
namespace {

std::filesystem::path folder_from(const char* variable, const char* otherwise) {
  const char* value = std::getenv(variable);
  return value && *value ? value : otherwise;
}

std::filesystem::path cache_folder() {
  const char* home = std::getenv("XDG_CACHE_HOME");
  return (home && *home ? std::filesystem::path(home) : std::filesystem::path(utf8(wxGetHomeDir())) / ".cache") /
         "siaga";
}

std::vector<std::string> arguments_of(const wxArrayString& arguments) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at < arguments.size(); ++at) out.push_back(utf8(arguments[at]));
  return out;
}

Theme::Kind kind_of(console::Theme theme) {
  return theme == console::Theme::dark    ? Theme::Kind::dark
         : theme == console::Theme::light ? Theme::Kind::light
                                          : Theme::Kind::system;
}

}  // namespace

bool App::OnInit() {
  SetAppName("siaga");
  const auto parsed = parse_options(arguments_of(argv.GetArguments()));
  if (const auto* usage = std::get_if<Usage>(&parsed)) {
    std::fputs(usage->text.c_str(), usage->exit_code == 0 ? stdout : stderr);
    exit_code_ = usage->exit_code;
    return true;
  }
  try {
    start(std::get<Options>(parsed));
    return true;
  } catch (const std::exception& failure) {
    base::log::error("console.not_started", {{"why", failure.what()}});
    exit_code_ = 1;
    return true;
  }
}

void App::start(const Options& options) {
  settings_file_ = console::default_settings_file();
  if (auto loaded = console::load_settings(settings_file_))
    settings_ = std::move(*loaded);
  else
    base::log::warning("settings.unreadable", {{"error", base::log::describe(loaded.error())}});
  if (settings_.device.empty()) settings_.device = base::to_hex(base::random_bytes(32));  // saved with a sign-in
  const auto language = !options.language.empty()    ? options.language
                        : settings_.language.empty() ? "id"
                                                     : settings_.language;
  load_language(folder_from("SIAGA_LOCALE", SIAGA_LOCALE_DIR), language);

  const auto resources = folder_from("SIAGA_RESOURCES", SIAGA_RESOURCES_DIR);
  theme_ = std::make_unique<Theme>(resources);
  theme_->choose(options.theme.empty() ? kind_of(settings_.theme) : theme_kind(options.theme));

  auto name = settings_.console_name;
  if (name.empty()) name = utf8(wxGetHostName().Upper());
  model_ = std::make_unique<console::Model>(clock_);
  model_->set_console_name(name);
  const auto post = make_post();
  secrets_ = console::make_secret_store(post);
  link_ = std::make_unique<console::Link>(
      console::Link::Options{
          .console_name = name, .cache_folder = cache_folder() / "recordings", .device = settings_.device},
      clock_, post, *model_);
  previews_ = std::make_unique<console::RecordingPreviews>(console::RecordingPreviews::Source{
      [link = link_.get()](const base::Id& recording, std::size_t number, auto done) {
        link->fetch_poster(recording, number, std::move(done));
      },
      [link = link_.get()](const base::Id& recording, auto done) {
        link->fetch_loudness(recording, std::move(done));
      }});
  on_session_ = model_->session_changed.connect([this] {
    if (!model_->session()) previews_->forget();
  });
  desk_ = std::make_unique<Desk>(Desk{.clock = clock_,
                                      .model = *model_,
                                      .link = *link_,
                                      .previews = *previews_,
                                      .secrets = *secrets_,
                                      .settings = settings_,
                                      .theme = *theme_,
                                      .post = post,
                                      .resources = resources,
                                      .save_settings = [this] { save_settings(); }});
  auto* frame = new MainFrame(*desk_, options);  // wx destroys it
  frame->Show();
}

void App::save_settings() const {
  if (const auto saved = console::save_settings(settings_file_, settings_); !saved)
    base::log::warning("settings.not_saved", {{"error", base::log::describe(saved.error())}});
}

int App::OnRun() { return exit_code_ >= 0 ? exit_code_ : wxApp::OnRun(); }

int App::OnExit() {
  if (desk_) save_settings();
  // The link ends its thread first, so that nothing posts to what is going.
  link_.reset();
  secrets_.reset();
  desk_.reset();
  return wxApp::OnExit();
}

bool App::OnExceptionInMainLoop() {
  try {
    throw;
  } catch (const std::exception& failure) {
    base::log::error("console.exception", {{"what", failure.what()}});
  }
  return true;  // a bug in one view must not end the night shift
}

}  // namespace siaga::ui
