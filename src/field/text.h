// Words for people on a terminal: English msgids, Indonesian by default, English when LANG says so.
// xgettext keyword: tr. Placeholders are {} and {0}. Thread: any, after load_language().
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string>

namespace siaga::field {

/// Chooses by `lang` (the value of LANG or LC_ALL; empty is fine): "en…" is English, everything else Indonesian.
/// `folder` holds id/LC_MESSAGES/siaga.mo. Changes the process' locale and environment: call it first in main.
void load_language(const std::filesystem::path& folder, const std::string& lang);

std::string tr(const char* msgid);

/// A translation with wrong placeholders is shown as it stands.
std::string fill(const std::string& text, fmt::format_args args);

template <class... Args>
requires(sizeof...(Args) > 0) std::string tr(const char* msgid, const Args&... args) {
  return fill(tr(msgid), fmt::make_format_args(args...));
}

}  // namespace siaga::field
