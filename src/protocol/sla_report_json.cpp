#include "protocol/fields_json.h"
#include "protocol/sla_report.h"

#include <tuple>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> sla_by_names{"month", "team_leader", "application"};
constexpr std::size_t most_groups = 10'000;
constexpr std::size_t most_breaches = 1000;
constexpr std::chrono::months longest_span{24};

json::object json_of(const SlaGroup& group) {
  json::object object;
  object["name"] = group.name;
  object["met"] = group.met;
  object["missed"] = group.missed;
  object["median_seconds"] = group.median_seconds;
  object["waiting"] = group.waiting;
  return object;
}

json::object json_of(const SlaBreach& breach) {
  json::object object;
  object["case"] = base::to_string(breach.one);
  object["user_name"] = breach.user_name;
  object["agent"] = breach.agent;
  object["application"] = breach.application;
  object["leader"] = breach.leader;
  object["zone"] = breach.zone;
  object["deadline"] = base::to_rfc3339(breach.deadline);
  put(object, "done_at", breach.done_at);
  object["late_seconds"] = breach.late_seconds;
  object["cause"] = to_json(domain::name_of(breach.cause));
  object["reason"] = breach.reason;
  object["failures"] = breach.failures;
  return object;
}

SlaBreach read_breach(ObjectReader& reader) {
  SlaBreach breach;
  breach.one = reader.id("case");
  breach.user_name = reader.text("user_name");
  breach.agent = reader.text("agent");
  breach.application = reader.text("application");
  breach.leader = reader.text("leader");
  breach.zone = reader.text("zone", 64);
  breach.deadline = reader.instant("deadline");
  breach.done_at = reader.optional_instant("done_at");
  breach.late_seconds = reader.whole("late_seconds");
  breach.cause = domain::sla_cause(reader.text("cause", 64)).value_or(domain::SlaCause::unknown);
  breach.reason = reader.text("reason");
  breach.failures = reader.whole("failures");
  return breach;
}

}  // namespace

std::string_view name_of(SlaBy by) { return sla_by_names[static_cast<std::size_t>(by)]; }

std::optional<SlaBy> sla_by(std::string_view name) { return value_named<SlaBy>(sla_by_names, name); }

base::Result<SlaSpan> read_sla_span(std::string_view from, std::string_view to, std::string_view by) {
  const auto month_in = [](std::string_view text) -> std::optional<std::chrono::year_month> {
    const auto first = base::parse_day(std::string{text} + "-01");
    return first ? std::optional{first->year() / first->month()} : std::nullopt;
  };
  SlaSpan span;
  for (auto [month, text, name] : {std::tuple{&span.from, from, "from"}, std::tuple{&span.to, to, "to"}}) {
    const auto read = month_in(text);
    if (!read) return base::fail(base::Fault::invalid, "a month is written 2026-11", name);
    *month = *read;
  }
  if (span.to < span.from || span.to - span.from >= longest_span)
    return base::fail(base::Fault::invalid, "from and to span 1 to 24 months", "to");
  const auto kind = sla_by(by);
  if (!kind) return base::fail(base::Fault::invalid, "by is month, team_leader or application", "by");
  span.by = *kind;
  return span;
}

std::string text_of(std::chrono::year_month month) { return base::to_text(month / 1).substr(0, 7); }

std::string encode(const SlaReport& report) {
  json::object object;
  object["at"] = base::to_rfc3339(report.at);
  object["by"] = to_json(name_of(report.by));
  object["met"] = report.met;
  object["missed"] = report.missed;
  object["median_seconds"] = report.median_seconds;
  object["waiting"] = report.waiting;
  object["groups"] = list_of(report.groups, [](const auto& group) { return json_of(group); });
  object["breaches"] = list_of(report.breaches, [](const auto& breach) { return json_of(breach); });
  object["more"] = report.more;
  return to_text(object);
}

base::Result<SlaReport> decode_sla_report(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SlaReport report;
    report.at = reader.instant("at");
    report.by = reader.named("by", [](std::string_view name) { return sla_by(name); });
    report.met = reader.whole("met");
    report.missed = reader.whole("missed");
    report.median_seconds = reader.whole("median_seconds");
    report.waiting = reader.optional_whole("waiting").value_or(0);
    reader.objects("groups", most_groups, [&report](ObjectReader& part) {
      SlaGroup group;
      group.name = part.text("name");
      group.met = part.whole("met");
      group.missed = part.whole("missed");
      group.median_seconds = part.whole("median_seconds");
      group.waiting = part.optional_whole("waiting").value_or(0);
      report.groups.push_back(std::move(group));
    });
    reader.objects("breaches", most_breaches,
                   [&report](ObjectReader& part) { report.breaches.push_back(read_breach(part)); });
    report.more = reader.flag("more");
    return report;
  });
}

}  // namespace siaga::protocol
