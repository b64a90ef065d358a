// Private: a request's target as sent → a path that two readers can't understand differently, and the query's values.
// Pure. Thread: any.
#pragma once

#include "base/result.h"
#include "net/http_message.h"

#include <string>
#include <string_view>

namespace siaga::net {

struct Target {
  std::string path;
  Headers parameters;
};

/// Only origin-form ("/path?query"). "." and ".." are resolved, empty segments kept, '+' in the query is a space.
/// Errors: invalid: anything else, a path that climbs above its root, encoded '/', control characters, text that
/// isn't UTF-8, a broken percent sequence.
base::Result<Target> parse_target(std::string_view text);

/// Whether all of it is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

}  // namespace siaga::net
