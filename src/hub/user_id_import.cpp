#include "hub/user_id_import.h"

#include "base/log.h"
#include "domain/logbook.h"
#include "domain/people_import.h"
#include "intake/user_id_file.h"
#include "store/application_table.h"
#include "store/logbook_table.h"
#include "store/unit_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <set>
#include <string>

namespace siaga::hub {

namespace {

/// Applications that they may put something into.
std::vector<domain::Application> applications_of(store::Database& database, const Account& by) {
  auto applications = store::application_table::all(database);
  std::erase_if(applications, [&by](const domain::Application& one) {
    const auto& unit = one.unit.is_nil() ? by.person.unit : one.unit;
    return !by.standing.may(domain::Action::keep_logbook, unit);
  });
  return applications;
}

/// Whoever has a name or an e-mail of the file, in any of these applications.
std::vector<domain::UserId> user_ids_named(store::Database& database, std::span<const domain::LedgerCells> rows,
                                           std::span<const domain::Application> applications) {
  std::vector<domain::UserId> found;
  std::set<base::Id> seen;
  const auto add = [&](domain::UserId one) {
    if (seen.insert(one.id).second) found.push_back(std::move(one));
  };
  for (const auto& row : rows)
    for (const auto& application : applications) {
      if (!row.user_name.empty())
        for (auto& one : store::user_id_table::all_of_name(database, application.id, row.user_name))
          add(std::move(one));
      domain::UserId wanted;
      wanted.application = application.id;
      wanted.email = row.email;
      if (row.email.empty()) continue;
      if (auto one = store::user_id_table::of_email(database, wanted)) add(std::move(*one));
    }
  return found;
}

/// Of the bytes, and of everything that a person is shown and decides by.
std::string ledger_digest(const protocol::LedgerPreview& preview) {
  return base::to_hex(base::sha256(protocol::encode(preview)));
}

/// Whether the logbook still knows nothing of it.
bool is_still_new(store::Database& database, const Account& by, const domain::UserId& one) {
  if (!by.standing.may(domain::Action::keep_logbook, one.unit)) return false;
  if (!store::application_table::find(database, one.application)) return false;
  for (const auto& other : store::user_id_table::all_of_name(database, one.application, one.user_name)) {
    const bool both_in_use = one.state == domain::UserIdState::active && other.state != domain::UserIdState::inactive;
    if (both_in_use || other.agent == one.agent) return false;
  }
  if (one.state != domain::UserIdState::active || one.email.empty()) return true;
  return !store::user_id_table::of_email(database, one);
}

std::uint64_t list_row(store::Ledger& ledger, const case_book::Hand& hand, const domain::LedgerRow& row,
                       const domain::UserId& one, const base::Sha256& sha256) {
  store::user_id_table::insert(ledger.database, one);
  protocol::EventBody body;
  body.application = one.application;
  body.user_id = one.id;
  body.user_name = one.user_name;
  body.name = one.agent;
  body.email = one.email;
  body.read_state = domain::name_of(one.state);
  if (row.letter_date) body.letter_date = base::to_text(*row.letter_date);
  if (row.last_day) body.last_day = base::to_text(*row.last_day);
  body.until = one.ended_at;
  body.letter = sha256;
  body.text = domain::text_of(domain::ListingText{row.user_id.team, row.requested_by, row.notes});
  const auto book_no = store::logbook_table::next(ledger.database).book_no;
  case_book::enter(ledger, hand, protocol::EventKind::user_id_listed, one.id, one.unit, std::move(body));
  return book_no;
}

/// What Support would record: its last working day is over, and it is active.
base::Result<domain::UserIdCase> case_of_row(store::Ledger& ledger, const Account& by, const domain::LedgerRow& row,
                                             const domain::UserId& one, const domain::Application& application) {
  domain::OpenDeactivation wish;
  wish.id = base::make_id(ledger.now);
  wish.user_id = one.id;
  wish.letter_date = row.letter_date;
  wish.last_day = row.last_day;
  const auto unit = store::unit_table::find(ledger.database, one.unit);
  return domain::open(wish, one, application, unit ? unit->zone : "UTC", by.person.version, ledger.now);
}

/// True: the row is in the logbook, with its case where it needs one.
bool keep_ledger_row(store::Ledger& ledger, const Account& by, const case_book::Hand& hand,
                     const domain::LedgerRow& row, const base::Sha256& sha256, protocol::LedgerOutcome& outcome) {
  auto one = row.user_id;
  one.id = base::make_id(ledger.now);
  one.listed_at = ledger.now;
  if (!is_still_new(ledger.database, by, one)) return false;
  const auto application = store::application_table::find(ledger.database, one.application).value();
  std::optional<domain::UserIdCase> opened;
  if (row.opens_case) {
    auto made = case_of_row(ledger, by, row, one, application);
    if (!made) {
      base::log::warning("ledger.row_not_kept",
                         {{"line", std::to_string(row.line)}, {"error", base::log::describe(made.error())}});
      return false;
    }
    opened = std::move(*made);
  }
  const auto book_no = list_row(ledger, hand, row, one, sha256);
  if (outcome.added++ == 0) outcome.first_book_no = book_no;
  outcome.last_book_no = book_no;
  if (!opened) return true;
  outcome.last_book_no = store::logbook_table::next(ledger.database).book_no;
  case_book::open(ledger, hand, *opened, one, application, {});
  ++outcome.cases;
  return true;
}

}  // namespace

base::Result<protocol::LedgerPreview> preview_ledger(store::Database& database, const Account& by,
                                                     std::string_view file, base::Instant at) {
  auto read = intake::read_user_ids(file);
  if (!read) return read.error();
  domain::LedgerGround ground;
  ground.applications = applications_of(database, by);
  ground.user_ids = user_ids_named(database, read->rows, ground.applications);
  ground.units = store::unit_table::all(database);
  ground.by = by.standing;
  ground.unit = by.person.unit;
  protocol::LedgerPreview preview;
  preview.sha256 = base::sha256(file);
  preview.heading_line = read->heading_line;
  for (auto& heading : read->headings) preview.headings.push_back({heading.column, std::move(heading.said)});
  preview.ignored = std::move(read->ignored);
  for (const auto& application : ground.applications)
    preview.applications.push_back({application.id, application.name});
  preview.ledger = domain::plan_ledger(read->rows, std::move(read->problems), ground, at);
  preview.plan = ledger_digest(preview);
  return preview;
}

void keep_ledger_rows(store::Ledger& ledger, const Account& by, const case_book::Hand& hand,
                      std::span<const domain::LedgerRow> rows, const base::Sha256& sha256,
                      protocol::LedgerOutcome& outcome) {
  for (const auto& row : rows) {
    if (row.fate == domain::LedgerFate::known) continue;
    if (!keep_ledger_row(ledger, by, hand, row, sha256, outcome))
      outcome.problems.push_back({row.line, domain::LedgerColumn::row, domain::LedgerProblem::changed_meanwhile,
                                  domain::shown_value(row.user_id.user_name)});
  }
}

}  // namespace siaga::hub
