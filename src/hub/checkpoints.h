// Signs what the journal's tree has come to: each minute that had events, and when somebody asks (a sign-off, an
// export). Before it signs it keeps the tree's nodes that are missing (after an upgrade: all of them, some at a time,
// beside the hub's work) and sees that the tree goes on from what it signed before; if it doesn't, nothing is signed,
// and the log says so: somebody wrote in the database. The store thread gets at most two small jobs a minute from here,
// and none with an event: an alarm's commit stays as it is. Owner: the hub. Thread: its own; request and stop from any.
// It waits for the store and a reader: it is stopped first.
#pragma once

#include "hub/core.h"
#include "proof/note.h"
#include "store/checkpoint_table.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace siaga::hub {

class Checkpoints {
 public:
  using Row = store::checkpoint_table::Row;
  /// Errors: unavailable (stopping), corrupt (the journal isn't what was signed), storage_full and the store's own.
  using Done = std::function<void(base::Result<Row>)>;

  /// `core` is complete before start().
  Checkpoints(Core& core, proof::SigningKey key);
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;
  ~Checkpoints();

  void start();
  /// A checkpoint of everything that is committed by now. `done` is called exactly once, on the signer's thread or,
  /// when it is stopping, at once; it must not block.
  void request(Done done);
  /// Requests that wait get unavailable.
  void stop();

  const proof::SigningKey& key() const { return key_; }
  /// Of the newest checkpoint of this run: for /metrics. 0 while there is none.
  std::uint64_t size() const { return size_; }

  /// Whether there is something to sign: a clock that was set back doesn't put it off.
  static bool is_due(base::Instant last_try, base::Instant now, std::uint64_t signed_size, std::uint64_t end);

 private:
  struct Look;
  void run();
  void answer(std::vector<Done> waiting);
  base::Result<Row> sign();
  base::Result<Row> sign_root(const Look& look);
  base::Result<Look> look();
  base::Result<void> keep(std::function<void(store::Ledger&)> change);

  Core& core_;
  const proof::SigningKey key_;
  std::atomic<std::uint64_t> size_{0};
  base::Instant last_try_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wakened_;
  std::vector<Done> waiting_;
  std::jthread thread_;
};

}  // namespace siaga::hub
