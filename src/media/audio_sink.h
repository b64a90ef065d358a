// Where sound goes. Private to src/media.
#pragma once

#include "media/gst_handles.h"

namespace siaga::media {

/// The sink that SIAGA_AUDIO_SINK names, else the system's; a silent one when there is none. It plays at the pace of
/// the clock. A machine without a device shows as a warning on the bus from the element called `name`.
gst::Element make_audio_sink(const char* name);

}  // namespace siaga::media
