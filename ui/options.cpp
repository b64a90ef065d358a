#include "ui/options.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>

namespace siaga::ui {
namespace {

constexpr const char* usage =
    "siaga [--hub ADDRESS:PORT] [--pin FINGERPRINT | --ca FILE] [--demo] [--theme dark|light] [--lang id|en] [--size "
    "WIDTHxHEIGHT]\n"
    "The supervisor's console. Keys: F1.\n";

std::optional<wxSize> size_of(const std::string& text) {
  int width = 0;
  int height = 0;
  const auto* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != 'x') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, height);
  if (second.ec != std::errc{} || second.ptr != end || width < 640 || height < 480) return std::nullopt;
  return wxSize(width, height);
}

Usage mistake(const std::string& what) { return {"siaga: " + what + "\n" + usage, 2}; }

}  // namespace

std::variant<Options, Usage> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  if (const char* demo = std::getenv("SIAGA_DEMO")) options.demo = std::string_view(demo) == "1";
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const auto& name = arguments[at];
    if (name == "--help" || name == "-h") return Usage{usage, 0};
    if (name == "--demo") {
      options.demo = true;
      continue;
    }
    if (at + 1 >= arguments.size()) return mistake(name + " isn't an option, or lacks its value");
    const auto& value = arguments[++at];
    if (name == "--hub") {
      options.hub = value;
    } else if (name == "--pin") {
      options.pin = value;
    } else if (name == "--ca") {
      options.authorities = std::filesystem::absolute(value).string();  // it is remembered with the hub
    } else if (name == "--theme" && (value == "dark" || value == "light")) {
      options.theme = value;
    } else if (name == "--lang" && (value == "id" || value == "en")) {
      options.language = value;
    } else if (name == "--size" && size_of(value)) {
      options.size = size_of(value);
    } else {
      return mistake("can't understand " + name + " " + value);
    }
  }
  return options;
}

}  // namespace siaga::ui
