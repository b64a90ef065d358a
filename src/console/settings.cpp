#include "console/settings.h"

#include "base/file.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>

namespace siaga::console {

namespace json = boost::json;

namespace {

constexpr std::pair<Theme, std::string_view> theme_names[] = {
    {Theme::system, "system"}, {Theme::dark, "dark"}, {Theme::light, "light"}};

std::filesystem::path folder_of(const char* variable, const char* below_home) {
  const char* set = std::getenv(variable);
  if (set && *set == '/') return set;  // the XDG specification ignores relative ones
  const char* home = std::getenv("HOME");
  return std::filesystem::path{home && *home ? home : "/"} / below_home;
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

Theme theme_of(std::string_view name) {
  for (const auto& [theme, known] : theme_names)
    if (name == known) return theme;
  return Theme::system;
}

std::string_view name_of(Theme theme) {
  for (const auto& [known, name] : theme_names)
    if (theme == known) return name;
  return "system";
}

double volume_at(const json::object& root, double otherwise) {
  const auto* value = root.if_contains("volume");
  if (!value || !value->is_number()) return otherwise;
  return std::clamp(value->to_number<double>(), 0.0, 1.0);
}

std::chrono::minutes minutes_at(const json::object& root, std::string_view key, std::chrono::minutes otherwise) {
  const auto* value = root.if_contains(key);
  if (!value || !value->is_int64()) return otherwise;
  const auto most = ScreenLock::longest_pause.count();
  return ScreenLock::sane(std::chrono::minutes{std::clamp<std::int64_t>(value->get_int64(), 0, most)});
}

}  // namespace

const KnownHub* find_hub(const Settings& settings, const std::string& address) {
  const auto found = std::ranges::find(settings.hubs, address, &KnownHub::address);
  return found == settings.hubs.end() ? nullptr : &*found;
}

void remember_hub(Settings& settings, KnownHub hub) {
  std::erase_if(settings.hubs, [&](const KnownHub& one) { return one.address == hub.address; });
  settings.hubs.insert(settings.hubs.begin(), std::move(hub));
}

std::filesystem::path default_settings_file() {
  return folder_of("XDG_CONFIG_HOME", ".config") / "siaga" / "console.json";
}

std::filesystem::path default_state_folder() { return folder_of("XDG_STATE_HOME", ".local/state") / "siaga"; }

base::Result<Settings> load_settings(const std::filesystem::path& file) {
  const auto content = base::read_file(file, 1 << 20);
  if (!content && content.error().fault == base::Fault::not_found) return Settings{};
  if (!content) return content.error();
  boost::system::error_code broken;
  const auto document = json::parse(*content, broken);
  if (broken || !document.is_object()) return base::fail(base::Fault::corrupt, "no JSON object in " + file.string());
  const auto& root = document.get_object();
  Settings settings;
  if (const auto* hubs = root.if_contains("hubs"); hubs && hubs->is_array())
    for (const auto& entry : hubs->get_array())
      if (const auto* hub = entry.if_object())
        settings.hubs.push_back({text_at(*hub, "address"), text_at(*hub, "fingerprint"), text_at(*hub, "login"),
                                 text_at(*hub, "authorities")});
  settings.language = text_at(root, "language");
  settings.theme = theme_of(text_at(root, "theme"));
  settings.volume = volume_at(root, settings.volume);
  settings.lock_after = minutes_at(root, "lock_after_minutes", settings.lock_after);
  settings.locked_session = text_at(root, "locked_session");
  settings.console_name = text_at(root, "console_name");
  settings.device = text_at(root, "device");
  return settings;
}

base::Result<void> save_settings(const std::filesystem::path& file, const Settings& settings) {
  json::array hubs;
  for (const auto& hub : settings.hubs)
    hubs.push_back(json::object{{"address", hub.address},
                                {"fingerprint", hub.fingerprint},
                                {"login", hub.login},
                                {"authorities", hub.authorities}});
  json::object root;
  root["hubs"] = std::move(hubs);
  root["language"] = settings.language;
  root["theme"] = name_of(settings.theme);
  root["volume"] = settings.volume;
  root["lock_after_minutes"] = settings.lock_after.count();
  root["locked_session"] = settings.locked_session;
  root["console_name"] = settings.console_name;
  root["device"] = settings.device;
  if (auto made = base::make_folder(file.parent_path()); !made) return made.error();
  return base::write_atomically(file, json::serialize(root));
}

}  // namespace siaga::console
