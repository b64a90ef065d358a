#include "store/sign_off_table.h"

namespace siaga::store::sign_off_table {

namespace {

base::Day day_of(const std::string& text) {
  const auto day = base::parse_day(text);
  if (!day) throw StoreFailure(base::Fault::corrupt, "no day: " + text);
  return *day;
}

constexpr std::string_view columns = "select seq, book_no, by, first_day, last_day, text from logbook_sign_off ";

std::vector<Row> sign_offs_of(Statement row) {
  std::vector<Row> found;
  while (row.next())
    found.push_back({static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)), row.id(2),
                     day_of(row.text(3)), day_of(row.text(4)), row.text(5)});
  return found;
}

}  // namespace

void insert(Database& database, const Row& row) {
  database.run("insert into logbook_sign_off (seq, book_no, by, first_day, last_day, text) values (?, ?, ?, ?, ?, ?)",
               row.seq, row.book_no, row.by, base::to_text(row.from), base::to_text(row.to),
               std::string_view{row.text});
}

std::optional<Row> find(Database& database, std::uint64_t seq) {
  auto found = sign_offs_of(database.query(std::string{columns} + "where seq = ?", seq));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Row> newest(Database& database, std::size_t most) {
  return sign_offs_of(database.query(std::string{columns} + "order by seq desc limit ?", most));
}

}  // namespace siaga::store::sign_off_table
