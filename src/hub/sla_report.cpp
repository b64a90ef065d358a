#include "hub/sla_report.h"

#include "base/zone.h"
#include "protocol/user_id.h"
#include "store/application_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <map>

namespace siaga::hub::sla_report {

namespace sla_cases = store::user_id_case_table;
using base::fail;
using base::Fault;
using base::Result;
using protocol::SlaBy;
using std::chrono::year_month;

namespace {

constexpr std::size_t most_cases = 50'000;
constexpr std::size_t most_shown_breaches = 1000;
constexpr std::size_t most_entries = 1000;
constexpr std::size_t attempts_of_case = 1000;

base::Instant begins(year_month month, const std::string& zone) { return base::midnight(month / 1, zone); }

std::uint64_t median_of(std::vector<std::uint64_t>& lengths) {
  if (lengths.empty()) return 0;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  return *middle;
}

std::uint64_t seconds_of(std::chrono::microseconds length) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, length / std::chrono::seconds{1}));
}

/// What waits for a second look may be in time: it is neither met nor missed.
bool counts(const domain::UserIdCase& one) {
  return one.confirmed_at || one.withdrawn_at || !one.done_at || one.done_at > one.deadline;
}

bool is_met(const domain::UserIdCase& one) {
  const auto left = one.met_by();
  return left && *left >= std::chrono::microseconds{0};
}

/// Goes through the cases once; names are looked up once each.
class SlaCount {
 public:
  SlaCount(store::Database& database, const Wish& wish) : database_(database), wish_(wish) {}

  void add(const domain::UserIdCase& one) {
    const bool met = is_met(one);
    const auto attempts = met && wish_.span.by != SlaBy::team_leader ? Attempts{} : attempts_of(one);
    const auto leader = leader_of(one, attempts);
    auto& group = groups_[group_of(one, leader)];
    ++(met ? group.met : group.missed);
    ++(met ? report_.met : report_.missed);
    if (one.confirmed_at && one.done_at && one.ends_at) {
      group.lengths.push_back(seconds_of(*one.done_at - *one.ends_at));
      lengths_.push_back(group.lengths.back());
    }
    if (!met) breaches_.push_back(breach_of(one, attempts, leader));
  }

  void add_waiting(const domain::UserIdCase& one) {
    const auto attempts = wish_.span.by == SlaBy::team_leader ? attempts_of(one) : Attempts{};
    ++groups_[group_of(one, leader_of(one, attempts))].waiting;
    ++report_.waiting;
  }

  protocol::SlaReport finish(bool more) {
    report_.at = wish_.now;
    report_.by = wish_.span.by;
    report_.median_seconds = median_of(lengths_);
    if (wish_.span.by == SlaBy::month)
      for (auto month = wish_.span.from; month <= wish_.span.to; month += std::chrono::months{1})
        groups_[protocol::text_of(month)];
    for (auto& [name, group] : groups_)
      report_.groups.push_back({name, group.met, group.missed, median_of(group.lengths), group.waiting});
    if (wish_.span.by != SlaBy::month)
      std::ranges::stable_sort(report_.groups, std::greater{}, &protocol::SlaGroup::missed);
    std::ranges::stable_sort(breaches_, std::greater{}, &protocol::SlaBreach::deadline);
    report_.more = more || breaches_.size() > most_shown_breaches;
    if (breaches_.size() > most_shown_breaches) breaches_.resize(most_shown_breaches);
    report_.breaches = std::move(breaches_);
    return std::move(report_);
  }

 private:
  using Attempts = std::vector<sla_cases::Attempt>;
  struct Group {
    std::uint64_t met = 0;
    std::uint64_t missed = 0;
    std::uint64_t waiting = 0;
    std::vector<std::uint64_t> lengths;
  };

  Attempts attempts_of(const domain::UserIdCase& one) {
    return sla_cases::attempts(database_, one.id, attempts_of_case);
  }

  std::string group_of(const domain::UserIdCase& one, const std::string& leader) {
    if (wish_.span.by == SlaBy::team_leader) return leader;
    if (wish_.span.by == SlaBy::application) return application_of(one.application);
    const auto at = one.deadline.value_or(wish_.now);  // a breach stays in its month, whenever it ends
    auto month = wish_.span.from;
    while (month < wish_.span.to && begins(month + std::chrono::months{1}, wish_.zone) <= at)
      month += std::chrono::months{1};
    return protocol::text_of(month);
  }

  /// Who did it; where the hub did, whose order it was; where nobody did, who has ordered it.
  std::string leader_of(const domain::UserIdCase& one, const Attempts& attempts) {
    if (one.done_by_version && !one.done_by_version->is_nil()) return name_of_version(*one.done_by_version);
    if (one.order) return name_of_version(one.order->by_version);
    for (auto attempt = attempts.rbegin(); attempt != attempts.rend(); ++attempt) {
      if (attempt->on_behalf_of) return name_of_version(*attempt->on_behalf_of);
      if (attempt->by) return name_of_version(*attempt->by);
    }
    return {};
  }

