// What the hub's mails say: Indonesian first, then English, since nobody is signed in who has chosen. Pure; no thread.
#pragma once

#include "domain/second_factor.h"

#include <string>

namespace siaga::hub {

struct MailText {
  std::string subject;
  std::string body;
};

/// Carries the code for a forgotten password (R30).
MailText reset_mail(const std::string& code);
/// Tells somebody that their password is another one now, in case it wasn't them.
MailText password_changed_mail();
/// Tells somebody that an administrator made a code, which the mail doesn't carry.
MailText code_given_mail(const std::string& administrator);
/// Tells somebody that an administrator took their second factor away.
MailText factor_removed_mail(const std::string& administrator);
/// Tells a system administrator that another one changed of whom a second factor is asked.
MailText factor_policy_mail(const std::string& administrator, const domain::FactorPolicy& policy);
/// The same as password_changed_mail, when it was changed by somebody who was signed in there and knew the old one.
MailText password_changed_at_mail(const std::string& console);

}  // namespace siaga::hub
