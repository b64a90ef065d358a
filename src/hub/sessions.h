// Who is signed in: opaque tokens, known by their SHA-256 alone, kept in the store and remembered here.
// Owner: the hub. Thread: any.
#pragma once

#include "base/digest.h"
#include "domain/person.h"
#include "hub/await.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace siaga::hub {

struct Session {
  base::Sha256 token_hash{};
  domain::Person person;  ///< as of today
  std::string console;
  std::string peer;  ///< address
  base::Id id;       ///< names it to its owner
  base::Instant opened_at;
  base::Instant expires_at;
  std::atomic<base::Instant> used_at{};
  std::atomic<base::Instant> use_kept_at{};  ///< used_at as the store has it
  std::atomic<bool> ended{false};            ///< signed out: feeds of it close
};

class Sessions {
 public:
  Sessions(store::ReaderPool& readers, store::StoreThread& store, const base::Clock& clock)
      : readers_(readers), store_(store), clock_(clock) {}

  /// Counts as use. Errors: unauthenticated; unavailable.
  asio::awaitable<base::Result<std::shared_ptr<Session>>> find(std::string token);
  /// The one to use: an earlier one of the same token stays.
  std::shared_ptr<Session> add(std::shared_ptr<Session> session);
  /// Marks it. It stays known until room is needed: a query that is under way must not bring it back.
  void end(const base::Sha256& token_hash);

  /// Somebody works with it; a feed that is read counts.
  void note_use(Session& session);

  /// Signed out, too old, or not used for too long.
  bool is_over(const Session& session) const;

 private:
  std::shared_ptr<Session> remembered(const base::Sha256& token_hash);

  store::ReaderPool& readers_;
  store::StoreThread& store_;
  const base::Clock& clock_;
  std::mutex mutex_;
  std::map<base::Sha256, std::shared_ptr<Session>> sessions_;
};

}  // namespace siaga::hub
