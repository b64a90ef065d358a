// Who is signed in: opaque tokens, known by their SHA-256 alone, kept in the store and remembered here.
// What is remembered ages by a clock that nobody can set: an operator who sets the machine's clock ahead signs no
// control room out. Over a restart a session is as old as the store's times say.
// Owner: the hub. Thread: any.
#pragma once

#include "base/digest.h"
#include "hub/account.h"
#include "hub/await.h"
#include "hub/pace.h"
#include "protocol/session_end.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace siaga::hub {

/// What somebody wants of a session, and so how old it may be.
enum class SessionUse {
  anything,
  alarms,  ///< raising one with all that belongs to it, and enrolling: as long as the session was opened for
};

struct Session {
  base::Sha256 token_hash{};
  base::Id person;
  std::string console;
  std::string peer;  ///< address
  base::Id id;       ///< names it to its owner
  base::Instant opened_at;
  base::Instant expires_at;
  std::atomic<base::Instant> used_at{};
  std::atomic<std::chrono::hours> idle_limit{};
  std::atomic<std::chrono::hours> whole_limit{};
  std::atomic<base::Instant> use_kept_at{};  ///< used_at as the store has it
  std::atomic<bool> alarms_only{false};      ///< a role has made it too old for anything else, for good
  std::atomic<bool> ended{false};            ///< feeds of it close, downloads break off
  std::atomic<protocol::SessionEnd> ended_by{protocol::SessionEnd::ended};  ///< once it has
  std::atomic<std::chrono::microseconds> used_up{};                         ///< uptime of its last use
  std::chrono::microseconds expires_up{};                                   ///< uptime at expires_at
  std::atomic<std::size_t> feeds{0};                                        ///< open now
  Pace pace;                                                                ///< of its requests

  /// As of `version` of the directory; both limits follow the roles.
  void be(AccountPtr account, std::uint64_t version);
  /// Roles that were given since it was opened may make it end sooner, never later; not for alarms.
  base::Instant ends_at(SessionUse use) const;
  /// Null when it is older than `version`, or time has changed it.
  AccountPtr account(std::uint64_t version, base::Instant now) const;
  /// True the first time it opens this recording (or again after a thousand others).
  bool opens_first(const base::Id& recording);

 private:
  mutable std::mutex mutex_;
  AccountPtr account_;
  std::uint64_t version_ = 0;
  std::set<base::Id> opened_;
};

/// Its person as of `now`, with the roles that count in it: those that need a second factor do when it showed one.
AccountPtr load_account(store::Database& database, const Session& session, base::Instant now);

/// unauthenticated, field: why.
base::Error over_by(protocol::SessionEnd why);

class Sessions {
 public:
  /// `uptime`: time since any fixed moment; empty: since the machine was started.
  Sessions(store::ReaderPool& readers, store::StoreThread& store, const base::Clock& clock,
           store::Journal::Uptime uptime = {})
      : readers_(readers), store_(store), clock_(clock), uptime_(uptime ? std::move(uptime) : &store::since_boot) {}

  /// Good for alarms at least; what it is asked for is judged once its person's roles are known. Errors:
  /// unauthenticated (`field`: why it is over, if it ever was one: protocol/session_end.h), unavailable.
  asio::awaitable<base::Result<std::shared_ptr<Session>>> find(std::string token);
  /// The one to use: an earlier one of the same token stays.
  std::shared_ptr<Session> add(std::shared_ptr<Session> session);
  /// As over(), of a session whose account is of now. Counts as use when it isn't over. One that a role has made too
  /// old, or idle for too long, is good for alarms alone from then on, whatever becomes of that role: journaled.
  std::optional<protocol::SessionEnd> judge(const std::shared_ptr<Session>& session, const Account& account,
                                            SessionUse use);
  /// Marks it. It stays known until room is needed: a query that is under way must not bring it back.
  void end(const base::Sha256& token_hash, protocol::SessionEnd why = protocol::SessionEnd::ended);

  /// Who uses it, as of today, with the roles that count in it. Errors: unauthenticated (nobody any more), unavailable.
  asio::awaitable<base::Result<AccountPtr>> account(std::shared_ptr<Session> session);
  /// The same when it is known without asking the store; else null.
  AccountPtr known_account(const Session& session) const { return session.account(version_, clock_.now()); }
  /// Looks it up for known_account; nobody waits for it.
  void refresh(std::shared_ptr<Session> session);
  /// Somebody's particulars, roles or second factor or the tree of units were changed: every account is loaded anew
  /// when it's needed.
  void note_directory_change() { ++version_; }
  std::uint64_t directory_version() const { return version_; }

  /// Somebody works with it; a feed that is read counts.
  void note_use(Session& session);

  /// Why it is over; nothing while it isn't.
  std::optional<protocol::SessionEnd> over(const Session& session, SessionUse use = SessionUse::anything) const;
  bool is_over(const Session& session) const { return over(session).has_value(); }

 private:
  void narrow(Session& session, const domain::Person& person);
  std::shared_ptr<Session> remembered(const base::Sha256& token_hash);
  /// From the store's times to those of a clock that can't be set.
  void begin_ageing(Session& session) const;

  store::ReaderPool& readers_;
  store::StoreThread& store_;
  const base::Clock& clock_;
  const store::Journal::Uptime uptime_;
  std::mutex mutex_;
  std::map<base::Sha256, std::shared_ptr<Session>> sessions_;
  std::atomic<std::uint64_t> version_{1};
};

}  // namespace siaga::hub
