#include "hub/checkpoints.h"

#include "base/log.h"
#include "proof/checkpoint.h"
#include "store/merkle_table.h"

#include <future>
#include <optional>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::minutes sign_every{1};
constexpr std::chrono::seconds look_at_clock_every{1};  // which may be set meanwhile
constexpr std::size_t nodes_of_round = 64;              // 16,384 leaves are read for them, or 64 tiers of nodes

base::Error signer_stops() { return fail(Fault::unavailable, "the hub is stopping"); }

}  // namespace

struct Checkpoints::Look {
  std::uint64_t end = 0;
  std::optional<Row> newest;
  std::optional<store::merkle_table::Nodes> missing;  ///< when there are some, what follows isn't known yet
  proof::Hash root{};
  bool goes_on = true;  ///< from the newest checkpoint
};

namespace {

/// Null when it can't be read: then nothing goes on from it.
std::optional<proof::Checkpoint> checkpoint_of(const store::checkpoint_table::Row& row) {
  const auto note = proof::decode_note(row.note);
  if (!note) return std::nullopt;
  const auto checkpoint = proof::decode_checkpoint(note->text);
  return checkpoint ? std::optional{*checkpoint} : std::nullopt;
}

bool tree_goes_on_from(const proof::Tree& tree, std::uint64_t end, const store::checkpoint_table::Row& row) {
  const auto known = checkpoint_of(row);
  return known && known->size == row.size && known->size <= end && tree.root(known->size) == known->root;
}

}  // namespace

Checkpoints::Checkpoints(Core& core, proof::SigningKey key)
    : core_(core), key_(std::move(key)), last_try_(core.clock.now()) {}

Checkpoints::~Checkpoints() { stop(); }

void Checkpoints::start() {
  thread_ = std::jthread{[this] { run(); }};
}

void Checkpoints::request(Done done) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) {
      waiting_.push_back(std::move(done));
      wakened_.notify_one();
      return;
    }
  }
  done(signer_stops());
}

void Checkpoints::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    wakened_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

bool Checkpoints::is_due(base::Instant last_try, base::Instant now, std::uint64_t signed_size, std::uint64_t end) {
  return end > signed_size && (now < last_try || now - last_try >= sign_every);
}

void Checkpoints::run() {
  while (true) {
    std::vector<Done> waiting;
    {
      std::unique_lock lock{mutex_};
      wakened_.wait_for(lock, look_at_clock_every, [this] { return stopping_ || !waiting_.empty(); });
      waiting.swap(waiting_);
    }
    if (stopping_) {
      for (const auto& done : waiting) done(signer_stops());
      return;
    }
    if (!waiting.empty() || is_due(last_try_, core_.clock.now(), size_, core_.feed.end())) answer(std::move(waiting));
  }
}

void Checkpoints::answer(std::vector<Done> waiting) {
  last_try_ = core_.clock.now();
  const auto row = guarded<Row>([this] { return sign(); });
  if (!row && !stopping_) base::log::error("checkpoint.not_signed", {{"error", base::log::describe(row.error())}});
  for (const auto& done : waiting) done(row);
}

Result<Checkpoints::Row> Checkpoints::sign() {
  while (!stopping_) {
    const auto seen = look();
    if (!seen) return seen.error();
    if (!seen->missing) return sign_root(*seen);
    const auto kept =
        keep([nodes = *seen->missing](store::Ledger& ledger) { store::merkle_table::insert(ledger.database, nodes); });
    if (!kept) return kept.error();
  }
  return signer_stops();
}

Result<Checkpoints::Row> Checkpoints::sign_root(const Look& look) {
  if (look.end == 0) return fail(Fault::not_found, "nothing has happened yet");
  if (!look.goes_on) return fail(Fault::corrupt, "the journal isn't what was signed before; run siaga-hub verify");
  if (look.newest && look.newest->size == look.end) {
    size_ = look.end;
    return *look.newest;
  }
  proof::Note note{proof::encode(proof::Checkpoint{key_.name, look.end, look.root}), {}};
  proof::sign(note, key_);
  const Row row{look.end, core_.clock.now(), proof::encode(note)};
  const auto kept = keep([row](store::Ledger& ledger) { store::checkpoint_table::insert(ledger.database, row); });
  if (!kept) return kept.error();
  size_ = look.end;
  return row;
}

Result<Checkpoints::Look> Checkpoints::look() {
  const auto promise = std::make_shared<std::promise<Result<Look>>>();
  core_.readers.submit([promise](store::Database* database, const base::Error& why_not) {
    if (database == nullptr) return promise->set_value(why_not);
    promise->set_value(guarded<Look>([database]() -> Result<Look> {
      Look found;
      found.end = store::journal_end(*database);
      found.newest = store::checkpoint_table::newest(*database);
      found.missing = store::merkle_table::missing(*database, found.end, nodes_of_round);
      if (found.missing) return found;
      const auto tree = store::merkle_table::tree(*database);
      found.root = tree.root(found.end);
      found.goes_on = !found.newest || tree_goes_on_from(tree, found.end, *found.newest);
      return found;
    }));
  });
  return promise->get_future().get();
}

Result<void> Checkpoints::keep(std::function<void(store::Ledger&)> change) {
  const auto promise = std::make_shared<std::promise<Result<void>>>();
  store::Job job;
  job.decide = [change = std::move(change)](store::Ledger& ledger) -> Result<void> {
    change(ledger);
    return {};
  };
  job.complete = [promise](const Result<void>& kept) { promise->set_value(kept); };
  core_.store.submit(std::move(job));
  return promise->get_future().get();
}

}  // namespace siaga::hub
