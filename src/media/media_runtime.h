// Start-up of GStreamer, at the first use and never at program start: it costs memory and 4–600 ms.
// SIAGA_AUDIO_SINK in the environment names the audio sink ("fakesink" for machines without sound); otherwise the
// system's is found (PulseAudio, then ALSA).
#pragma once

#include "base/result.h"

#include <filesystem>

namespace siaga::media {

/// Optional, strongest and quickest: lets GStreamer see nothing but links to the allowed plugins, in `folder`, with a
/// registry of its own there. Changes the environment, so call it in main before any thread starts, and before
/// start_media(). Errors: those of making the folder; then the system's plugins are used, cut to the same list.
base::Result<void> confine_plugins(const std::filesystem::path& folder);

/// The same with a folder that an earlier confine_plugins() has filled; nothing is written or checked.
void use_plugins(const std::filesystem::path& folder);

/// Initialises GStreamer once and forgets every plugin that is not on the allow-list. Thread: any; later calls cost
/// nothing. Player, Siren, DemoCamera and the probe call it themselves. Errors: unavailable.
base::Result<void> start_media();

}  // namespace siaga::media
