#include "hub/password_rules.h"

#include "base/file.h"

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

base::Error refused(std::string why) { return fail(Fault::invalid, std::move(why), "password"); }

}  // namespace

Result<PasswordRules> PasswordRules::load(const std::filesystem::path& common) {
  const auto text = base::read_file(common);
  if (!text) return text.error();
  PasswordRules rules;
  std::istringstream lines{*text};
  for (std::string line; std::getline(lines, line);) rules.common_.insert(line);
  return rules;
}

Result<void> PasswordRules::check(const std::string& password, const domain::Person& person) const {
  if (characters(password) < fewest_characters)
    return refused("a password has at least " + std::to_string(fewest_characters) + " characters");
  if (password.size() > most_bytes) return refused("a password has at most " + std::to_string(most_bytes) + " bytes");
  const auto plain = lower(password);
  if (plain == lower(person.email) || plain == lower(person.nrp))
    return refused("a password is something else than the e-mail or the NRP");
  if (common_.contains(plain)) return refused("too many people use this password: it would be the first to be tried");
  return {};
}

}  // namespace siaga::hub
