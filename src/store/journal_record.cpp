#include "store/journal_record.h"

namespace siaga::store {

namespace {

JournalRecord record_of(const Statement& row) {
  JournalRecord record;
  record.leaf.seq = static_cast<std::uint64_t>(row.integer(0));
  record.leaf.at = row.instant(1);
  record.leaf.actor = row.id(2);
  record.leaf.on_behalf_of = row.optional_id(3).value_or(base::Id{});
  record.leaf.kind = row.text(4);
  record.leaf.subject = row.id(5);
  record.leaf.unit = row.id(6);
  record.body = row.text(7);
  record.salt = row.blob(8);
  record.leaf.commitment = row.sha256(9);
  record.hash = row.sha256(10);
  return record;
}

}  // namespace

std::vector<JournalRecord> read_records(Database& database, std::uint64_t seq, std::uint64_t last,
                                        std::size_t byte_limit) {
  std::vector<JournalRecord> records;
  auto row = database.query(
      "select seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf from journal "
      "where seq > ? and seq <= ? order by seq",
      seq, last);
  for (std::size_t bytes = 0; bytes < byte_limit && row.next();) {
    records.push_back(record_of(row));
    bytes += records.back().body.size() + 256;
  }
  return records;
}

bool erase_record(Database& database, std::uint64_t seq) {
  return database.run("update journal set body = '', salt = x'' where seq = ?", seq) == 1;
}

}  // namespace siaga::store
