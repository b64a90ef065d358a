#include "store/profile_table.h"

#include <span>

namespace siaga::store::profile_table {

std::optional<std::string> born(Database& database, const base::Id& person) {
  auto row = database.query("select born from profile where person = ?", person);
  if (!row.next()) return std::nullopt;
  return row.optional_text(0);
}

void set_born(Database& database, const base::Id& person, std::optional<std::string_view> born) {
  database.run("insert into profile (person, born) values (?1, ?2) on conflict (person) do update set born = ?2",
               person, born);
}

std::optional<Photo> photo(Database& database, const base::Id& person) {
  auto row = database.query("select content_type, bytes from photo where person = ?", person);
  if (!row.next()) return std::nullopt;
  const auto bytes = row.blob(1);
  return Photo{row.text(0), std::string{bytes.begin(), bytes.end()}};
}

std::optional<base::Instant> photo_since(Database& database, const base::Id& person) {
  auto row = database.query("select since from photo where person = ?", person);
  if (!row.next()) return std::nullopt;
  return row.instant(0);
}

void set_photo(Database& database, const base::Id& person, const Photo& photo, base::Instant since) {
  const std::span<const std::uint8_t> bytes{reinterpret_cast<const std::uint8_t*>(photo.bytes.data()),
                                            photo.bytes.size()};
  remove_photo(database, person);
  database.run("insert into photo (person, content_type, bytes, since) values (?, ?, ?, ?)", person,
               std::string_view{photo.content_type}, bytes, since);
}

bool remove_photo(Database& database, const base::Id& person) {
  return database.run("delete from photo where person = ?", person) > 0;
}

}  // namespace siaga::store::profile_table
