#include "hub/people_import.h"

#include "intake/people_file.h"
#include "store/closed_account_table.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"

#include <set>

namespace siaga::hub {

using base::Result;
using directory_changes::Doer;

namespace {

/// Everybody whom a row may mean.
std::vector<domain::KnownPerson> named_people(store::Database& database, std::span<const domain::ImportCells> rows) {
  std::vector<domain::KnownPerson> people;
  std::set<base::Id> seen;
  const auto add = [&](const std::optional<domain::Person>& found) {
    if (found && seen.insert(found->id).second)
      people.push_back({*found, store::grant_table::of_person(database, found->id),
                        store::closed_account_table::closed_at(database, found->id).has_value()});
  };
  for (const auto& row : rows) {
    if (!row.email.empty()) add(store::person_table::find_by_email(database, row.email));
    if (!row.nrp.empty()) add(store::person_table::find_by_login(database, row.nrp));
  }
  return people;
}

/// Of the bytes, and of everything that a person is shown and decides by.
std::string digest_of(std::string_view file, const protocol::ImportPreview& preview) {
  const auto versions = [&] {
    std::string all;
    for (const auto& row : preview.people.rows) all += base::to_string(row.person.version);
    return all;
  }();
  return base::to_hex(base::sha256(base::to_hex(base::sha256(file)) + versions + protocol::encode(preview)));
}

domain::RowProblem moved_on(const domain::ImportRow& row) {
  return {row.line, domain::ImportColumn::row, domain::ImportProblem::changed_meanwhile,
          domain::shown_value(row.person.name)};
}

/// False when somebody was quicker.
bool keep_row(store::Ledger& ledger, const Doer& by, const domain::ImportRow& row, base::Instant at) {
  auto person = row.person;
  if (row.fate == domain::ImportFate::added) {
    person.id = base::make_id(ledger.now);
  } else {
    const auto today = store::person_table::find(ledger.database, person.id);
    if (!today || today->version != person.version) return false;
  }
  if (!directory_changes::keep_person(ledger, by, person, at)) return false;
  for (const auto role : row.roles) {
    const domain::Grant grant{base::make_id(ledger.now), person.id, role, person.unit, at, {}, {}};
    if (!directory_changes::keep_grant(ledger, by, grant, at)) return false;
  }
  return true;
}

/// All of a row, or nothing of it.
bool keep_whole_row(store::Ledger& ledger, const Doer& by, const domain::ImportRow& row, base::Instant at) {
  const auto mark = ledger.journal.mark();
  store::Savepoint savepoint{ledger.database};
  if (keep_row(ledger, by, row, at)) {
    savepoint.release();
    return true;
  }
  ledger.journal.rewind(mark);
  return false;
}

}  // namespace

Result<protocol::ImportPreview> preview_import(store::Database& database, const Account& by, std::string_view file,
                                               base::Instant at) {
  auto read = intake::read_people(file);
  if (!read) return read.error();
  domain::ImportGround ground;
  ground.units = store::unit_table::all(database);
  ground.people = named_people(database, read->rows);
  ground.by = by.standing;
  protocol::ImportPreview preview;
  preview.people = domain::plan_people(read->rows, std::move(read->problems), ground, at);
  preview.ignored = std::move(read->ignored);
  preview.plan = digest_of(file, preview);
  return preview;
}

void keep_rows(store::Ledger& ledger, const Doer& by, std::span<const domain::ImportRow> rows, base::Instant at,
               protocol::ImportOutcome& outcome) {
  for (const auto& row : rows) {
    if (row.fate == domain::ImportFate::same) continue;
    if (!keep_whole_row(ledger, by, row, at))
      outcome.problems.push_back(moved_on(row));
    else
      ++(row.fate == domain::ImportFate::added ? outcome.added : outcome.changed);
  }
}

}  // namespace siaga::hub
