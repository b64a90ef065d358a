#include "base/log.h"
#include "field/account.h"
#include "field/commands.h"
#include "field/text.h"

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// As gettext ranks them.
std::string language() {
  for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (auto value = variable(name); !value.empty()) return value;
  return {};
}

}  // namespace

int main(int count, char** words) {
  using namespace siaga;
  try {
    field::load_language(SIAGA_LOCALE_DIR, language());
    const auto resources = variable("SIAGA_RESOURCES");
    field::Surroundings here;
    here.state_folder = field::default_state_folder();
    here.organisation =
        std::filesystem::path{resources.empty() ? SIAGA_RESOURCES_DIR : resources} / "demo/organisation.json";
    if (const char* password = std::getenv("SIAGA_PASSWORD")) here.password = password;
    here.say = [](const std::string& line) { std::cout << line << std::endl; };
    here.complain = [](const std::string& line) { std::cerr << line << std::endl; };
    return field::run_command(here, {words + 1, words + count});
  } catch (const std::exception& fault) {
    base::log::error("field.failed", {{"why", fault.what()}});
    return 1;
  }
}
