#include "store/integrity.h"

#include "proof/checkpoint.h"
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

bool is_signed_root(const std::string& text, const proof::Hash& root) {
  const auto note = proof::decode_note(text);
  if (!note) return false;
  const auto checkpoint = proof::decode_checkpoint(note->text);
  return checkpoint && checkpoint->root == root;
}

/// The tree of the leaves as they are against what was signed of it and what is kept of it.
void check_tree(Database& database, Faults& faults) {
  if (!database.query("select 1 from sqlite_schema where name = 'checkpoint'").next()) return;  // of an older program
  auto leaf = database.query("select leaf from journal order by seq");
  auto sign = database.query("select size, note from checkpoint order by size");
  auto node = database.query("select idx, hash from merkle_node where tier = 1 order by idx");
  bool is_signed = sign.next();
  bool is_kept = node.next();
  proof::Frontier all;
  proof::Frontier part;
  while ((is_signed || is_kept) && faults.size() < most_faults && leaf.next()) {
    all.append(leaf.sha256(0));
    part.append(leaf.sha256(0));
    if (part.size() == proof::nodes_a_tier && is_kept) {
      if (node.sha256(1) != part.root())
        faults.push_back("tree: the 256 events up to " + std::to_string(all.size()) + " aren't those of before");
      is_kept = node.next();
      part = {};
    }
    if (!is_signed || static_cast<std::uint64_t>(sign.integer(0)) != all.size()) continue;
    if (!is_signed_root(sign.text(1), all.root()))
      faults.push_back("checkpoint " + std::to_string(all.size()) + ": the journal isn't what was signed");
    is_signed = sign.next();
  }
  if (is_signed && faults.size() < most_faults)
    faults.push_back("checkpoint " + std::to_string(sign.integer(0)) + ": the journal ends before it");
}

}  // namespace

std::vector<std::string> faults_of(Database& database) {
  Faults faults;
  for (const auto check : {&check_pages, &check_journal, &check_tree}) {
    try {
      check(database, faults);
    } catch (const StoreFailure& failure) {
      faults.push_back(std::string{"database: "} + failure.what());
    }
  }
  return faults;
}

}  // namespace siaga::store
