#include "field/text.h"

#include <libintl.h>

#include <clocale>
#include <cstdlib>

namespace siaga::field {

void load_language(const std::filesystem::path& folder, const std::string& lang) {
  // gettext translates in no locale called "C"; C.UTF-8 is on every machine.
  if (std::setlocale(LC_ALL, "C.UTF-8") == nullptr) std::setlocale(LC_ALL, "");
  ::setenv("LANGUAGE", lang.starts_with("en") ? "en" : "id", 1);
  ::bindtextdomain("siaga", folder.c_str());
  ::bind_textdomain_codeset("siaga", "UTF-8");
  ::textdomain("siaga");
}

std::string tr(const char* msgid) { return ::gettext(msgid); }

std::string fill(const std::string& text, fmt::format_args args) {
  try {
    return fmt::vformat(text, args);
  } catch (const fmt::format_error&) {
    return text;
  }
}

}  // namespace siaga::field
