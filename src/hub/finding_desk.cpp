#include "hub/finding_desk.h"

#include "domain/directory.h"
#include "hub/case_clock.h"
#include "hub/case_views.h"
#include "hub/finding_book.h"
#include "hub/guard.h"
#include "hub/obey.h"
#include "hub/reconciler.h"
#include "hub/user_id_deciding.h"
#include "protocol/command.h"
#include "store/application_table.h"
#include "store/person_table.h"
#include "store/reconciliation_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>

namespace siaga::hub::finding_desk {

namespace findings = store::finding_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

constexpr std::size_t users_told = 100;

/// Errors: not_found when they may not even read it, forbidden.
Result<findings::Row> visible_finding(store::Database& database, const Account& account, const base::Id& id,
                                      Action action) {
  auto row = findings::find(database, id);
  if (!row || !account.standing.may(Action::read_user_ids, row->unit)) return fail(Fault::not_found, "no such finding");
  if (!account.standing.may(action, row->unit))
    return fail(Fault::forbidden, "this isn't among the things that you may do");
  return std::move(*row);
}

std::string agent_named(store::Database& database, const domain::Finding& finding) {
  if (finding.user_id)
    if (const auto user_id = store::user_id_table::find(database, *finding.user_id)) return user_id->agent;
  if (finding.person)
    if (const auto person = store::person_table::find(database, *finding.person)) return person->name;
  return {};
}

protocol::FindingView view_of_finding(store::Database& database, const findings::Row& row) {
  const auto& found = row.finding;
  protocol::FindingView view;
  view.id = found.id;
  view.kind = found.kind;
  view.application = row.application;
  if (const auto application = store::application_table::find(database, row.application))
    view.application_name = application->name;
  view.unit = row.unit;
  view.zone = finding_book::zone_for(database, row.unit);
  for (const auto& user : found.users)
    if (view.users.size() < users_told)
      view.users.push_back({user.user_name, user.email, user.name, user.active, user.last_active});
  view.agent = agent_named(database, found);
  view.left_at = found.left_at;
  view.opened_at = row.opened_at;
  view.ended_at = row.ended_at;
  view.accepted_at = row.accepted_at;
  if (row.accepted_by)
    if (const auto person = store::person_table::find_version(database, *row.accepted_by))
      view.accepted_by = person->name;
  view.reason = row.reason;
  view.of_case = row.of_case;
  return view;
}

Result<findings::Filter> parse_filter(const net::Request& request) {
  findings::Filter filter;
  const auto word = request.query("state").value_or("open");
  if (word != "open" && word != "accepted" && word != "all")
    return fail(Fault::invalid, "state is open, accepted or all", "state");
  filter.show = word == "open"       ? findings::Show::open
                : word == "accepted" ? findings::Show::accepted
                                     : findings::Show::all;
  if (const auto after = request.query("after")) {
    const auto id = base::parse_id(*after);
    if (!id) return fail(Fault::invalid, "after is the id of a finding", "after");
    filter.after = *id;
  }
  return filter;
}

protocol::FindingPage build_findings(store::Database& database, Core& core, const Account& account,
                                     const findings::Filter& filter, std::size_t limit, base::Instant now) {
  protocol::FindingPage page;
  page.at = now;
  page.open = findings::count_open(database, filter.units);
  auto found = findings::page(database, filter, limit + 1);
  if (found.size() > limit) {
    found.pop_back();
    page.next = found.back().finding.id;
  }
  for (const auto& row : found) page.items.push_back(view_of_finding(database, row));
  for (const auto& application : store::application_table::all(database))
    if (application.connector != domain::ConnectorKind::manual &&
        account.standing.may(Action::read_user_ids, application.unit))
      page.runs.push_back(run_of(database, core, account, application));
  return page;
}

const domain::ApplicationUser* user_meant(const domain::Finding& finding, const std::optional<std::string>& user_name) {
  if (!user_name) return finding.users.size() == 1 ? &finding.users.front() : nullptr;
  const auto found = std::ranges::find(finding.users, *user_name, &domain::ApplicationUser::user_name);
  return found == finding.users.end() ? nullptr : &*found;
}

Result<KeptThing> take_up_finding(store::Ledger& ledger, const Decider& decider, const base::Id& id,
                                  const std::optional<std::string>& user_name) {
  auto& database = ledger.database;
  auto row = visible_finding(database, decider.by, id, Action::confirm_user_ids);
  if (!row) return row.error();
  const auto* meant = user_meant(row->finding, user_name);
  if (meant == nullptr) return fail(Fault::invalid, "say which of the user IDs is to be closed", "user_name");
  const auto user = *meant;
  const bool is_new = !row->of_case;
  const auto taken = finding_book::take_up(ledger, decider.hand, *row, user, decider.by.person.unit, decider.at);
  if (!taken) return taken.error();
  auto one = store::user_id_case_table::find(database, *taken);
  if (!one) return fail(Fault::not_found, "no such case");
  return KeptThing{protocol::encode(case_views::view_of(database, std::move(*one), true)), is_new};
}

}  // namespace

