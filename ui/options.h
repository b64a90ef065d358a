// What the command line and the environment ask for. Thread: values.
#pragma once

#include <wx/gdicmn.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace siaga::ui {

struct Options {
  std::string hub;             ///< --hub ADDR:PORT; empty: the one used last
  std::string pin;             ///< --pin FINGERPRINT: known from elsewhere, as ./siaga run does for its own hub
  std::string authorities;     ///< --ca FILE, absolute: console/authorities.h; believed instead of a fingerprint
  bool demo = false;           ///< --demo or SIAGA_DEMO=1: the sign-in page offers the demonstration supervisor
  std::string theme;           ///< --theme dark|light
  std::string language;        ///< --lang id|en
  std::optional<wxSize> size;  ///< --size WxH; the screen's otherwise
};

/// The options, or the text to print with the exit code: 0 for --help, 2 for a mistake.
struct Usage {
  std::string text;
  int exit_code = 2;
};
std::variant<Options, Usage> parse_options(const std::vector<std::string>& arguments);

}  // namespace siaga::ui
