#include "ui/text.h"

#include <wx/translation.h>

#include <exception>
#include <memory>

namespace siaga::ui {

void load_language(const std::filesystem::path& folder, const std::string& language) {
  auto translations = std::make_unique<wxTranslations>();
  wxFileTranslationsLoader::AddCatalogLookupPathPrefix(wx(folder.string()));
  translations->SetLanguage(wx(language));
  translations->AddCatalog("siaga", wxLANGUAGE_ENGLISH);
  wxTranslations::Set(translations.release());  // wx owns it from here on
}

std::string tr(const char* msgid) { return utf8(wxGetTranslation(wxString::FromUTF8(msgid))); }

std::string tr_n(const char* one, const char* many, std::uint64_t count) {
  return utf8(wxGetTranslation(wxString::FromUTF8(one), wxString::FromUTF8(many), static_cast<unsigned>(count)));
}

std::string fill(const std::string& text, fmt::format_args args) {
  try {
    return fmt::vformat(text, args);
  } catch (const fmt::format_error&) {
    return text;
  }
}

wxString wx(std::string_view text) {
  auto valid = wxString::FromUTF8(text.data(), text.size());
  return valid.empty() && !text.empty() ? wxString("?") : valid;
}

std::string utf8(const wxString& text) {
  const auto bytes = text.utf8_str();
  return {bytes.data(), bytes.length()};
}

namespace {

/// U+202A–202E and U+2066–2069 turn the reading of all that follows in the row.
bool turns_reading(std::string_view rest) {
  if (rest.size() < 3) return false;
  const auto last = static_cast<unsigned char>(rest[2]);
  if (rest.starts_with("\xE2\x80")) return last >= 0xAA && last <= 0xAE;
  return rest.starts_with("\xE2\x81") && last >= 0xA6 && last <= 0xA9;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) switch (text[at]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (turns_reading(text.substr(at)))
          at += 2;
        else
          out += text[at];
    }
  return out;
}

}  // namespace siaga::ui
