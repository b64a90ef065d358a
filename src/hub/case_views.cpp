#include "hub/case_views.h"

#include "domain/directory.h"
#include "hub/case_book.h"
#include "store/application_table.h"
#include "store/first_password_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <set>

namespace siaga::hub::case_views {

namespace cases = store::user_id_case_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

constexpr std::size_t attempts_in_lists = 2;
constexpr std::size_t attempts_of_one = 1000;
constexpr std::size_t longest_search = 100;

std::vector<domain::Person> people_named(store::Database& database, const protocol::UserIdCaseView& view) {
  std::set<base::Id> versions{view.one.opened_by};
  const auto note = [&versions](const std::optional<base::Id>& version) {
    if (version && !version->is_nil()) versions.insert(*version);
  };
  note(view.one.requested_by);
  if (view.one.order) note(view.one.order->by_version);
  note(view.one.done_by_version);
  note(view.one.confirmed_by);
  for (const auto& attempt : view.attempts) {
    note(attempt.by);
    note(attempt.on_behalf_of);
  }
  std::vector<domain::Person> people;
  for (const auto& version : versions)
    if (auto person = store::person_table::find_version(database, version)) people.push_back(std::move(*person));
  return people;
}

void add_history(store::Database& database, protocol::UserIdCaseView& view) {
  for (const auto& row : store::letter_table::of_case(database, view.one.id)) view.letters.push_back(view_of(row));
  People people;
  for (const auto& stored : store::read_about(database, view.one.id))
    view.timeline.push_back(event_of(database, people, stored));
}

Result<std::optional<base::Id>> read_application(const net::Request& request) {
  const auto word = request.query("application");
  if (!word) return std::optional<base::Id>{};
  const auto id = base::parse_id(*word);
  if (!id) return fail(Fault::invalid, "application is an id", "application");
  return std::optional{*id};
}

struct CasesWish {
  cases::Filter filter;
  std::size_t limit = 0;
};

Result<CasesWish> parse_cases(const net::Request& request) {
  using cases::Show;
  static constexpr std::array<std::pair<std::string_view, Show>, 4> shows{
      {{"action", Show::action}, {"running", Show::running}, {"done", Show::done}, {"all", Show::all}}};
  CasesWish wish;
  const auto word = request.query("show").value_or("action");
  const auto show = std::ranges::find(shows, word, [](const auto& known) { return known.first; });
  if (show == shows.end()) return fail(Fault::invalid, "show is action, running, done or all", "show");
  wish.filter.show = show->second;
  if (const auto kind = request.query("kind")) {
    wish.filter.kind = domain::case_kind(*kind);
    if (!wish.filter.kind) return fail(Fault::invalid, "kind is deactivate or replace", "kind");
  }
  const auto application = read_application(request);
  if (!application) return application.error();
  wish.filter.application = *application;
  if (const auto after = request.query("after")) {
    const auto id = base::parse_id(*after);
    if (!id) return fail(Fault::invalid, "after is the id of a case", "after");
    wish.filter.after = *id;
  }
  const auto limit = parse_limit(request);
  if (!limit) return limit.error();
  wish.limit = *limit;
  return wish;
}

protocol::UserIdCasePage build_cases(store::Database& database, const CasesWish& wish,
                                     const std::optional<base::Id>& who, base::Instant now) {
  protocol::UserIdCasePage page;
  page.at = now;
  const auto counts = cases::count(database, wish.filter.units, who);
  page.counts = {counts.action, counts.running, counts.done, counts.pressing};
  auto found = cases::page(database, wish.filter, wish.limit + 1);
  const bool more = found.size() > wish.limit;
  if (more) found.pop_back();
  if (more) page.next = found.back().id;
  for (auto& one : found) page.items.push_back(view_of(database, std::move(one), false));
  return page;
}

Answer answer_read(Call& call, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

/// Those of their units, of units above them, and everybody's.
std::vector<protocol::ApplicationView> build_applications(store::Database& database, const Account& account) {
  const auto units = account.standing.units(Action::read_user_ids);
  const auto tree = store::unit_table::all(database);
  std::vector<protocol::ApplicationView> views;
  for (auto& application : store::application_table::all(database)) {
    const auto is_theirs = [&](const base::Id& unit) {
      return domain::is_part_of(tree, unit, application.unit) || domain::is_part_of(tree, application.unit, unit);
    };
    if (units && !application.unit.is_nil() && std::ranges::none_of(*units, is_theirs)) continue;
    const bool has_secret = store::application_table::secret(database, application.id).has_value();
    views.push_back({std::move(application), has_secret});
  }
  return views;
}

}  // namespace

Result<domain::UserIdCase> visible_case(store::Database& database, const Account& account, const base::Id& id,
                                        Action action) {
  auto one = cases::find(database, id);
  if (!one || !account.standing.may(Action::read_user_ids, one->unit)) return fail(Fault::not_found, "no such case");
  if (!account.standing.may(action, one->unit))
    return fail(Fault::forbidden, "this isn't among the things that you may do");
  return std::move(*one);
}

protocol::UserIdCaseView view_of(store::Database& database, domain::UserIdCase one, bool whole) {
  protocol::UserIdCaseView view;
  if (auto user_id = store::user_id_table::find(database, one.user_id)) view.user_id = std::move(*user_id);
  if (one.replaces) view.replaced = store::user_id_table::find(database, *one.replaces);
  view.waits = view.replaced && view.replaced->state == domain::UserIdState::active && !one.is_closed();
  if (auto application = store::application_table::find(database, one.application))
    view.application = std::move(*application);
  view.application.settings.clear();  // the connector's affair
  for (auto& tried : cases::attempts(database, one.id, whole ? attempts_of_one : attempts_in_lists))
    view.attempts.push_back({tried.number, tried.begun_at, tried.by, tried.on_behalf_of, tried.ended_at, tried.done,
                             std::move(tried.text), tried.proof});
  if (one.kind == domain::CaseKind::replace && one.done_at)
    if (const auto password = store::first_password_table::find(database, one.id)) view.password_for = password->reader;
  view.one = std::move(one);
  if (whole) add_history(database, view);
  view.people = people_named(database, view);
  return view;
}

protocol::LetterView view_of(const store::letter_table::Row& row) {
  return {row.id, row.file_name, row.content_type, row.size, row.sha256, row.at};
}

Answer page(Call& call) {
  auto wish = parse_cases(call.request);
  if (!wish) co_return wish.error();
  wish->filter.units = call.account->standing.units(Action::read_user_ids);
  std::optional<base::Id> who;  // whoever may not confirm isn't pressed to look
  if (call.account->standing.may(Action::confirm_user_ids)) who = call.person().id;
  std::function<Result<std::string>(store::Database&)> read = [wish = *wish, who,
                                                               now = call.core.clock.now()](store::Database& database) {
    return Result<std::string>{protocol::encode(build_cases(database, wish, who, now))};
  };
  auto answering = answer_read(call, std::move(read));
  co_return co_await std::move(answering);
}

Answer one(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) -> Result<std::string> {
    auto found = visible_case(database, *account, id);
    if (!found) return found.error();
    return protocol::encode(view_of(database, std::move(*found), true));
  };
  return answer_read(call, std::move(read));
}

Answer user_ids(Call& call) {
  const auto text = call.request.query("search").value_or("");
  if (text.size() > longest_search) co_return fail(Fault::invalid, "search is a short text", "search");
  const auto application = read_application(call.request);
  if (!application) co_return application.error();
  const auto limit = parse_limit(call.request);
  if (!limit) co_return limit.error();
  std::function<Result<std::string>(store::Database&)> read = [text, application = *application, limit = *limit,
                                                               account = call.account](store::Database& database) {
    const store::user_id_table::Search wish{text, application, account->standing.units(Action::read_user_ids)};
    return Result<std::string>{protocol::encode_user_ids(store::user_id_table::search(database, wish, limit))};
  };
  auto answering = answer_read(call, std::move(read));
  co_return co_await std::move(answering);
}

Answer applications(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [account = call.account](store::Database& database) {
    return Result<std::string>{protocol::encode_applications(build_applications(database, *account))};
  };
  return answer_read(call, std::move(read));
}

}  // namespace siaga::hub::case_views
