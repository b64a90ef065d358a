#include "hub/sessions.h"

#include "base/log.h"
#include "hub/events.h"
#include "store/session_table.h"

#include <algorithm>

namespace siaga::hub {

namespace {

constexpr std::size_t most_remembered = 50'000;
constexpr std::chrono::minutes kept_every{5};
constexpr std::size_t most_opened = 1000;

base::Error unknown() { return base::fail(base::Fault::unauthenticated, "sign in first"); }

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
  session->alarms_only = row->alarms_only;
  auto account = load_account(database, *session, now);
  if (!account) return unknown();
  session->be(std::move(account), version);
  return session;
}

}  // namespace

base::Error over_by(protocol::SessionEnd why) {
  return base::fail(base::Fault::unauthenticated, "the session is over: sign in again", std::string{name_of(why)});
}

void Session::be(AccountPtr account, std::uint64_t version) {
  const auto length = domain::session_length(account->whole);
  idle_limit = length.idle;
  whole_limit = length.whole;
  const std::lock_guard lock{mutex_};
  account_ = std::move(account);
  version_ = version;
}

base::Instant Session::ends_at(SessionUse use) const {
  return use == SessionUse::alarms ? expires_at : std::min(expires_at, opened_at + whole_limit.load());
}

AccountPtr Session::account(std::uint64_t version, base::Instant now) const {
  const std::lock_guard lock{mutex_};
  if (!account_ || version_ != version) return nullptr;
  const auto& changes_at = account_->whole.changes_at();
  return changes_at && now >= *changes_at ? nullptr : account_;
}

bool Session::opens_first(const base::Id& recording) {
  const std::lock_guard lock{mutex_};
  if (opened_.size() >= most_opened) opened_.clear();
  return opened_.insert(recording).second;
}

AccountPtr load_account(store::Database& database, const Session& session, base::Instant now) {
  const bool showed = store::session_table::showed_factor(database, session.token_hash);
  return load_account(database, session.person, now, showed ? Credential::factor : Credential::password);
}

asio::awaitable<base::Result<std::shared_ptr<Session>>> Sessions::find(std::string token) {
  const auto hash = base::sha256(token);
  if (auto known = remembered(hash)) {
    if (const auto why = over(*known, SessionUse::alarms)) co_return over_by(*why);
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
  if (const auto why = over(*kept, SessionUse::alarms)) co_return over_by(*why);
  co_return kept;
}

std::optional<protocol::SessionEnd> Sessions::over(const Session& session, SessionUse use) const {
  if (session.ended) return session.ended_by.load();
  const bool is_alarm = use == SessionUse::alarms;
  if (session.alarms_only && !is_alarm) return protocol::SessionEnd::expired;
  const auto up = uptime_();
  if (up >= session.expires_up - (session.expires_at - session.ends_at(use))) return protocol::SessionEnd::expired;
  auto idle_limit = session.idle_limit.load();
  if (is_alarm) idle_limit = std::max(idle_limit, domain::session_length(session.expires_at - session.opened_at).idle);
  if (up - session.used_up.load() >= idle_limit) return protocol::SessionEnd::idle;
  return std::nullopt;
}

std::optional<protocol::SessionEnd> Sessions::judge(const std::shared_ptr<Session>& session, const Account& account,
                                                    SessionUse use) {
  const auto for_alarms = over(*session, SessionUse::alarms);
  const auto for_anything = over(*session);
  // Before its use is noted: an alarm from it doesn't make it young again.
  if (for_anything && !for_alarms) narrow(*session, account.person);
  const auto why = use == SessionUse::alarms ? for_alarms : for_anything;
  if (!why) note_use(*session);
  return why;
}

void Sessions::narrow(Session& session, const domain::Person& person) {
  if (session.alarms_only.exchange(true)) return;
  protocol::EventBody body;
  body.by = person.version;
  body.console = session.console;
  store::Job job;
  job.decide = [hash = session.token_hash, id = person.id, unit = person.unit,
                body](store::Ledger& ledger) -> base::Result<void> {
    if (store::session_table::narrow(ledger.database, hash, ledger.now))
      ledger.journal.append(draft({{}, protocol::EventKind::session_narrowed, id, unit}, body));
    return {};
  };
  job.complete = [](const base::Result<void>& kept) {
    if (!kept) base::log::warning("session.not_narrowed", {{"error", base::log::describe(kept.error())}});
  };
  store_.submit(std::move(job));
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
      [session, now = clock_.now()](store::Database& database) -> base::Result<AccountPtr> {
    if (auto account = load_account(database, *session, now)) return account;
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
        const auto account =
            guarded<AccountPtr>([&]() -> base::Result<AccountPtr> { return load_account(*database, *session, now); });
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
