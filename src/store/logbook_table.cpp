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

std::optional<std::pair<std::uint64_t, std::uint64_t>> numbers_between(Database& database, std::uint64_t first,
                                                                       std::uint64_t last) {
  auto begin = database.query("select book_no, seq from logbook where seq >= ? order by seq limit 1", first);
  if (!begin.next() || static_cast<std::uint64_t>(begin.integer(1)) > last) return std::nullopt;
  auto end = database.query("select book_no from logbook where seq <= ? order by seq desc limit 1", last);
  end.next();
  return std::pair{static_cast<std::uint64_t>(begin.integer(0)), static_cast<std::uint64_t>(end.integer(0))};
}

}  // namespace siaga::store::logbook_table
