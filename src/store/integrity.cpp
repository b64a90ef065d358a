#include "store/integrity.h"

#include "proof/commitment.h"
#include "proof/leaf.h"

#include <span>

namespace siaga::store {

namespace {

constexpr std::size_t most_faults = 50;
using Faults = std::vector<std::string>;

void check_pages(Database& database, Faults& faults) {
  auto page = database.query("pragma integrity_check(20)");
  while (page.next())
    if (page.text(0) != "ok") faults.push_back("database: " + page.text(0));
  auto reference = database.query("pragma foreign_key_check");
  while (reference.next() && faults.size() < most_faults)
    faults.push_back("database: a row of " + reference.text(0) + " refers to nothing in " + reference.text(2));
}

struct Place {
  std::uint64_t seq = 0;
  base::Instant at{base::Instant::min()};
};

/// Body and salt may have been emptied by law; the commitment stays.
bool is_erased(const Statement& row) { return row.text(7).empty() && row.blob(8).empty(); }

bool keeps_its_commitment(const Statement& row) {
  const auto salt = row.blob(8);
  if (salt.size() != proof::salt_size) return false;
  return proof::commit(std::span<const std::uint8_t, proof::salt_size>{salt.data(), salt.size()}, row.text(7)) ==
         row.sha256(9);
}

proof::Leaf leaf_of(const Statement& row) {
  proof::Leaf leaf;
  leaf.seq = static_cast<std::uint64_t>(row.integer(0));
  leaf.at = row.instant(1);
  leaf.actor = row.id(2);
  leaf.on_behalf_of = row.optional_id(3).value_or(base::Id{});
  leaf.kind = row.text(4);
  leaf.subject = row.id(5);
  leaf.unit = row.id(6);
  leaf.commitment = row.sha256(9);
  return leaf;
}

void check_event(const Statement& row, const Place& before, Faults& faults) {
  const auto leaf = leaf_of(row);
  const auto say = [&](const std::string& what) {
    faults.push_back("event " + std::to_string(leaf.seq) + ": " + what);
  };
  if (leaf.seq != before.seq + 1) say("comes after " + std::to_string(before.seq));
  if (leaf.at < before.at) say("is earlier than the one before");
  if (!is_erased(row) && !keeps_its_commitment(row)) say("the body isn't what was committed to");
  if (proof::leaf_hash(leaf) != row.sha256(10)) say("the leaf isn't of this event");
}

void check_journal(Database& database, Faults& faults) {
  auto row = database.query(
      "select seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf from journal order by "
      "seq");
  for (Place before; faults.size() < most_faults && row.next();) {
    try {
      check_event(row, before, faults);
    } catch (const StoreFailure& unreadable) {  // of this row: the next one may be whole
      faults.push_back("event " + std::to_string(row.integer(0)) + ": " + unreadable.what());
    }
    before = Place{static_cast<std::uint64_t>(row.integer(0)), row.instant(1)};
  }
}

}  // namespace

std::vector<std::string> faults_of(Database& database) {
  Faults faults;
  for (const auto check : {&check_pages, &check_journal}) {
    try {
      check(database, faults);
    } catch (const StoreFailure& failure) {
      faults.push_back(std::string{"database: "} + failure.what());
    }
  }
  return faults;
}

}  // namespace siaga::store
