#include "ui/sign_in/password_words.h"

#include "ui/text.h"

namespace siaga::ui {

std::string password_too_short() { return tr("A password has at least {} characters.", fewest_password_characters); }

std::optional<std::string> refused_password(const base::Error& error) {
  const auto& field = error.field;
  if (error.fault != base::Fault::invalid || !field.starts_with("password_")) return std::nullopt;
  if (field == "password_short") return password_too_short();
  if (field == "password_long") return tr("This password is too long: 1024 bytes are the most.");
  if (field == "password_login") return tr("This is your own e-mail or NRP: whoever knows you would try it first.");
  if (field == "password_common") return tr("Too many people use this password: it is among the first that are tried.");
  if (field == "password_own_word")
    return tr(
        "This is a word of your organisation with no more than digits and signs around it: everybody here would try "
        "it first.");
  if (field == "password_same") return tr("This is the present password.");
  return tr("The hub refuses this password.");  // for a reason that is younger than this console
}

}  // namespace siaga::ui
