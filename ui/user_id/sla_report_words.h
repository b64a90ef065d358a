// What the report of R36 says: groups of its chart, breaches and why they came about. UTF-8; moments in the zone of the
// case, which is named. Thread: UI.
#pragma once

#include "protocol/sla_report.h"

#include <string>

namespace siaga::ui {

/// "Nov 2026", "Ratna Puspita", "Omni Channel"; "belum ada pelaksana" where nobody did or ordered it.
std::string sla_group_name(const protocol::SlaReport& report, const protocol::SlaGroup& group);
/// "37 dari 38 tepat waktu · 1 lewat · median 2 j 40 m"
std::string sla_group_words(const protocol::SlaGroup& group);
/// The whole report in a line.
std::string sla_total_words(const protocol::SlaReport& report);
/// "dicoba tanpa hasil, gagal 2×: aplikasi tidak menjawab"
std::string sla_cause_words(const protocol::SlaBreach& breach);
/// "1 j 5 m", "3 hari, masih aktif"
std::string sla_late_words(const protocol::SlaBreach& breach);
/// "Jun 2026 – Nov 2026, per bulan"
std::string sla_span_words(const protocol::SlaSpan& span);
/// Last months that end with the one of `now`: "2026-06" for six in November.
std::string first_month_of(base::Instant now, const std::string& zone, int months);

}  // namespace siaga::ui
