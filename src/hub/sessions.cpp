#include "hub/sessions.h"

#include "store/person_table.h"
#include "store/session_table.h"

namespace siaga::hub {

namespace {

constexpr std::size_t most_remembered = 50'000;

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
  session->expires_at = row->expires_at;
  return session;
}

}  // namespace

asio::awaitable<base::Result<std::shared_ptr<Session>>> Sessions::find(std::string token) {
  const auto hash = base::sha256(token);
  if (auto known = remembered(hash)) {
    if (is_over(*known)) co_return unknown();
    co_return known;
  }
  std::function<base::Result<std::shared_ptr<Session>>(store::Database&)> read =
      [hash, now = clock_.now()](store::Database& database) { return load(database, hash, now); };
  auto loading = on_reader<std::shared_ptr<Session>>(readers_, std::move(read));
  auto loaded = co_await std::move(loading);
  if (!loaded) co_return loaded.error();
  auto kept = add(*loaded);
  if (is_over(*kept)) co_return unknown();
  co_return kept;
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
