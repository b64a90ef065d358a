// The logbook as a table on paper or in a spreadsheet (S4 §10): its columns, its rows as they are read, page by page.
// Each row has the numbers of its entries, and what belongs to no row follows at the end, so that the whole logbook on
// paper shows that it has them all. In Indonesian, as the hub's mails are.
// Thread: that of the Database.
#pragma once

#include "hub/logbook_views.h"
#include "report/document.h"

#include <atomic>
#include <cstdint>

namespace siaga::hub {

std::vector<report::Column> logbook_columns();
/// What the table holds: "Seluruh user ID, entri 1–57" where it has every number.
std::string logbook_subtitle(store::Database& database, const protocol::LogbookFilter& wish,
                             const store::logbook_row_table::Filter& filter);

/// Owner: whoever writes the report. The database stays at one moment meanwhile, since a PDF is read twice.
class LogbookRows final : public report::Rows {
 public:
  /// `format`: how much a cell holds. Errors of next(): unavailable once `stopping`.
  LogbookRows(store::Database& database, store::logbook_row_table::Filter filter, protocol::LogbookFormat format,
              const std::atomic<bool>& stopping);

  base::Result<void> begin() override;
  base::Result<bool> next(report::Row& row) override;
  /// User IDs so far since begin().
  std::uint64_t count() const { return count_; }

 private:
  void read_page();
  bool next_others(report::Row& row);

  store::Database& database_;
  store::logbook_row_table::Filter filter_;
  protocol::LogbookFormat format_;
  const std::atomic<bool>& stopping_;
  logbook_views::RowMaker maker_;
  std::vector<store::logbook_row_table::Row> page_;
  std::size_t at_ = 0;
  std::uint64_t after_ = 0;
  std::uint64_t other_ = 0;  ///< entries without a row, up to it, are told
  std::uint64_t count_ = 0;
};

}  // namespace siaga::hub
