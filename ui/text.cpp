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

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

}  // namespace siaga::ui
