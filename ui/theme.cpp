#include "ui/theme.h"

#include "base/file.h"
#include "base/log.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/settings.h>

#include <regex>

namespace siaga::ui {
namespace {

std::map<std::string, wxColour, std::less<>> palette_of(const std::string& sheet) {
  std::map<std::string, wxColour, std::less<>> palette;
  static const std::regex line(R"(@define-color\s+([a-z0-9_]+)\s+(#[0-9a-fA-F]{6})\s*;)");
  for (std::sregex_iterator at(sheet.begin(), sheet.end(), line), end; at != end; ++at)
    palette[(*at)[1].str()] = wxColour((*at)[2].str());
  return palette;
}

}  // namespace

Theme::Theme(std::filesystem::path resources) : resources_(std::move(resources)) {
  // Asked before our own sheet stands in the way.
  system_dark_ = wxSystemSettings::GetAppearance().IsDark();
  native::when_system_theme_changes([this] {
    native::remove_sheet();
    system_dark_ = wxSystemSettings::GetAppearance().IsDark();
    apply();
  });
}

void Theme::choose(Kind kind) {
  kind_ = kind;
  apply();
}

void Theme::apply() {
  dark_ = kind_ == Kind::system ? system_dark_ : kind_ == Kind::dark;
  const auto folder = resources_ / "theme";
  const auto colours = base::read_file(folder / (dark_ ? "dark.css" : "light.css")).value();
  const auto rules = base::read_file(folder / "siaga.css").value();
  palette_ = palette_of(colours);
  native::apply_sheet(colours + rules, dark_);
  changed.emit();
}

wxColour Theme::colour(std::string_view name) const {
  const auto at = palette_.find(name);
  return at == palette_.end() ? wxColour(255, 0, 255) : at->second;
}

std::string Theme::hex(std::string_view name) const { return utf8(colour(name).GetAsString(wxC2S_HTML_SYNTAX)); }

wxBitmapBundle Theme::icon(const std::string& name, std::string_view colour_name, int pixels) const {
  auto svg = base::read_file(resources_ / "icons" / (name + ".svg"));
  if (!svg) {
    base::log::warning("theme.no_icon", {{"name", name}, {"why", base::log::describe(svg.error())}});
    return {};
  }
  auto text = std::move(*svg);
  static constexpr std::string_view current = "currentColor";
  for (auto at = text.find(current); at != std::string::npos; at = text.find(current, at))
    text.replace(at, current.size(), hex(colour_name));
  return wxBitmapBundle::FromSVG(text.c_str(), wxSize(pixels, pixels));
}

Theme::Kind theme_kind(std::string_view name) {
  return name == "dark" ? Theme::Kind::dark : name == "light" ? Theme::Kind::light : Theme::Kind::system;
}

}  // namespace siaga::ui