  protocol::SlaBreach breach_of(const domain::UserIdCase& one, const Attempts& attempts, const std::string& leader) {
    protocol::SlaBreach breach;
    breach.one = one.id;
    if (const auto user_id = store::user_id_table::find(database_, one.user_id)) {
      breach.user_name = user_id->user_name;
      breach.agent = user_id->agent;
    }
    breach.application = application_of(one.application);
    breach.leader = leader;
    breach.zone = one.zone;
    breach.deadline = one.deadline.value_or(base::Instant{});
    if (one.confirmed_at) breach.done_at = one.done_at;
    if (one.withdrawn_at) breach.done_at = one.withdrawn_at;
    breach.late_seconds = seconds_of(breach.done_at.value_or(wish_.now) - breach.deadline);
    std::vector<domain::SlaAttempt> seen;
    for (const auto& attempt : attempts) {
      seen.push_back({attempt.begun_at, attempt.done});
      if (attempt.done || !attempt.ended_at) continue;
      ++breach.failures;
      if (attempt.begun_at < breach.deadline || breach.reason.empty()) breach.reason = attempt.text;
    }
    breach.cause = domain::cause_of_breach(one, seen);
    return breach;
  }

  const std::string& name_of_version(const base::Id& version) {
    const auto [known, fresh] = people_.try_emplace(version);
    if (!fresh) return known->second;
    if (const auto person = store::person_table::find_version(database_, version)) known->second = person->name;
    return known->second;
  }
  const std::string& application_of(const base::Id& id) {
    const auto [known, fresh] = applications_.try_emplace(id);
    if (!fresh) return known->second;
    if (const auto found = store::application_table::find(database_, id)) known->second = found->name;
    return known->second;
  }

  store::Database& database_;
  const Wish& wish_;
  protocol::SlaReport report_;
  std::map<std::string, Group> groups_;
  std::vector<std::uint64_t> lengths_;
  std::vector<protocol::SlaBreach> breaches_;
  std::map<base::Id, std::string> people_, applications_;
};

/// A bar of the month's strip: how long it took, or has taken so far.
protocol::SlaEntry entry_of(store::Database& database, const domain::UserIdCase& one, base::Instant now) {
  protocol::SlaEntry entry;
  entry.one = one.id;
  if (const auto user_id = store::user_id_table::find(database, one.user_id)) entry.agent = user_id->agent;
  entry.done_at = one.withdrawn_at.value_or(one.done_at.value_or(now));
  entry.seconds = seconds_of(entry.done_at - one.ends_at.value_or(entry.done_at));
  entry.met = is_met(one);
  if (entry.met) return entry;
  for (const auto& attempt : sla_cases::attempts(database, one.id, attempts_of_case))
    if (!attempt.done) entry.cause = attempt.text;
  return entry;
}

protocol::SlaView build_month(store::Database& database, year_month month, const std::string& zone,
                              const std::optional<std::vector<base::Id>>& units, base::Instant now) {
  protocol::SlaView view;
  std::vector<std::uint64_t> lengths;
  const auto until = begins(month + std::chrono::months{1}, zone);
  for (const auto& one : sla_cases::due(database, begins(month, zone), until, now, units, most_cases)) {
    if (!counts(one)) {
      ++view.waiting;
      continue;
    }
    ++(is_met(one) ? view.met : view.missed);
    if (one.confirmed_at && one.done_at && one.ends_at) lengths.push_back(seconds_of(*one.done_at - *one.ends_at));
    if (view.entries.size() < most_entries) view.entries.push_back(entry_of(database, one, now));
  }
  view.median_seconds = median_of(lengths);
  return view;
}

}  // namespace

protocol::SlaReport build(store::Database& database, const Wish& wish) {
  const auto from = begins(wish.span.from, wish.zone);
  const auto until = begins(wish.span.to + std::chrono::months{1}, wish.zone);
  SlaCount count{database, wish};
  const auto due = sla_cases::due(database, from, until, wish.now, wish.units, most_cases);
  for (const auto& one : due)
    if (counts(one))
      count.add(one);
    else
      count.add_waiting(one);
  return count.finish(due.size() == most_cases);
}

Answer read(Call& call) {
  const auto in = [&call](std::string_view name) { return call.request.query(name).value_or(""); };
  const auto span = protocol::read_sla_span(in("from"), in("to"), call.request.query("by").value_or("month"));
  if (!span) co_return span.error();
  Wish wish{*span, {}, call.account->standing.units(domain::Action::read_user_ids), call.core.clock.now()};
  std::function<Result<std::string>(store::Database&)> job =
      [wish, unit = call.account->person.unit](store::Database& database) mutable -> Result<std::string> {
    const auto here = store::unit_table::find(database, unit);
    wish.zone = here ? here->zone : "UTC";
    return protocol::encode(build(database, wish));
  };
  auto reading = on_reader<std::string>(call.core.searchers, std::move(job));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

Answer month(Call& call) {
  const auto text = call.request.query("month").value_or("");
  const auto wished = protocol::read_sla_span(text, text, "month");
  if (!wished) co_return fail(Fault::invalid, "a month is written 2026-11", "month");
  std::function<Result<std::string>(store::Database&)> job = [month = wished->from, account = call.account,
                                                              now = call.core.clock.now()](store::Database& database) {
    const auto here = store::unit_table::find(database, account->person.unit);
    const auto zone = here ? here->zone : std::string{"UTC"};
    const auto units = account->standing.units(domain::Action::read_user_ids);
    return Result<std::string>{protocol::encode(build_month(database, month, zone, units, now))};
  };
  auto reading = on_reader<std::string>(call.core.searchers, std::move(job));
  auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  co_return json_response(200, std::move(*body));
}

}  // namespace siaga::hub::sla_report
