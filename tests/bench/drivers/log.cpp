// log: what the journal's proofs cost, on one thread but for the auditor's tool.
//   log prove --leaves N --file DB      proofs of single events out of N, the database's pages in memory or not
//   log verify --records N              an export of N records examined as siaga-verify does, and SHA-256 of their
//   leaves
// Prints a JSON object of seconds.
#include "base/digest.h"
#include "store/merkle_table.h"
#include "store/transaction.h"
#include "verify/examination.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>

namespace siaga::bench {
namespace {

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// As large as the journal's rows are on average.
void fill(store::Database& database, std::uint64_t leaves) {
  const std::string body(140, 'x');
  const auto id = base::make_id(base::SystemClock{}.now());
  store::Transaction transaction{database};
  for (std::uint64_t seq = 1; seq <= leaves; ++seq) {
    const auto leaf = base::sha256(std::to_string(seq));
    const std::span<const std::uint8_t> hash{leaf};
    database.run("insert into journal values (?, ?, ?, null, 'case.attempted', ?, ?, ?, ?, ?, ?, ?)", seq, seq, id, id,
                 id, std::string_view{body}, hash.first(16), hash, hash, hash.first(16));
  }
  transaction.commit();
}

void prove(std::uint64_t leaves, const std::string& file) {
  auto database = store::Database::open(file, store::Database::Mode::read_write).value();
  if (!database.query("select 1 from journal").next()) fill(database, leaves);
  const auto build = seconds_of([&] {
    while (const auto nodes = store::merkle_table::missing(database, leaves, 64)) {
      store::Transaction transaction{database};
      store::merkle_table::insert(database, *nodes);
      transaction.commit();
    }
  });
  const auto tree = store::merkle_table::tree(database);
  std::mt19937_64 random{1};
  std::vector<double> times;
  for (int i = 0; i < 1000; ++i) {
    const auto index = random() % leaves;
    times.push_back(seconds_of([&] { static_cast<void>(tree.inclusion(index, leaves)); }));
  }
  std::ranges::sort(times);
  std::cout << "{\"p50\":" << times[500] << ",\"p99\":" << times[990] << ",\"build\":" << build << "}\n";
}

void verify_export(std::uint64_t records) {
  const proof::SigningKey key{"siaga-hub/bench", proof::Ed25519Key::make()};
  proof::ExportWriter writer;
  const auto now = base::SystemClock{}.now();
  const std::vector keys{
      proof::encode_statement({key.verifier(), now, proof::KeyStatement::Kind::first, {}}, key, nullptr)};
  auto bytes = writer.head({key.name, now, "Asia/Jakarta", 1, records, proof::BookNumbers{1, records}}, keys);
  std::vector<proof::Leaf> leaves(records);
  const std::string rest = ",\"by\":\"019b8b74-3f10-7303-adbb-1afb4ddea2ac\",\"attempt\":1}";
  std::string previous;
  const std::array<std::uint8_t, proof::salt_size> salt{1, 2, 3};
  proof::Frontier tree;
  for (std::uint64_t seq = 1; seq <= records; ++seq) {
    auto& leaf = leaves[seq - 1];
    leaf.seq = seq;
    leaf.at = now;
    leaf.actor = leaf.subject = leaf.unit = base::Id{{1, 2, static_cast<std::uint8_t>(seq)}};
    leaf.kind = "case.attempted";
    const auto body = "{\"book_no\":" + std::to_string(seq) + previous + rest;
    leaf.commitment = proof::commit(salt, body);
    previous = ",\"book_previous\":\"" + base::to_hex(leaf.commitment) + "\"";
    const auto hash = proof::leaf_hash(leaf);
    tree.append(hash);
    bytes += writer.record(leaf, salt, body, hash);
  }
  proof::Note note{proof::encode(proof::Checkpoint{key.name, records, tree.root()}), {}};
  proof::sign(note, key);
  bytes += writer.checkpoint(now, proof::encode(note));
  bytes += writer.end(key);
  std::size_t offset = 0;
  verify::Verdict verdict;
  const auto examined = seconds_of([&] {
    verdict = verify::examine(
        [&](std::size_t at_most) -> base::Result<std::string> {
          auto piece = bytes.substr(offset, at_most);
          offset += piece.size();
          return piece;
        },
        {});
  });
  if (!verdict.is_whole()) throw std::runtime_error(verify::sentence(verdict, verify::Language::english));
  const auto hashed = seconds_of([&] {
    for (const auto& leaf : leaves) static_cast<void>(proof::leaf_hash(leaf));
  });
  std::cout << "{\"verify\":" << examined << ",\"sha256\":" << hashed << ",\"bytes\":" << bytes.size() << "}\n";
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** values) {
  const std::vector<std::string> given{values + 1, values + count};
  if (given.size() == 5 && given[0] == "prove" && given[1] == "--leaves" && given[3] == "--file") {
    siaga::bench::prove(std::stoull(given[2]), given[4]);
  } else if (given.size() == 3 && given[0] == "verify" && given[1] == "--records") {
    siaga::bench::verify_export(std::stoull(given[2]));
  } else {
    std::cerr << "log prove --leaves N --file DB | log verify --records N" << std::endl;
    return 2;
  }
  return 0;
}
