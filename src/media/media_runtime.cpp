#include "media/media_runtime.h"

#include "media/audio_sink.h"

#include "base/log.h"

#include <gst/gst.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <string_view>

namespace siaga::media {
namespace {

// Everything that the player, the siren, the probe and the demonstration camera use. Nothing here opens an address.
constexpr std::array<std::string_view, 28> allowed_plugins{"coreelements",
                                                           "app",
                                                           "isomp4",
                                                           "matroska",
                                                           "mpegtsdemux",
                                                           "mpegtsmux",
                                                           "videoparsersbad",
                                                           "audioparsers",
                                                           "opusparse",
                                                           "libav",
                                                           "vpx",
                                                           "aom",
                                                           "opus",
                                                           "vorbis",
                                                           "ogg",
                                                           "wavparse",
                                                           "videofilter",
                                                           "videoconvert",
                                                           "videoconvertscale",
                                                           "audioconvert",
                                                           "audioresample",
                                                           "audiofx",
                                                           "volume",
                                                           "autodetect",
                                                           "pulseaudio",
                                                           "alsa",
                                                           "jpeg",
                                                           "x264"};
constexpr std::string_view png_plugin = "png";

bool is_allowed(std::string_view plugin) {
  return plugin == png_plugin ||
         std::find(allowed_plugins.begin(), allowed_plugins.end(), plugin) != allowed_plugins.end();
}

void forget_other_plugins() {
  GstRegistry* registry = gst_registry_get();
  GList* plugins = gst_registry_get_plugin_list(registry);
  for (GList* each = plugins; each; each = each->next) {
    auto* plugin = static_cast<GstPlugin*>(each->data);
    const std::string_view name = gst_plugin_get_name(plugin);
    if (!is_allowed(name) && name != "staticelements") gst_registry_remove_plugin(registry, plugin);
  }
  gst_plugin_list_free(plugins);
}

base::Result<void> link_plugins(const std::filesystem::path& folder) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  for (const auto& entry : std::filesystem::directory_iterator(SIAGA_GSTREAMER_PLUGINS, fault)) {
    const std::string file = entry.path().filename();
    if (!file.starts_with("libgst") || !file.ends_with(".so") || !is_allowed(file.substr(6, file.size() - 9))) continue;
    const auto link = folder / file;
    if (!std::filesystem::exists(link)) {
      std::filesystem::remove(link, fault);
      std::filesystem::create_symlink(entry.path(), link, fault);
    }
    if (fault) break;
  }
  if (fault) return base::fail(base::Fault::internal, folder.string() + ": " + fault.message());
  return {};
}

}  // namespace

base::Result<void> confine_plugins(const std::filesystem::path& folder) {
  if (auto linked = link_plugins(folder); !linked) return linked;
  use_plugins(folder);
  return {};
}

void use_plugins(const std::filesystem::path& folder) {
  ::setenv("GST_PLUGIN_SYSTEM_PATH_1_0", folder.c_str(), 1);
  ::setenv("GST_PLUGIN_PATH_1_0", "", 1);
  ::setenv("GST_REGISTRY_1_0", (folder / "registry.bin").c_str(), 1);
}

base::Result<void> start_media() {
  static std::once_flag once;
  static bool started = false;
  std::call_once(once, [] {
    GError* error = nullptr;
    started = gst_init_check(nullptr, nullptr, &error) != FALSE;
    if (error) {
      base::log::error("media.start-failed", {{"detail", error->message}});
      g_error_free(error);
    }
    if (started) forget_other_plugins();
  });
  if (!started) return base::fail(base::Fault::unavailable, "GStreamer does not start");
  return {};
}

gst::Element make_audio_sink(const char* name) {
  const char* chosen = std::getenv("SIAGA_AUDIO_SINK");
  auto sink = gst::make(chosen && *chosen ? chosen : "autoaudiosink", name);
  if (!sink) sink = gst::make("fakesink", name);
  if (sink && g_object_class_find_property(G_OBJECT_GET_CLASS(sink.get()), "sync"))
    g_object_set(sink.get(), "sync", TRUE, nullptr);
  return sink;
}

}  // namespace siaga::media
