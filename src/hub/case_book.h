// What follows a decision about a user ID: its tables and its entry in the logbook, in one transaction. The desk does
// it for people, the case clock for the hub itself; both say the same. Thread: the store thread, inside a job. Errors:
// StoreFailure.
#pragma once

#include "domain/user_id_case.h"
#include "hub/events.h"
#include "store/letter_table.h"
#include "store/store_thread.h"

#include <optional>
#include <string>

namespace siaga::hub::case_book {

/// Who does it.
struct Hand {
  base::Id actor{};                        ///< nil: the hub
  std::optional<base::Id> version{};       ///< of that person
  std::optional<base::Id> on_behalf_of{};  ///< whose order it is (R42)
  std::optional<base::Id> on_behalf_of_version{};
};
/// The hub, under the case's order.
Hand under_order(const domain::UserIdCase& one);

/// An entry of the logbook: the body gets its number and the commitment of the entry before.
store::Appended enter(store::Ledger& ledger, const Hand& hand, protocol::EventKind kind, const base::Id& subject,
                      const base::Id& unit, protocol::EventBody body);

/// A user ID is in the logbook from here on.
store::Appended list(store::Ledger& ledger, const Hand& hand, const domain::UserId& user_id);

/// `sha256`: of the letter.
store::Appended open(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                     const domain::UserId& user_id, const domain::Application& application,
                     const std::optional<base::Sha256>& sha256);
/// Its letter came later. `sha256`: of it.
store::Appended add_letter(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                           const base::Sha256& sha256);
/// request, lapse, hand over, document, reopen, withdraw: keeps the case as it is now and says why.
store::Appended say(store::Ledger& ledger, const Hand& hand, protocol::EventKind kind, const domain::UserIdCase& one,
                    const std::string& text);
store::Appended order(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one);
store::Appended begin_attempt(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one);
/// `proof`: what a person attached.
store::Appended fail_attempt(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                             const std::string& text, const std::optional<store::letter_table::Row>& proof);
/// `done`: false when nobody knows whether its newest attempt did it.
store::Appended carry_out(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one, bool done,
                          const std::string& text, const std::optional<store::letter_table::Row>& proof);
/// An independent look has shown it: the user ID is what the case wanted, and a new one is in the logbook.
store::Appended confirm(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                        const std::string& text);
/// It has shown the contrary: the newest attempt had failed after all.
store::Appended refute(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one, const std::string& text);
/// It came back to life.
store::Appended reopen(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one, const std::string& text);
store::Appended warn(store::Ledger& ledger, const domain::UserIdCase& one, domain::CaseWarning warning);

/// Whether a closed user ID may be active again. Errors: conflict; `field` "disposed" (nobody knows any more whose it
/// was) or "user_id" (somebody else has its name by now).
base::Result<void> check_return(store::Database& database, const base::Id& user_id);

/// What a person does in the application isn't attempted or read by the hub.
bool is_by_hand(store::Database& database, const domain::UserIdCase& one);

/// What it replaces is still active.
bool waits(store::Database& database, const domain::UserIdCase& one);

}  // namespace siaga::hub::case_book
