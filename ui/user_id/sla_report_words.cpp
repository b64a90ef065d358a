#include "ui/user_id/sla_report_words.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <chrono>

namespace siaga::ui {
namespace {

std::string spoken_seconds(std::uint64_t seconds) {
  return spoken(std::chrono::seconds{static_cast<std::int64_t>(seconds)});
}

std::string counted_words(std::uint64_t met, std::uint64_t missed, std::uint64_t median, std::uint64_t waiting) {
  const auto unseen = waiting > 0 ? " · " + sla_waiting_words(waiting) : std::string{};
  if (met + missed == 0) return tr("none closed") + unseen;
  auto words = tr("{} of {} in time", grouped(met), grouped(met + missed));
  if (missed > 0) words += " · " + tr_n("{} past the deadline", "{} past the deadline", missed, grouped(missed));
  if (median > 0) words += " · " + tr("median {}", spoken_seconds(median));
  return words + unseen;
}

}  // namespace

std::string sla_group_name(const protocol::SlaReport& report, const protocol::SlaGroup& group) {
  if (report.by == protocol::SlaBy::month)
    if (const auto day = base::parse_day(group.name + "-01"))
      return month_words(base::Instant{std::chrono::sys_days{*day}}, "UTC");
  return group.name.empty() ? tr("nobody acted yet") : group.name;
}

std::string sla_group_words(const protocol::SlaGroup& group) {
  return counted_words(group.met, group.missed, group.median_seconds, group.waiting);
}

std::string sla_total_words(const protocol::SlaReport& report) {
  return counted_words(report.met, report.missed, report.median_seconds, report.waiting);
}

std::string sla_cause_words(const protocol::SlaBreach& breach) {
  using domain::SlaCause;
  const auto why = breach.reason.empty() ? std::string{} : ": " + breach.reason;
  switch (breach.cause) {
    case SlaCause::recorded_late: return tr("the letter was recorded after the deadline");
    case SlaCause::requested_late: return tr("not requested from the team leader before the deadline");
    case SlaCause::reopened: return tr("closed in time, then it came back to life");
    case SlaCause::failed: return tr("tried in time without success, failed {}×", breach.failures) + why;
    case SlaCause::not_attempted: return tr("requested in time; nobody tried before the deadline");
    case SlaCause::withdrawn: return tr("withdrawn when the deadline was over") + why;
    case SlaCause::unknown: break;
  }
  return tr("the records don't tell") + why;
}

std::string sla_span_words(const protocol::SlaSpan& span) {
  const auto month = [](std::chrono::year_month one) {
    return month_words(base::Instant{std::chrono::sys_days{one / std::chrono::day{1}}}, "UTC");
  };
  const auto months = span.from == span.to ? month(span.from) : tr("{} – {}", month(span.from), month(span.to));
  switch (span.by) {
    case protocol::SlaBy::month: return tr("{}, by month", months);
    case protocol::SlaBy::team_leader: return tr("{}, by team leader", months);
    case protocol::SlaBy::application: return tr("{}, by application", months);
  }
  return months;
}

std::string sla_late_words(const protocol::SlaBreach& breach) {
  const auto late = spoken_seconds(breach.late_seconds);
  return breach.done_at ? late : tr("{}, still active", late);
}

std::string first_month_of(base::Instant now, const std::string& zone, int months) {
  const auto day = base::parse_day(month_query(now, zone) + "-01");
  if (!day) return {};
  return base::to_text(*day - std::chrono::months{months - 1}).substr(0, 7);
}

}  // namespace siaga::ui
