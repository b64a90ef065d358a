// Somebody's account, as administrators read it. UTF-8. Thread: UI.
#pragma once

#include "protocol/person_account.h"

#include <string>

namespace siaga::ui {

/// Open or closed since when; how they sign in.
std::string account_state_words(const protocol::PersonAccount& account, base::Instant now, const std::string& zone);
/// What closing the account of `name` ends, and what stays.
std::string closing_words(const std::string& name, const protocol::PersonAccount& account);
/// Of mails that the mail server doesn't take; empty when all have left.
std::string late_mail_words(const protocol::LateMails& mails, base::Instant now, const std::string& zone);

}  // namespace siaga::ui
