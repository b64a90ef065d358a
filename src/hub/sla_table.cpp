#include "hub/sla_table.h"

#include "base/zone.h"
#include "hub/paper.h"

namespace siaga::hub {

namespace {

std::string month_shown(std::chrono::year_month month) {
  const auto day = shown(std::optional<base::Day>{month / 1});
  return day.substr(day.find(' ') + 1);
}

std::string group_shown(const protocol::SlaReport& report, const std::string& name) {
  if (report.by == protocol::SlaBy::month)
    if (const auto first = base::parse_day(name + "-01")) return month_shown(first->year() / first->month());
  return name.empty() ? "belum ada pelaksana" : name;
}

report::Row row_of_counts(const std::string& name, std::uint64_t met, std::uint64_t missed, std::uint64_t waiting,
                          std::uint64_t median) {
  const auto all = met + missed;
  return {name,
          std::to_string(all),
          std::to_string(met),
          std::to_string(missed),
          all == 0 ? "" : std::to_string(100 * met / all),
          waiting == 0 ? "" : std::to_string(waiting),
          median == 0 ? "" : shown_length(static_cast<std::int64_t>(median))};
}

std::string cause_shown(const protocol::SlaBreach& breach) {
  using domain::SlaCause;
  const auto why = breach.reason.empty() ? std::string{} : ": " + breach.reason;
  switch (breach.cause) {
    case SlaCause::recorded_late: return "Surat baru dicatat setelah batas lewat";
    case SlaCause::requested_late: return "Tidak diminta ke Team Leader sebelum batas";
    case SlaCause::reopened: return "Sempat nonaktif tepat waktu, lalu aktif lagi";
    case SlaCause::failed:
      return "Dicoba sebelum batas tanpa hasil, gagal " + std::to_string(breach.failures) + "×" + why;
    case SlaCause::not_attempted: return "Diminta tepat waktu; tidak ada yang mencoba sebelum batas";
    case SlaCause::withdrawn: return "Dibatalkan setelah batas lewat" + why;
    case SlaCause::unknown: break;
  }
  return "Catatan tidak menjelaskan" + why;
}

report::Row row_of_breach(const protocol::SlaBreach& breach) {
  return {"Lewat batas",
          "",
          "",
          "",
          "",
          "",
          "",
          breach.user_name.empty() ? "(dimusnahkan)" : breach.user_name,
          breach.agent,
          breach.application,
          breach.leader,
          shown(breach.deadline, breach.zone),
          breach.done_at ? shown(breach.done_at, breach.zone) : "masih aktif",
          shown_length(static_cast<std::int64_t>(breach.late_seconds)),
          cause_shown(breach)};
}

}  // namespace

std::string sla_subtitle(const protocol::SlaSpan& span) {
  auto text = month_shown(span.from);
  if (span.to != span.from) text += " \xE2\x80\x93 " + month_shown(span.to);
  switch (span.by) {
    case protocol::SlaBy::month: return text + ", per bulan";
    case protocol::SlaBy::team_leader: return text + ", per Team Leader";
    case protocol::SlaBy::application: return text + ", per aplikasi";
  }
  return text;
}

std::vector<report::Column> sla_columns(protocol::SlaBy by) {
  using Kind = report::Column::Kind;
  const char* group = by == protocol::SlaBy::month         ? "Bulan"
                      : by == protocol::SlaBy::team_leader ? "Pelaksana"
                                                           : "Aplikasi";
  return {{group, 1.2},
          {"Kasus", 0.75, Kind::number},
          {"Tepat waktu", 0.6, Kind::number},
          {"Lewat batas", 0.6, Kind::number},
          {"Tepat waktu (%)", 0.6, Kind::number},
          {"Belum dilihat orang kedua", 0.75, Kind::number},
          {"Median sejak hari terakhir", 0.9},
          {"User ID", 1.2},
          {"Agent", 1.1},
          {"Milik aplikasi", 1.0},
          {"Team Leader", 1.1},
          {"Batas SLA", 1.1},
          {"Selesai", 1.1},
          {"Terlambat", 0.8},
          {"Sebab", 1.8}};
}

SlaRows::SlaRows(const protocol::SlaReport& report) {
  rows_.push_back(row_of_counts("Seluruhnya", report.met, report.missed, report.waiting, report.median_seconds));
  for (const auto& group : report.groups)
    rows_.push_back(
        row_of_counts(group_shown(report, group.name), group.met, group.missed, group.waiting, group.median_seconds));
  for (const auto& breach : report.breaches) rows_.push_back(row_of_breach(breach));
  if (report.more) rows_.push_back({"Masih ada yang lain: persempit bulannya"});
}

base::Result<void> SlaRows::begin() {
  at_ = 0;
  return {};
}

base::Result<bool> SlaRows::next(report::Row& row) {
  if (at_ == rows_.size()) return false;
  row = rows_[at_++];
  return true;
}

}  // namespace siaga::hub
