#include "hub/sessions.h"

#include "domain/access.h"
#include "store/person_table.h"
#include "store/session_table.h"

namespace siaga::hub {

namespace {

constexpr std::size_t most_remembered = 50'000;
constexpr std::chrono::minutes kept_every{5};

base::Error unknown() { return base::fail(base::Fault::unauthenticated, "sign in first"); }

base::Result<std::shared_ptr<Session>> load(store::Database& database, const base::Sha256& hash, base::Instant now) {
  const auto row = store::session_table::find_open(database, hash, now);
  if (!row) return unknown();
  const auto person = store::person_table::find(database, row->person);
  if (!person) return unknown();
  auto session = std::make_shared<Session>();
  session->token_hash = hash;
  session->person = *person;
  session->console = row->console;
  session->peer = row->peer;
  session->id = row->id;
  session->opened_at = row->opened_at;
  session->expires_at = row->expires_at;
  session->used_at = row->used_at;
  session->use_kept_at = row->used_at;
  return session;
}

}  // namespace

asio::awaitable<base::Result<std::shared_ptr<Session>>> Sessions::find(std::string token) {
  const auto hash = base::sha256(token);
  if (auto known = remembered(hash)) {
    if (is_over(*known)) co_return unknown();
    note_use(*known);
    co_return known;
  }
  std::function<base::Result<std::shared_ptr<Session>>(store::Database&)> read =
      [hash, now = clock_.now()](store::Database& database) { return load(database, hash, now); };
  auto loading = on_reader<std::shared_ptr<Session>>(readers_, std::move(read));
  auto loaded = co_await std::move(loading);
  if (!loaded) co_return loaded.error();
  auto kept = add(*loaded);
  if (is_over(*kept)) co_return unknown();
  note_use(*kept);
  co_return kept;
}

bool Sessions::is_over(const Session& session) const {
  const auto now = clock_.now();
  const auto idle = domain::session_length(session.person.role).idle;
  return session.ended || now >= session.expires_at || now - session.used_at.load() >= idle;
}

void Sessions::note_use(Session& session) {
  const auto now = clock_.now();
  session.used_at = now;
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
  return sessions_.emplace(hash, std::move(session)).first->second;
}

void Sessions::end(const base::Sha256& token_hash) {
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(token_hash);
  if (found == sessions_.end()) return;
  found->second->ended = true;  // stays: a query that is under way can't bring it back
}

}  // namespace siaga::hub
