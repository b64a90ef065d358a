// The logbook as people see it (R39): its pages, one user ID with all its entries, the periods that were signed off. A
// view of the journal, the cases and what the upgrade to schema 8 keeps beside them; narrowed to the units that
// somebody may read. Thread: routes on the session's executor, reading on the searcher; the others on the thread of the
// Database.
#pragma once

#include "domain/user_id_case.h"
#include "hub/call.h"
#include "protocol/logbook.h"
#include "store/checkpoint_table.h"
#include "store/logbook_row_table.h"
#include "store/sign_off_table.h"

#include <map>
#include <string>

namespace siaga::hub::logbook_views {

Answer page(Call& call);       // GET /api/v1/logbook
Answer one(Call& call);        // GET /api/v1/logbook/{id}
Answer sign_offs(Call& call);  // GET /api/v1/logbook/sign-offs

/// Makes rows; what many of them name is looked up once. Owner: one reading.
class RowMaker {
 public:
  explicit RowMaker(store::Database& database) : database_(database) {}
  protocol::LogbookRow make(const store::logbook_row_table::Row& row);
  /// Of a version of a person; empty: nobody's.
  std::string name(const std::optional<base::Id>& version);

 private:
  const std::string& application(const base::Id& id);
  const std::string& zone(const base::Id& unit);
  std::optional<protocol::LogbookLink> link(const std::optional<base::Id>& id);
  void add_case(protocol::LogbookRow& made);
  /// How one that came by a replacement was made; the rest of it where it has left nobody's hands yet.
  void add_making(protocol::LogbookRow& made);
  protocol::LogbookAct done_of(const domain::UserIdCase& one);
  /// What the spreadsheet that it came from said; its dates where there is no case that knows better.
  void add_listing(protocol::LogbookRow& made);
  void add_notes(protocol::LogbookRow& made);

  store::Database& database_;
  std::map<base::Id, std::string> applications_;
  std::map<base::Id, std::string> zones_;
  std::map<base::Id, std::string> names_;
};

/// As of `now`, for `account`; days are of their unit. Errors: invalid.
base::Result<store::logbook_row_table::Filter> filter_of(store::Database& database, const Account& account,
                                                         const protocol::LogbookFilter& wish, base::Instant now);
std::string own_zone(store::Database& database, const Account& account);
protocol::SignOffView view_of(store::Database& database, const store::sign_off_table::Row& row);
/// Of a checkpoint that this log's keys have signed.
protocol::SignedSize signed_size(store::Database& database, const store::checkpoint_table::Row& row);

}  // namespace siaga::hub::logbook_views
