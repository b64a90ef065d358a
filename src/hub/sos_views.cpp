#include "hub/sos_views.h"

#include "hub/guard.h"
#include "hub/scope_tag.h"
#include "store/person_table.h"
#include "store/place_table.h"
#include "store/recording_table.h"
#include "store/sos_table.h"
#include "store/unit_table.h"

namespace siaga::hub::sos_views {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

protocol::SosView view_of(store::Database& database, domain::Sos sos) {
  protocol::SosView view;
  view.recordings = store::recording_table::of_sos(database, sos.id);
  if (auto reporter = store::person_table::find(database, sos.reporter)) view.people.push_back(std::move(*reporter));
  if (sos.owner && *sos.owner != sos.reporter)
    if (auto owner = store::person_table::find(database, *sos.owner)) view.people.push_back(std::move(*owner));
  view.sos = std::move(sos);
  return view;
}

void add_timeline(store::Database& database, People& people, protocol::SosView& view) {
  for (const auto& stored : store::read_about(database, view.sos.id))
    view.timeline.push_back(event_of(database, people, stored));
}

protocol::SnapshotView build_snapshot(store::Database& database, const Account& account, std::string epoch,
                                      base::Instant now) {
  protocol::SnapshotView view;
  view.as_of = protocol::Cursor{std::move(epoch), store::journal_end(database)};
  view.at = now;
  const auto& standing = account.standing;
  auto tree = store::unit_table::all(database);
  view.scope = scope_tag(account, tree);
  for (auto& unit : tree)
    if (unit.id == account.person.unit || standing.may(Action::follow_feed, unit.id))
      view.units.push_back(std::move(unit));
  view.places = store::place_table::all(database);
  People people;
  for (auto& sos : store::sos_table::open(database, standing.units(Action::read_sos))) {
    view.sos.push_back(view_of(database, std::move(sos)));
    add_timeline(database, people, view.sos.back());
  }
  return view;
}

struct PageWish {
  store::sos_table::Filter filter;
  std::size_t limit = 0;
};

Result<PageWish> parse_page(const net::Request& request) {
  PageWish wish;
  const auto responded = request.query("responded").value_or("all");
  if (responded == "yes" || responded == "no") {
    wish.filter.responded = responded == "yes";
  } else if (responded != "all") {
    return fail(Fault::invalid, "responded is yes, no or all", "responded");
  }
  if (const auto before = request.query("before")) {
    const auto id = base::parse_id(*before);
    if (!id) return fail(Fault::invalid, "before is the id of an SOS", "before");
    wish.filter.before = *id;
  }
  const auto limit = parse_limit(request);
  if (!limit) return limit.error();
  wish.limit = *limit;
  return wish;
}

protocol::SosPage build_page(store::Database& database, const PageWish& wish) {
  protocol::SosPage page;
  auto rows = store::sos_table::page(database, wish.filter, wish.limit + 1);
  const bool more = rows.size() > wish.limit;
  if (more) rows.pop_back();
  for (auto& sos : rows) page.items.push_back(view_of(database, std::move(sos)));
  if (more) page.next = page.items.back().sos.id;
  return page;
}

Answer answer_with(Call& call, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

}  // namespace

protocol::SosStatus status_of(store::Database& database, const domain::Sos& sos) {
  protocol::SosStatus status;
  status.id = sos.id;
  status.received_at = sos.received_at;
  status.first_shown_at = sos.first_shown_at;
  if (sos.owner)
    if (const auto owner = store::person_table::find(database, *sos.owner)) status.owner_name = owner->name;
  status.claimed_at = sos.claimed_at;
  status.responded_at = sos.responded_at;
  status.response = store::sos_table::response(database, sos.id);
  status.closed_at = sos.closed_at;
  return status;
}

Answer snapshot(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account, epoch = call.core.feed.epoch(),
       now = call.core.clock.now()](store::Database& database) -> Result<std::string> {
    return protocol::encode(build_snapshot(database, *account, epoch, now));
  };
  return answer_with(call, std::move(read));
}

Answer page(Call& call) {
  auto wish = parse_page(call.request);
  if (!wish) co_return wish.error();
  wish->filter.units = call.account->standing.units(Action::read_sos);
  std::function<Result<std::string>(store::Database&)> read = [wish = *wish](store::Database& database) {
    return Result<std::string>{protocol::encode(build_page(database, wish))};
  };
  auto answering = answer_with(call, std::move(read));
  co_return co_await std::move(answering);
}

Answer one(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) -> Result<std::string> {
    auto sos = sos_for_desk(database, *account, id);
    if (!sos) return sos.error();
    People people;
    auto view = view_of(database, std::move(*sos));
    add_timeline(database, people, view);
    return protocol::encode(view);
  };
  return answer_with(call, std::move(read));
}

Answer status(Call& call) {
  std::function<Result<std::string>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) -> Result<std::string> {
    const auto sos = sos_for_either(database, *account, id);
    if (!sos) return sos.error();
    return protocol::encode(status_of(database, *sos));
  };
  return answer_with(call, std::move(read));
}

}  // namespace siaga::hub::sos_views
