#include "hub/sessions.h"

#include "store/session_table.h"

#include <algorithm>

namespace siaga::hub {

namespace {

constexpr std::size_t most_remembered = 50'000;
constexpr std::chrono::minutes kept_every{5};
constexpr std::size_t most_opened = 1000;

base::Error unknown() { return base::fail(base::Fault::unauthenticated, "sign in first"); }

base::Error over_by(protocol::SessionEnd why) {
  return base::fail(base::Fault::unauthenticated, "the session is over: sign in again", std::string{name_of(why)});
}

/// Of a token that opens nothing: of a session that was once, or of none.
base::Error closed_or_unknown(store::Database& database, const base::Sha256& hash) {
  const auto closed = store::session_table::was_closed(database, hash);
  if (!closed) return unknown();
  return over_by(*closed ? protocol::SessionEnd::ended : protocol::SessionEnd::expired);
}

base::Result<std::shared_ptr<Session>> load(store::Database& database, const base::Sha256& hash, base::Instant now,
                                            std::uint64_t version) {
  const auto row = store::session_table::find_open(database, hash, now);
  if (!row) return closed_or_unknown(database, hash);
  auto account = load_account(database, row->person, now);
  if (!account) return unknown();
  auto session = std::make_shared<Session>();
  session->token_hash = hash;
  session->person = row->person;
  session->console = row->console;
  session->peer = row->peer;
  session->id = row->id;
  session->opened_at = row->opened_at;
  session->expires_at = row->expires_at;
  session->used_at = row->used_at;
  session->use_kept_at = row->used_at;
  session->be(std::move(account), version);
  session->second_factor = row->second_factor;
  return session;
}

}  // namespace

void Session::be(AccountPtr account, std::uint64_t version) {
  const auto length = domain::session_length(account->standing);
  idle_limit = length.idle;
  whole_limit = length.whole;
  const std::lock_guard lock{mutex_};
  account_ = std::move(account);
  version_ = version;
}

domain::SecondFactor Session::factor(const Account& account) const {
  using domain::SecondFactor;
  if (second_factor == SecondFactor::active && account.has_factor) return SecondFactor::active;
  return account.asks_factor ? SecondFactor::needed : SecondFactor::none;
}

AccountPtr Session::account(std::uint64_t version, base::Instant now) const {
  const std::lock_guard lock{mutex_};
  if (!account_ || version_ != version) return nullptr;
  const auto& changes_at = account_->standing.changes_at();
  return changes_at && now >= *changes_at ? nullptr : account_;
}

bool Session::opens_first(const base::Id& recording) {
  const std::lock_guard lock{mutex_};
  if (opened_.size() >= most_opened) opened_.clear();
  return opened_.insert(recording).second;
}

asio::awaitable<base::Result<std::shared_ptr<Session>>> Sessions::find(std::string token) {
  const auto hash = base::sha256(token);
  if (auto known = remembered(hash)) {
    if (const auto why = over(*known)) co_return over_by(*why);
    note_use(*known);
    co_return known;
  }
  std::function<base::Result<std::shared_ptr<Session>>(store::Database&)> read =
      [hash, now = clock_.now(), version = version_.load()](store::Database& database) {
        return load(database, hash, now, version);
      };
  auto loading = on_reader<std::shared_ptr<Session>>(readers_, std::move(read));
  auto loaded = co_await std::move(loading);
  if (!loaded) co_return loaded.error();
  auto kept = add(*loaded);
  if (const auto why = over(*kept)) co_return over_by(*why);
  note_use(*kept);
  co_return kept;
}

std::optional<protocol::SessionEnd> Sessions::over(const Session& session) const {
  if (session.ended) return session.ended_by.load();
  const auto up = uptime_();
  if (up >= session.expires_up - (session.expires_at - session.ends_at())) return protocol::SessionEnd::expired;
  if (up - session.used_up.load() >= session.idle_limit.load()) return protocol::SessionEnd::idle;
  return std::nullopt;
}

void Sessions::begin_ageing(Session& session) const {
  const auto now = clock_.now();
  const auto up = uptime_();
  session.expires_up = up + (session.expires_at - now);
  session.used_up = up - std::max(std::chrono::microseconds{}, now - session.used_at.load());
}

asio::awaitable<base::Result<AccountPtr>> Sessions::account(std::shared_ptr<Session> session) {
  if (auto known = known_account(*session)) co_return known;
  const auto version = version_.load();  // before looking: what changes meanwhile is looked at again
  std::function<base::Result<AccountPtr>(store::Database&)> read =
      [person = session->person, now = clock_.now()](store::Database& database) -> base::Result<AccountPtr> {
    if (auto account = load_account(database, person, now)) return account;
    return unknown();
  };
  auto reading = on_reader<AccountPtr>(readers_, std::move(read));
  auto loaded = co_await std::move(reading);
  if (!loaded) co_return loaded.error();
  session->be(*loaded, version);
  co_return std::move(*loaded);
}

void Sessions::refresh(std::shared_ptr<Session> session) {
  const auto version = version_.load();
  readers_.submit(
      [session = std::move(session), version, now = clock_.now()](store::Database* database, const base::Error&) {
        if (database == nullptr) return;
        const auto account = guarded<AccountPtr>(
            [&]() -> base::Result<AccountPtr> { return load_account(*database, session->person, now); });
        if (account && *account) session->be(*account, version);
      });
}

void Sessions::note_use(Session& session) {
  const auto now = clock_.now();
  session.used_up = uptime_();
  session.used_at = std::max(session.used_at.load(), now);
  auto kept = session.use_kept_at.load();
  if (now - kept < kept_every || !session.use_kept_at.compare_exchange_strong(kept, now)) return;
  store::Job job;
  job.decide = [hash = session.token_hash, now](store::Ledger& ledger) -> base::Result<void> {
    store::session_table::mark_used(ledger.database, hash, now);
    return {};
  };
  job.complete = [](const base::Result<void>&) {};  // lost: a restarted hub takes it for idle a little sooner
  store_.submit(std::move(job));
}

std::shared_ptr<Session> Sessions::remembered(const base::Sha256& token_hash) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(token_hash);
  return found == sessions_.end() ? nullptr : found->second;
}

std::shared_ptr<Session> Sessions::add(std::shared_ptr<Session> session) {
  const std::lock_guard lock{mutex_};
  if (sessions_.size() >= most_remembered)
    std::erase_if(sessions_,
                  [this](const auto& entry) { return entry.second.use_count() == 1 || is_over(*entry.second); });
  const auto hash = session->token_hash;
  if (!sessions_.contains(hash)) begin_ageing(*session);
  return sessions_.emplace(hash, std::move(session)).first->second;
}

void Sessions::end(const base::Sha256& token_hash, protocol::SessionEnd why) {
  const std::lock_guard lock{mutex_};
  auto& session = sessions_[token_hash];
  if (!session) session = std::make_shared<Session>();  // a query that is under way must not bring it back
  if (!session->ended) session->ended_by = why;
  session->ended = true;
}

}  // namespace siaga::hub
