#include "store/checkpoint_table.h"

namespace siaga::store::checkpoint_table {

namespace {

Row row_of(const Statement& row) { return {static_cast<std::uint64_t>(row.integer(0)), row.instant(1), row.text(2)}; }

std::optional<Row> first_of(Statement row) {
  if (!row.next()) return std::nullopt;
  return row_of(row);
}

}  // namespace

void insert(Database& database, const Row& row) {
  database.run("insert or ignore into checkpoint (size, at, note) values (?, ?, ?)", row.size, row.at,
               std::string_view{row.note});
}

std::optional<Row> newest(Database& database) {
  return first_of(database.query("select size, at, note from checkpoint order by size desc limit 1"));
}

std::optional<Row> find(Database& database, std::uint64_t size) {
  return first_of(database.query("select size, at, note from checkpoint where size = ?", size));
}

std::vector<Row> after(Database& database, std::uint64_t size, std::size_t most) {
  std::vector<Row> rows;
  auto row = database.query("select size, at, note from checkpoint where size > ? order by size limit ?", size, most);
  while (row.next()) rows.push_back(row_of(row));
  return rows;
}

std::vector<Row> between(Database& database, std::uint64_t from, std::uint64_t to, std::size_t most) {
  std::vector<Row> rows;
  const auto step = (to - from) / (most + 1) + 1;
  for (auto size = from + step; size < to && rows.size() < most;) {
    auto next = first_of(database.query(
        "select size, at, note from checkpoint where size >= ? and size < ? order by size limit 1", size, to));
    if (!next) break;
    size = next->size + step;
    rows.push_back(std::move(*next));
  }
  return rows;
}

}  // namespace siaga::store::checkpoint_table
