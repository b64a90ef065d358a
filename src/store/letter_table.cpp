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

void forget_of_case(Database& database, const base::Id& one) {
  database.run("insert or ignore into letter_to_delete select id from letter where of_case = ?", one);
  database.run("delete from letter where of_case = ?", one);
}

std::vector<Row> all(Database& database) { return letters_of(database.query(std::string{columns} + "order by id")); }

std::uint64_t unattached(Database& database, const base::Id& uploader) {
  auto row = database.query("select count(*) from letter where uploader = ? and of_case is null", uploader);
  row.next();
  return static_cast<std::uint64_t>(row.integer(0));
}

void forget_unattached(Database& database, base::Instant before) {
  database.run("insert or ignore into letter_to_delete select id from letter where of_case is null and at < ?", before);
  database.run("delete from letter where of_case is null and at < ?", before);
}

void abandon(Database& database, const base::Id& id) {
  database.run("insert or ignore into letter_to_delete select ?1 where not exists (select 1 from letter where id = ?1)",
               id);
}

std::vector<base::Id> to_delete(Database& database, std::size_t most) {
  std::vector<base::Id> ids;
  auto row = database.query("select id from letter_to_delete order by id limit ?", most);
  while (row.next()) ids.push_back(row.id(0));
  return ids;
}

bool is_to_delete(Database& database, const base::Id& id) {
  return database.query("select 1 from letter_to_delete where id = ?", id).next();
}

void note_deleted(Database& database, const base::Id& id) {
  database.run("delete from letter_to_delete where id = ?", id);
}

}  // namespace siaga::store::letter_table
