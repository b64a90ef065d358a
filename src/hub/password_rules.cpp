#include "hub/password_rules.h"

#include "base/file.h"
#include "hub/demo.h"

#include <algorithm>
#include <sstream>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

/// ASCII alone: the list has nothing else.
std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// The letters of a text, in lower case; what isn't ASCII counts as a letter.
std::string letters(const std::string& text) {
  std::string kept;
  for (const char c : lower(text))
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) kept += c;
  return kept;
}

base::Error refused(std::string code, std::string why) {
  return fail(Fault::invalid, std::move(why), "password_" + std::move(code));
}

}  // namespace

Result<PasswordRules> PasswordRules::load(const std::filesystem::path& common, const std::filesystem::path& own) {
  const auto text = base::read_file(common);
  if (!text) return text.error();
  PasswordRules rules;
  std::istringstream lines{*text};
  for (std::string line; std::getline(lines, line);) rules.common_.insert(line);
  const auto words = base::read_file(own);
  if (!words && words.error().fault != Fault::not_found) return words.error();
  std::istringstream own_lines{words ? *words : ""};
  for (std::string line; std::getline(own_lines, line);) rules.own_.insert(letters(line));
  rules.own_.insert("siaga");
  rules.own_.erase("");
  return rules;
}

Result<PasswordRules> PasswordRules::load_for(const std::filesystem::path& data) {
  return load(resources_folder() / "passwords" / "common.txt", data / "own-words.txt");
}

Result<void> PasswordRules::check(const std::string& password, const domain::Person& person) const {
  if (characters(password) < fewest_characters)
    return refused("short", "a password has at least " + std::to_string(fewest_characters) + " characters");
  if (password.size() > most_bytes)
    return refused("long", "a password has at most " + std::to_string(most_bytes) + " bytes");
  const auto plain = lower(password);
  if (plain == lower(person.email) || plain == lower(person.nrp))
    return refused("login", "a password is something else than the e-mail or the NRP");
  if (common_.contains(plain))
    return refused("common", "too many people use this password: it would be the first to be tried");
  if (own_.contains(letters(password))) return refused("own_word", "everybody here would think of this word first");
  return {};
}

}  // namespace siaga::hub
