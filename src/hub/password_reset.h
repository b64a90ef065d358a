// The forgotten password (R30), as decisions on the store thread: a six-digit code goes to the registered e-mail, or an
// administrator makes one and tells it by voice to whoever has no e-mail or whose hub sends none; with it a new
// password is set, once, within 15 minutes and five tries. What the hub says never tells whether an address is known,
// and what it does takes as long: an unknown one is written down, too. Thread: that of the Ledger. Errors:
// StoreFailure, and as each function says.
#pragma once

#include "domain/person.h"
#include "hub/mail_texts.h"
#include "protocol/command.h"
#include "store/reset_code_table.h"
#include "store/store_thread.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace siaga::hub::password_reset {

inline constexpr std::chrono::minutes valid_for{15};
inline constexpr int most_tries = 5;
/// Of a person in 24 hours: so many mails can be sent to a stranger, and so many times five guesses are there. What
/// their own console asks for is counted apart, so that strangers can't use it up.
inline constexpr int most_codes_of_day = 10;
/// Of them for one address that isn't a known console's.
inline constexpr int most_codes_of_address = 3;

/// Six digits, each code as likely as any other.
std::string make_code();

/// Keeps `code` in place of an earlier one, the mail that carries it, and the event. A known console's code and that of
/// anybody else stand side by side: neither replaces the other or has its tries. `peer`: the address that asks.
void request(store::Ledger& ledger, const protocol::RequestReset& wish, const std::string& peer,
             const std::string& code);

/// Keeps `code` in place of an earlier one of an administrator's, and the event, which names them. It guards itself
/// like a mailed one, from which it stands apart. Until when it is good. Errors: too_many (in 24 hours), conflict
/// (`field` "closed_account").
base::Result<base::Instant> give(store::Ledger& ledger, const domain::Person& person,
                                 const domain::Person& administrator, const std::string& code);

/// Somebody who has shown the right code.
struct Allowed {
  base::Id code;
  store::reset_code_table::AskedBy asked_by = store::reset_code_table::AskedBy::anybody;
  domain::Person person;
};
/// By e-mail or NRP. Nothing for a wrong, used, expired or guessed code and an unknown address: they look the same.
/// Counts the try for each code that it could have been.
std::optional<Allowed> check(store::Ledger& ledger, const protocol::ConfirmReset& wish);

/// The error for all of those: conflict, `field` "code".
base::Error wrong_code();

/// A mail to somebody whose password or second factor was changed, in case it wasn't them; nobody without an e-mail
/// gets one.
void tell_changed(store::Ledger& ledger, const domain::Person& person, MailText text);

/// Uses the code up and sets the hash; ends all sessions of that person and says which. `by_mail`: the hub sends some.
/// Errors: wrong_code() when it was used or replaced meanwhile.
base::Result<std::vector<base::Sha256>> finish(store::Ledger& ledger, const Allowed& allowed,
                                               const std::string& password_hash, bool by_mail);

}  // namespace siaga::hub::password_reset
