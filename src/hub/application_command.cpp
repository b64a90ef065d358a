#include "hub/application_command.h"

#include "domain/directory.h"
#include "hub/finding_book.h"
#include "hub/import_command.h"
#include "hub/target_connectors.h"
#include "protocol/user_id.h"
#include "store/application_table.h"
#include "store/person_table.h"
#include "store/reconciliation_table.h"
#include "store/second_factor_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<SecretBox> secret_box_of(OfflineStore& opened) {
  const bool in_use =
      store::second_factor_table::any(opened.database) || store::application_table::any_secret(opened.database);
  return SecretBox::load(opened.folder, in_use);
}

Result<domain::Application> find_application(store::Database& database, const std::string& which) {
  std::vector<domain::Application> found;
  for (auto& one : store::application_table::all(database))
    if (one.name == which || base::to_string(one.id) == which) found.push_back(std::move(one));
  if (found.empty()) return fail(Fault::not_found, "there is no application called " + which, "name");
  if (found.size() > 1) return fail(Fault::conflict, "several applications are called so: give its id", "name");
  return std::move(found.front());
}

Result<base::Id> unit_called(store::Database& database, const std::string& name) {
  if (name.empty()) return base::Id{};
  const auto units = store::unit_table::all(database);
  const auto found = std::ranges::find(units, name, &domain::Unit::name);
  if (found == units.end()) return fail(Fault::not_found, "there is no unit called " + name, "unit");
  return found->id;
}

Result<std::unique_ptr<connect::Target>> target_called(OfflineStore& opened, const Targets& targets,
                                                       const base::Id& application) {
  const auto box = secret_box_of(opened);
  if (!box) return box.error();
  return target_of(opened.database, *box, targets, application);
}

std::filesystem::path programs_of(const OfflineStore& opened) { return opened.folder.path() / "connectors"; }

/// What the application is checked with: the secret that comes, or the one that stays.
Result<std::string> secret_for(store::Database& database, const SecretBox& box, const base::Id& application,
                               const std::optional<std::string>& secret) {
  if (secret) return *secret;
  const auto sealed = store::application_table::secret(database, application);
  return sealed ? box.open(application, *sealed) : Result<std::string>{std::string{}};
}

void keep_run(store::Ledger& ledger, const base::Id& application, base::Instant begun_at,
              const Result<ReconcileOutcome>& outcome) {
  namespace runs = store::reconciliation_table;
  auto row = runs::find(ledger.database, application).value_or(runs::Row{application, begun_at});
  row.begun_at = begun_at;
  row.ended_at = ledger.now;
  row.fault = outcome ? "" : std::string{base::name_of(outcome.error().fault)};
  if (outcome) {
    row.good_at = ledger.now;
    row.users = outcome->users;
    row.listed = outcome->listed;
  }
  runs::keep(ledger.database, row);
}

}  // namespace

std::vector<domain::Application> list_applications(store::Database& database) {
  return store::application_table::all(database);
}

Result<domain::Application> put_application(OfflineStore& opened, const base::Clock& clock,
                                            const ApplicationWish& wish) {
  auto& database = opened.database;
  const auto who = who_answers(database, wish.as, clock.now());
  if (!who) return who.error();
  const auto unit = unit_called(database, wish.unit_name);
  if (!unit) return unit.error();
  const auto kind = domain::connector_kind(wish.connector);
  if (!kind) return fail(Fault::invalid, "a connector is manual, scim or command", "connector");
  auto known = find_application(database, wish.name);
  if (!known && known.error().fault != Fault::not_found) return known;
  domain::Application made;
  made.id = known ? known->id : base::make_id(clock.now());
  made.unit = *unit;
  made.name = domain::tidy_name(wish.name);
  made.connector = *kind;
  if (known) made.target = known->target;
  if (wish.target) made.target = *wish.target;
  made.settings = wish.settings;
  const bool has_secret = store::application_table::secret(database, made.id).has_value();
  if (known && !wish.secret && has_secret && goes_elsewhere(*known, made))
    return fail(Fault::invalid, "give the secret again: it was given for another address", "secret");
  const auto box = secret_box_of(opened);
  if (!box) return box.error();
  const auto secret = secret_for(database, *box, made.id, wish.secret);
  if (!secret) return secret.error();
  const Targets targets{clock, programs_of(opened)};
  if (auto good = targets.check(wish.connector, made.settings, *secret); !good) return good.error();
  if (auto good = domain::check_application(made); !good) return good.error();
  store::Transaction transaction{database};
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  store::application_table::keep(database, made);
  if (wish.secret)
    store::application_table::set_secret(
        database, made.id, wish.secret->empty() ? std::nullopt : std::optional{box->seal(made.id, *wish.secret)});
  protocol::EventBody body;
  if (const auto person = store::person_table::find(database, *who)) body.by = person->version;
  body.name = made.name;
  auto happened = draft({{}, protocol::EventKind::application_changed, made.id, made.unit}, body);
  happened.on_behalf_of = *who;  // the machine's own hand
  ledger.journal.append(std::move(happened));
  transaction.commit();
  return made;
}

Result<std::optional<std::string>> check_application(OfflineStore& opened, const base::Clock& clock,
                                                     const std::string& which) {
  const auto known = find_application(opened.database, which);
  if (!known) return known.error();
  const Targets targets{clock, programs_of(opened)};
  const auto target = target_called(opened, targets, known->id);
  if (!target) return target.error();
  return try_out(**target);
}

Result<ReconcileOutcome> reconcile_application(OfflineStore& opened, const base::Clock& clock,
                                               const std::string& which) {
  auto& database = opened.database;
  const auto known = find_application(database, which);
  if (!known) return known.error();
  const auto id = known->id;
  const Targets targets{clock, programs_of(opened)};
  const auto target = target_called(opened, targets, id);
  if (!target) return target.error();
  const auto begun_at = clock.now();
  std::vector<domain::ApplicationUser> users;
  const auto all = (*target)->list([&users](domain::ApplicationUser user) -> Result<void> {
    users.push_back(std::move(user));
    return {};
  });
  store::Transaction transaction{database};
  store::Journal journal{database, clock, &clock_stepped};
  store::Ledger ledger{database, journal, journal.tick()};
  Result<ReconcileOutcome> outcome = ReconcileOutcome{users.size(), 0, 0, 0};
  if (!all) outcome = all.error();
  if (outcome) {
    auto found = finding_book::compare(database, id, users, begun_at, clock.now());
    for (const auto& one : found.unlisted)
      if (finding_book::list_user(ledger, id, one)) ++outcome->listed;
    if (outcome->listed > 0) found = finding_book::compare(database, id, users, begun_at, clock.now());
    for (const auto& one : found.gone) finding_book::end(ledger, one, clock.now());
    for (const auto& one : found.fresh) finding_book::open(ledger, id, one, false, clock.now());
    outcome->found = found.fresh.size();
    outcome->over = found.gone.size();
  }
  keep_run(ledger, id, begun_at, outcome);
  transaction.commit();
  return outcome;
}

}  // namespace siaga::hub
