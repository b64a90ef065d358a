#include "store/logbook_table.h"

namespace siaga::store::logbook_table {

Next next(Database& database) {
  auto row = database.query(
      "select l.book_no, j.commitment from logbook l join journal j on j.seq = l.seq order by l.book_no desc limit 1");
  if (!row.next()) return {};
  return {static_cast<std::uint64_t>(row.integer(0)) + 1, row.sha256(1)};
}

void insert(Database& database, std::uint64_t book_no, std::uint64_t seq, const base::Id& user_id) {
  database.run("insert into logbook (book_no, seq, user_id) values (?, ?, ?)", book_no, seq, user_id);
}

}  // namespace siaga::store::logbook_table
