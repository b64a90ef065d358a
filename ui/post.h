// The UI's Post: work from other threads runs on the UI thread, and is dropped once the last window is gone.
// Thread: the result may be called from any while the application lives. Views guard themselves with wxWeakRef.
#pragma once

#include "base/post.h"

namespace siaga::ui {

/// What the work throws is logged: a bug in one answer must not end the night shift.
base::Post make_post();

}  // namespace siaga::ui
