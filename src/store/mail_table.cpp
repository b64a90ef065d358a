#include "store/mail_table.h"

namespace siaga::store::mail_table {

void insert(Database& database, const Row& row) {
  database.run(
      "insert into mail (id, kind, recipient, subject, body, created_at, expires_at, tries, next_try_at, last_error) "
      "values (?, ?, ?, ?, ?, ?, ?, 0, ?, '')",
      row.id, std::string_view{row.kind}, std::string_view{row.recipient}, std::string_view{row.subject},
      std::string_view{row.body}, row.created_at, row.expires_at, row.created_at);
}

std::vector<Row> due(Database& database, base::Instant now, std::size_t limit) {
  std::vector<Row> rows;
  auto row = database.query(
      "select id, kind, recipient, subject, body, created_at, expires_at, tries from mail "
      "where next_try_at is not null and (next_try_at <= ? or tries = 0) order by created_at limit ?",
      now, limit);
  while (row.next())
    rows.push_back({row.id(0), row.text(1), row.text(2), row.text(3), row.text(4), row.instant(5), row.instant(6),
                    row.integer(7)});
  return rows;
}

std::optional<base::Instant> next_try(Database& database) {
  auto row = database.query("select min(next_try_at) from mail where next_try_at is not null");
  if (!row.next()) return std::nullopt;
  return row.optional_instant(0);
}

void mark_sent(Database& database, const base::Id& id, base::Instant at) {
  database.run(
      "update mail set sent_at = ?, next_try_at = null, tries = tries + 1, subject = '', body = '', last_error = '' "
      "where id = ?",
      at, id);
}

void give_up(Database& database, const base::Id& id, std::string_view why) {
  database.run(
      "update mail set next_try_at = null, tries = tries + 1, subject = '', body = '', last_error = ? where id = ?",
      why, id);
}

void try_later(Database& database, const base::Id& id, base::Instant at, std::string_view why) {
  database.run("update mail set next_try_at = ?, tries = tries + 1, last_error = ? where id = ?", at, why, id);
}

void expire(Database& database, base::Instant now) {
  database.run(
      "update mail set next_try_at = null, subject = '', body = '', "
      "last_error = case last_error when '' then 'expired' else last_error end "
      "where next_try_at is not null and expires_at <= ?",
      now);
}

void forget_ended(Database& database, base::Instant before) {
  database.run("delete from mail where next_try_at is null and created_at < ?", before);
}

Counts counts(Database& database) {
  auto row = database.query("select count(next_try_at), count(*) - count(next_try_at) - count(sent_at) from mail");
  row.next();
  return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1))};
}

Late late(Database& database, base::Instant after) {
  auto row = database.query(
      "select count(next_try_at), count(*) - count(next_try_at), min(created_at) from mail "
      "where sent_at is null and ((next_try_at is null and created_at > ?) or (next_try_at is not null and tries > 0))",
      after);
  row.next();
  return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1)),
          row.optional_instant(2)};
}

}  // namespace siaga::store::mail_table
