#include "store/letter_table.h"

namespace siaga::store::letter_table {

namespace {

constexpr std::string_view columns =
    "select id, uploader, file_name, content_type, size, sha256, at, of_case from letter ";

std::vector<Row> letters_of(Statement row) {
  std::vector<Row> found;
  while (row.next())
    found.push_back({row.id(0), row.id(1), row.text(2), row.text(3), static_cast<std::uint64_t>(row.integer(4)),
                     row.sha256(5), row.instant(6), row.optional_id(7)});
  return found;
}

}  // namespace

std::optional<Row> find(Database& database, const base::Id& id) {
  auto found = letters_of(database.query(std::string{columns} + "where id = ?", id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void insert(Database& database, const Row& row) {
  database.run(
      "insert into letter (id, uploader, file_name, content_type, size, sha256, at) values (?, ?, ?, ?, ?, ?, ?)",
      row.id, row.uploader, row.file_name, row.content_type, row.size, std::span<const std::uint8_t>{row.sha256},
      row.at);
}

void attach(Database& database, const base::Id& id, const base::Id& of_case) {
  database.run("update letter set of_case = ? where id = ?", of_case, id);
}

std::vector<Row> of_case(Database& database, const base::Id& one) {
  return letters_of(database.query(std::string{columns} + "where of_case = ? order by at, id", one));
}

std::vector<base::Id> forget_of_case(Database& database, const base::Id& one) {
  std::vector<base::Id> gone;
  auto row = database.query("select id from letter where of_case = ?", one);
  while (row.next()) gone.push_back(row.id(0));
  database.run("delete from letter where of_case = ?", one);
  return gone;
}

std::vector<Row> all(Database& database) { return letters_of(database.query(std::string{columns} + "order by id")); }

std::uint64_t unattached(Database& database, const base::Id& uploader) {
  auto row = database.query("select count(*) from letter where uploader = ? and of_case is null", uploader);
  row.next();
  return static_cast<std::uint64_t>(row.integer(0));
}

std::vector<base::Id> forget_unattached(Database& database, base::Instant before) {
  std::vector<base::Id> gone;
  auto row = database.query("select id from letter where of_case is null and at < ?", before);
  while (row.next()) gone.push_back(row.id(0));
  database.run("delete from letter where of_case is null and at < ?", before);
  return gone;
}

}  // namespace siaga::store::letter_table
