// What a console remembers of its person's choices: hubs with what they are believed by, language, look, sound.
// No password and no token: those are the SecretStore's. File: $XDG_CONFIG_HOME/siaga/console.json, 0600.
// Owner: the application. Thread: one.
#pragma once

#include "base/result.h"
#include "console/screen_lock.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

enum class Theme { system, dark, light };

struct KnownHub {
  std::string address;      ///< as typed, "127.0.0.1:7443"
  std::string fingerprint;  ///< pinned, "AB:CD:…"
  std::string login;        ///< who signed in last; the person may have cleared it
  /// A PEM file of certificate authorities, believed instead of the fingerprint; empty: the fingerprint counts.
  std::string authorities{};

  friend bool operator==(const KnownHub&, const KnownHub&) = default;
};

struct Settings {
  std::vector<KnownHub> hubs;  ///< the one used last is first
  std::string language;        ///< "id", "en", or empty: as the system, else Indonesian
  Theme theme = Theme::system;
  double volume = 1.0;  ///< of recordings, 0…1; the siren has none
  std::chrono::minutes lock_after = ScreenLock::usual_pause;
  /// The digest of the token of a sign-in that was left locked: it stays so when the program begins anew.
  std::string locked_session;
  std::string console_name;  ///< "KONSOL-2"; empty: the machine's name
  std::string device{};      ///< random; hubs know this console again by what is made of it. It opens nothing

  friend bool operator==(const Settings&, const Settings&) = default;
};

/// The hub known by this address, or nullptr.
const KnownHub* find_hub(const Settings& settings, const std::string& address);
/// Puts the hub first, exchanging what was known of its address.
void remember_hub(Settings& settings, KnownHub hub);

/// $XDG_CONFIG_HOME/siaga/console.json, else below ~/.config.
std::filesystem::path default_settings_file();
/// $XDG_STATE_HOME/siaga, else below ~/.local/state: what last_seen.h keeps.
std::filesystem::path default_state_folder();

/// An absent file is a fresh Settings. Members that are missing or of another type keep their defaults, unknown ones
/// are ignored. Errors: corrupt (no JSON object), internal.
base::Result<Settings> load_settings(const std::filesystem::path& file);
/// Atomically; makes the folder. Errors: storage_full, internal.
base::Result<void> save_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace siaga::console
