#include "hub/password_reset.h"

#include "hub/events.h"
#include "store/closed_account_table.h"
#include "store/known_console_table.h"
#include "store/mail_table.h"
#include "store/person_table.h"
#include "store/reset_code_table.h"
#include "store/session_table.h"

#include <fmt/format.h>

#include <array>
#include <cstring>

namespace siaga::hub::password_reset {

using protocol::EventKind;
using store::reset_code_table::AskedBy;
using store::reset_code_table::Row;

namespace {

constexpr std::uint32_t codes = 1'000'000;
constexpr std::chrono::hours notice_is_news_for{72};

base::Sha256 hash_of(const store::Bytes& salt, const std::string& code) {
  return base::sha256(std::string{salt.begin(), salt.end()} + code);
}

Row new_row(const store::Ledger& ledger, std::optional<base::Id> person, const std::string& code) {
  Row row;
  row.id = base::make_id(ledger.now);
  row.person = person;
  row.salt = base::random_bytes(16);
  row.hash = hash_of(row.salt, code);
  row.created_at = ledger.now;
  row.expires_at = ledger.now + valid_for;
  return row;
}

/// What an unknown address leaves: nobody's code. A commit that writes takes longer than one that doesn't.
void write_nobodys(store::Ledger& ledger) {
  store::reset_code_table::insert(ledger.database, new_row(ledger, std::nullopt, {}));
}

void put_in_outbox(store::Ledger& ledger, const char* kind, const std::string& to, MailText text,
                   std::chrono::microseconds useful_for) {
  store::mail_table::Row mail;
  mail.id = base::make_id(ledger.now);
  mail.kind = kind;
  mail.recipient = to;
  mail.subject = std::move(text.subject);
  mail.body = std::move(text.body);
  mail.created_at = ledger.now;
  mail.expires_at = ledger.now + useful_for;
  store::mail_table::insert(ledger.database, mail);
}

bool is_known(store::Database& database, const std::optional<domain::Person>& person,
              const std::optional<std::string>& device) {
  return person && device && store::known_console_table::is_known(database, person->id, base::sha256(*device));
}

/// Nobody makes codes for one that is closed.
bool is_closed(store::Database& database, const base::Id& person) {
  return store::closed_account_table::closed_at(database, person).has_value();
}

bool has_enough(store::Ledger& ledger, const base::Id& person, AskedBy who, const std::string& peer) {
  const auto after = ledger.now - std::chrono::hours{24};
  if (store::reset_code_table::count(ledger.database, person, who, after) >= most_codes_of_day) return true;
  return who == AskedBy::anybody &&
         store::reset_code_table::count_from(ledger.database, person, peer, after) >= most_codes_of_address;
}

/// What a typed code may be: the administrator's, and the mailed one. That of a known console is guarded from everybody
/// else's tries.
std::vector<Row> open_rows(store::Ledger& ledger, const base::Id& person, bool known) {
  const auto live = [&](AskedBy who) {
    return store::reset_code_table::find_live(ledger.database, person, who, ledger.now);
  };
  auto mailed = known ? live(AskedBy::known_console) : std::nullopt;
  if (!mailed) mailed = live(AskedBy::anybody);
  std::vector<Row> rows;
  for (auto& row : {mailed, live(AskedBy::administrator)})
    if (row && row->tries < most_tries) rows.push_back(*row);
  return rows;
}

void journal_end_of(store::Ledger& ledger, const domain::Person& person, const std::string& console) {
  protocol::EventBody body;
  body.by = person.version;
  body.console = console;
  ledger.journal.append(draft({person.id, EventKind::session_closed, person.id, person.unit}, body));
}

}  // namespace

std::string make_code() {
  // The last, incomplete million of 2^32 would make its codes likelier.
  constexpr std::uint32_t fair = (0xffff'ffffu / codes) * codes;
  std::uint32_t number = fair;
  while (number >= fair) std::memcpy(&number, base::random_bytes(sizeof number).data(), sizeof number);
  return fmt::format("{:06}", number % codes);
}

void request(store::Ledger& ledger, const protocol::RequestReset& wish, const std::string& peer,
             const std::string& code) {
  auto& database = ledger.database;
  store::reset_code_table::forget(database, ledger.now - std::chrono::hours{24});
  const auto person = store::person_table::find_by_email(database, wish.email);
  const bool known = is_known(database, person, wish.device);
  const auto who = known ? AskedBy::known_console : AskedBy::anybody;
  if (!person || is_closed(database, person->id) || has_enough(ledger, person->id, who, peer))
    return write_nobodys(ledger);
  store::reset_code_table::end_live(database, person->id, who, ledger.now);
  auto row = new_row(ledger, person->id, code);
  row.asked_by = who;
  row.peer = peer;
  store::reset_code_table::insert(database, row);
  put_in_outbox(ledger, "password_reset", person->email, reset_mail(code), valid_for);
  ledger.journal.append(draft({{}, EventKind::password_reset_requested, person->id, person->unit}, {}));
}

base::Result<base::Instant> give(store::Ledger& ledger, const domain::Person& person,
                                 const domain::Person& administrator, const std::string& code) {
  auto& database = ledger.database;
  store::reset_code_table::forget(database, ledger.now - std::chrono::hours{24});
  if (is_closed(database, person.id))
    return base::fail(base::Fault::conflict, "their account is closed: open it first", "closed_account");
  if (has_enough(ledger, person.id, AskedBy::administrator, {}))
    return base::fail(base::Fault::too_many, "enough codes were made for them today");
  store::reset_code_table::end_live(database, person.id, AskedBy::administrator, ledger.now);
  auto row = new_row(ledger, person.id, code);
  row.asked_by = AskedBy::administrator;
  store::reset_code_table::insert(database, row);
  protocol::EventBody body;
  body.by = administrator.version;
  ledger.journal.append(draft({administrator.id, EventKind::password_reset_requested, person.id, person.unit}, body));
  return row.expires_at;
}

std::optional<Allowed> check(store::Ledger& ledger, const protocol::ConfirmReset& wish) {
  const auto person = store::person_table::find_by_login(ledger.database, wish.email);
  const bool known = is_known(ledger.database, person, wish.device);
  const auto rows = person ? open_rows(ledger, person->id, known) : std::vector<Row>{};
  for (const auto& row : rows)
    if (hash_of(row.salt, wish.code) == row.hash) return Allowed{row.id, row.asked_by, *person};
  for (const auto& row : rows) store::reset_code_table::count_wrong(ledger.database, row.id);
  if (rows.empty()) {
    write_nobodys(ledger);
    return std::nullopt;
  }
  protocol::EventBody body;
  body.by = person->version;
  body.console = "";  // typed before anybody signed in
  ledger.journal.append(draft({{}, EventKind::session_refused, person->id, person->unit}, body));
  return std::nullopt;
}

base::Error wrong_code() {
  return base::fail(base::Fault::conflict, "the code is wrong, too old, used, or was tried too often", "code");
}

void tell_changed(store::Ledger& ledger, const domain::Person& person, MailText text) {
  if (!person.email.empty())
    put_in_outbox(ledger, "password_changed", person.email, std::move(text), notice_is_news_for);
}

base::Result<std::vector<base::Sha256>> finish(store::Ledger& ledger, const Allowed& allowed,
                                               const std::string& password_hash, bool by_mail) {
  const auto row = store::reset_code_table::find_live(ledger.database, allowed.person.id, allowed.asked_by, ledger.now);
  if (!row || row->id != allowed.code || row->tries >= most_tries) return wrong_code();
  const auto& person = allowed.person;
  store::reset_code_table::mark_used(ledger.database, row->id, ledger.now);
  store::reset_code_table::end_of_person(ledger.database, person.id, ledger.now);
  store::person_table::set_password(ledger.database, person.id, password_hash);
  protocol::EventBody body;
  body.by = person.version;
  ledger.journal.append(draft({person.id, EventKind::password_reset, person.id, person.unit}, body));
  std::vector<base::Sha256> ended;
  for (const auto& session : store::session_table::close_of_person(ledger.database, person.id, ledger.now)) {
    ended.push_back(session.token_hash);
    journal_end_of(ledger, person, session.console);
  }
  if (by_mail) tell_changed(ledger, person, password_changed_mail());
  return ended;
}

}  // namespace siaga::hub::password_reset
