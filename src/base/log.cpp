#include "base/log.h"

#include "base/clock.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <memory>

namespace siaga::base::log {

namespace {

spdlog::logger& logger() {
  // The one line of standard error that all threads share; never destroyed, since destructors of others may log.
  static auto& shared = *[] {
    auto made = std::make_unique<spdlog::logger>("siaga", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    return made.release();
  }();
  return shared;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

/// Graphic ASCII that can't be taken for the end of a value, a quote, an escape or another key.
bool is_harmless(char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '='; }

/// What stands as it is between quotes.
bool is_plain(char c) { return is_harmless(c) || c == ' ' || c == '='; }

}  // namespace

void set_level(Level level) { logger().set_level(to_spdlog(level)); }

void write(Level level, std::string_view event, Fields fields) {
  auto& out = logger();
  const auto as_spdlog = to_spdlog(level);
  if (!out.should_log(as_spdlog)) return;
  std::string line = to_rfc3339(SystemClock{}.now());
  line += ' ';
  line += name_of(level);
  line += ' ';
  line += event;
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    line += escaped(value);
  }
  out.log(as_spdlog, spdlog::string_view_t{line.data(), line.size()});
}

std::string describe(const Error& error) { return Failure(error).what(); }

std::string escaped(std::string_view value) {
  if (!value.empty() && std::ranges::all_of(value, is_harmless)) return std::string{value};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\"";
  for (const char c : value) {
    if (is_plain(c)) {
      text += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return text += '"';
}

}  // namespace siaga::base::log
