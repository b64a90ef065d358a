// Structured log: one line an event, `time level event key=value …`, to stderr (journald picks it up there).
// Values are escaped: text from outside can neither break a line nor forge a key.
// Thread: any.
#pragma once

#include "base/result.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace siaga::base::log {

enum class Level { debug, info, warning, error };

using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Lines below `level` are dropped. Default: info.
void set_level(Level level);

/// `event` is a short stable name in dotted form ("upload.finished"); it is not escaped.
void write(Level level, std::string_view event, Fields fields = {});

inline void debug(std::string_view event, Fields fields = {}) { write(Level::debug, event, fields); }
inline void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
inline void warning(std::string_view event, Fields fields = {}) { write(Level::warning, event, fields); }
inline void error(std::string_view event, Fields fields = {}) { write(Level::error, event, fields); }

/// "not-found: no such SOS (sos)", for a field of a line.
std::string describe(const Error& error);

/// What a value looks like in a line: bare when harmless, else quoted with \xNN escapes. Exposed for its test.
std::string escaped(std::string_view value);

}  // namespace siaga::base::log
