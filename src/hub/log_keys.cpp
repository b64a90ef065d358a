#include "hub/log_keys.h"

#include "base/file.h"
#include "base/log.h"
#include "hub/events.h"
#include "store/checkpoint_table.h"
#include "store/log_key_table.h"
#include "store/schema.h"
#include "store/transaction.h"

#include <optional>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using StatementKind = proof::KeyStatement::Kind;

namespace {

std::filesystem::path log_key_file(const store::DataFolder& folder) { return folder.keys() / "log"; }
std::filesystem::path next_log_key_file(const store::DataFolder& folder) { return folder.keys() / "log.next"; }

Result<std::optional<proof::Ed25519Key>> read_log_key(const std::filesystem::path& file) {
  const auto seed = base::read_file(file, 1024);
  if (!seed && seed.error().fault == Fault::not_found) return std::optional<proof::Ed25519Key>{};
  if (!seed) return fail(Fault::invalid, seed.error().detail);
  auto key = proof::Ed25519Key::from_seed(*seed);
  if (!key) return fail(Fault::invalid, file.string() + " isn't a key of 32 bytes");
  return std::optional{std::move(*key)};
}

Result<proof::Ed25519Key> make_log_key(const store::DataFolder& folder, const std::filesystem::path& file) {
  auto key = proof::Ed25519Key::make();
  if (auto made = base::make_folder(folder.keys()); !made) return made.error();
  if (auto written = base::write_atomically(file, key.seed()); !written) return written.error();
  return key;
}

/// A rotation that ended between its commit and the new name of its file is finished; one that never committed is
/// undone.
Result<void> finish_rotation(const store::DataFolder& folder, const proof::KeyChain& chain) {
  const auto next = read_log_key(next_log_key_file(folder));
  if (!next) return next.error();
  if (!*next) return {};
  std::error_code code;
  if (!chain.empty() && chain.back().statement.key.key == (*next)->public_key())
    std::filesystem::rename(next_log_key_file(folder), log_key_file(folder), code);
  else
    std::filesystem::remove(next_log_key_file(folder), code);
  if (code) return fail(Fault::internal, folder.keys().string() + ": " + code.message());
  return base::sync_folder(folder.keys());
}

/// Why a key that no older one vouches for begins to sign.
proof::KeyStatement begin_statement(store::Database& database, const proof::SigningKey& key, base::Instant now,
                                    const proof::KeyChain& chain) {
  proof::KeyStatement statement{
      key.verifier(), now, chain.empty() ? StatementKind::first : StatementKind::continues, {}};
  if (chain.empty()) return statement;
  if (const auto known = store::checkpoint_table::newest(database)) statement.from = known->note;
  return statement;
}

}  // namespace

proof::KeyChain log_keys(store::Database& database) {
  proof::KeyChain chain;
  for (const auto& note : store::log_key_table::all(database)) {
    auto link = proof::decode_key_link(note);
    if (!link) throw store::StoreFailure(Fault::corrupt, "a statement about a key: " + link.error().detail);
    chain.push_back(std::move(*link));
  }
  return chain;
}

Result<proof::SigningKey> load_log_key(const store::DataFolder& folder, store::Database& database, base::Instant now) {
  const auto chain = log_keys(database);
  if (auto finished = finish_rotation(folder, chain); !finished) return finished.error();
  auto kept = read_log_key(log_key_file(folder));
  if (!kept) return kept.error();
  const auto origin = proof::origin_of_epoch(store::epoch(database));
  const auto is_stated = [&] {
    return !chain.empty() && chain.back().statement.key == proof::VerifierKey{origin, (*kept)->public_key()};
  };
  if (*kept && is_stated()) return proof::SigningKey{origin, std::move(**kept)};
  if (!chain.empty() && chain.back().statement.key.name == origin)
    base::log::error("log_key.lost", {{"file", log_key_file(folder).string()},
                                      {"effect", "another key signs from now on, and none vouches for it"}});
  auto key = *kept ? Result<proof::Ed25519Key>{std::move(**kept)} : make_log_key(folder, log_key_file(folder));
  if (!key) return key.error();
  proof::SigningKey signing{origin, std::move(*key)};
  const auto statement = begin_statement(database, signing, now, chain);
  store::log_key_table::insert(database, proof::encode_statement(statement, signing, nullptr));
  base::log::info("log_key.made", {{"fingerprint", proof::fingerprint(signing.verifier())}});
  return signing;
}

Result<proof::SigningKey> rotate_log_key(const store::DataFolder& folder, store::Database& database,
                                         const base::Clock& clock) {
  const auto old = load_log_key(folder, database, clock.now());
  if (!old) return old;
  auto key = make_log_key(folder, next_log_key_file(folder));
  if (!key) return key.error();
  proof::SigningKey made{old->name, std::move(*key)};
  store::Transaction transaction{database};
  store::Journal journal{database, clock, &clock_stepped};
  const auto now = journal.tick();
  const proof::KeyStatement statement{made.verifier(), now, StatementKind::after, proof::encode(old->verifier())};
  protocol::EventBody body;
  body.key = proof::encode(made.verifier());
  store::log_key_table::insert(database, proof::encode_statement(statement, made, &*old));
  journal.append(draft({{}, protocol::EventKind::proof_key_rotated, {}, {}}, body));
  transaction.commit();
  if (auto finished = finish_rotation(folder, log_keys(database)); !finished) return finished.error();
  return made;
}

}  // namespace siaga::hub
