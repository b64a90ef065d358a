// Words for people: English msgids become the chosen language through gettext; text is UTF-8 until it enters a widget.
// xgettext keywords: tr, tr_n:1,2. Placeholders are {} and {0}, so that a translation may reorder them.
// Thread: the UI thread (the catalogue is loaded once, before the first window).
#pragma once

#include <wx/string.h>

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace siaga::ui {

/// Loads the catalogue of `language` ("id", "en") from `folder`/id/LC_MESSAGES/siaga.mo. English needs none.
void load_language(const std::filesystem::path& folder, const std::string& language);

/// The translation of `msgid`, or `msgid` itself.
std::string tr(const char* msgid);
/// With the language's plural of `count`.
std::string tr_n(const char* one, const char* many, std::uint64_t count);

/// Fills a translation's placeholders; a translation with wrong placeholders is shown as it stands.
std::string fill(const std::string& text, fmt::format_args args);

template <class... Args>
requires(sizeof...(Args) > 0) std::string tr(const char* msgid, const Args&... args) {
  return fill(tr(msgid), fmt::make_format_args(args...));
}
template <class... Args>
requires(sizeof...(Args) > 0) std::string
    tr_n(const char* one, const char* many, std::uint64_t count, const Args&... args) {
  return fill(tr_n(one, many, count), fmt::make_format_args(args...));
}

/// Never through the C locale, which would lose "×".
wxString wx(std::string_view utf8);
std::string utf8(const wxString& text);

/// For Pango markup: & < > and quotes; marks that turn the direction of reading are left out.
std::string escaped(std::string_view text);

}  // namespace siaga::ui