protocol::ReconciliationView run_of(store::Database& database, Core& core, const Account& account,
                                    const domain::Application& application) {
  protocol::ReconciliationView view;
  view.application = application.id;
  view.name = application.name;
  const auto zone = finding_book::zone_for(database, application.unit);
  // One that is everybody's is read at night somewhere; when, is told by the reader's own clock.
  view.zone = application.unit.is_nil() ? finding_book::zone_for(database, account.person.unit) : zone;
  view.may_run = account.standing.may(Action::confirm_user_ids, application.unit);
  if (const auto row = store::reconciliation_table::find(database, application.id)) {
    view.begun_at = row->begun_at;
    view.ended_at = row->ended_at;
    view.fault = row->fault;
    view.good_at = row->good_at;
    view.users = row->users;
    view.listed = row->listed;
    const auto now = core.clock.now();
    view.next_at = std::max(next_reading(*row, now, zone), now);
  }
  if (core.reconciler == nullptr) return view;
  if (const auto progress = core.reconciler->progress(application.id)) {
    view.running = true;
    view.begun_at = progress->begun_at;
    view.read = progress->read;
  }
  return view;
}

Answer page(Call& call) {
  auto filter = parse_filter(call.request);
  if (!filter) co_return filter.error();
  const auto limit = parse_limit(call.request);
  if (!limit) co_return limit.error();
  filter->units = call.account->standing.units(Action::read_user_ids);
  std::function<Result<std::string>(store::Database&)> read = [&core = call.core, account = call.account,
                                                               filter = *filter, limit = *limit,
                                                               now = call.core.clock.now()](store::Database& database) {
    return Result<std::string>{protocol::encode(build_findings(database, core, *account, filter, limit, now))};
  };
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

Answer open_case(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_open_finding_case(*body);
  if (!command) co_return command.error();
  DecideThing decide = [id = call.id, user_name = command->user_name](store::Ledger& ledger, const Decider& decider) {
    return take_up_finding(ledger, decider, id, user_name);
  };
  auto keeping = keep_thing(call, std::move(decide));
  co_return co_await std::move(keeping);
}

Answer accept(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_text_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  Decide decide = [session = call.session, &clock = call.core.clock, id = call.id,
                   text = command->text](store::Ledger& ledger) -> Result<store::Appended> {
    const auto at = clock.now();
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    auto row = visible_finding(ledger.database, **by, id, Action::confirm_user_ids);
    if (!row) return row.error();
    if (row->accepted_at || row->ended_at || row->of_case)
      return fail(Fault::conflict, "this finding is accepted, over, or in a case's care", "state");
    return finding_book::accept(ledger, decider_of(**by, at).hand, std::move(*row), text, (*by)->person.unit, at);
  };
  Command remembered{command->command, call.account, protocol::EventKind::finding_accepted, call.id};
  auto obeying = obey(call, std::move(remembered), std::move(decide), store::Priority::normal);
  co_return co_await std::move(obeying);
}

}  // namespace siaga::hub::finding_desk
