#include "store/logbook_table.h"

namespace siaga::store::logbook_table {

namespace {

std::vector<std::uint64_t> numbers_in(Statement rows) {
  std::vector<std::uint64_t> numbers;
  while (rows.next()) numbers.push_back(static_cast<std::uint64_t>(rows.integer(0)));
  return numbers;
}

}  // namespace

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

std::vector<std::uint64_t> numbers_of(Database& database, const base::Id& user_id) {
  return numbers_in(database.query("select book_no from logbook where user_id = ? order by book_no", user_id));
}

std::vector<std::uint64_t> numbers_without_row(Database& database, std::uint64_t after, std::size_t limit) {
  return numbers_in(database.query(
      "select l.book_no from logbook l where l.book_no > ? and not exists "
      "(select 1 from logbook_row r where r.user_id = l.user_id and r.status <> 'planned') order by l.book_no limit ?",
      after, static_cast<std::int64_t>(limit)));
}

}  // namespace siaga::store::logbook_table
