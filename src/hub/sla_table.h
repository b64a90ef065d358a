// The report of R36 as a table on paper or in a spreadsheet: the whole, each month, team leader or application, and
// each breach with its cause. In Indonesian. Pure; any thread.
#pragma once

#include "protocol/sla_report.h"
#include "report/document.h"

#include <vector>

namespace siaga::hub {

/// "Jun 2026 – Nov 2026, per bulan"
std::string sla_subtitle(const protocol::SlaSpan& span);
std::vector<report::Column> sla_columns(protocol::SlaBy by);

/// Owner: whoever writes the report.
class SlaRows final : public report::Rows {
 public:
  explicit SlaRows(const protocol::SlaReport& report);

  base::Result<void> begin() override;
  base::Result<bool> next(report::Row& row) override;
  std::size_t count() const { return rows_.size(); }

 private:
  std::vector<report::Row> rows_;
  std::size_t at_ = 0;
};

}  // namespace siaga::hub
