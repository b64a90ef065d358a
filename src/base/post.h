// Post: "run this on the thread that owns me". Injected by main, so that engines never name the toolkit.
// The UI's Post is wired to wx's CallAfter and drops work once its window is gone.
#pragma once

#include <functional>

namespace siaga::base {

using Post = std::function<void(std::function<void()>)>;

}  // namespace siaga::base
