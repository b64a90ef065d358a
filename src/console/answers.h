// What the clients of the link do with a 2xx answer: read its body, or need none.
// Thread: that of the client, the UI thread.
#pragma once

#include "base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace siaga::console {

using Answer = std::function<void(base::Result<std::string>)>;  ///< the body of a 2xx answer
template <class T>
using Done = std::function<void(base::Result<T>)>;

/// Reads the body with `decode`, then hands it on.
template <class T>
Answer decoded(base::Result<T> (*decode)(std::string_view), Done<T> done) {
  return [decode, done = std::move(done)](base::Result<std::string> body) {
    if (!body) return done(body.error());
    done(decode(*body));
  };
}

inline Answer without_body(Done<void> done) {
  return [done = std::move(done)](const base::Result<std::string>& body) {
    if (!body) return done(body.error());
    done({});
  };
}

}  // namespace siaga::console
