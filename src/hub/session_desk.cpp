#include "hub/session_desk.h"

#include "base/log.h"
#include "domain/access.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/known_console.h"
#include "hub/password.h"
#include "hub/refused_guess.h"
#include "hub/second_factor.h"
#include "protocol/command.h"
#include "protocol/view.h"
#include "store/grant_table.h"
#include "store/known_console_table.h"
#include "store/person_table.h"
#include "store/session_table.h"
#include "store/unit_table.h"

#include <algorithm>

namespace siaga::hub::session_desk {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t token_bytes = 32;

base::Error wrong() { return fail(Fault::unauthenticated, "the login or the password is wrong"); }

store::EventDraft session_event(const domain::Person& person, const std::string& console, protocol::EventKind kind) {
  protocol::EventBody body;
  body.by = person.version;
  body.console = console;
  return draft({person.id, kind, person.id, person.unit}, body);
}

/// What a session's owner is told of themself.
struct Self {
  AccountPtr account;
  domain::Unit unit;
  std::vector<domain::Grant> grants;  ///< held now, and none that waits for a second factor
};

Result<Self> read_self(store::Database& database, AccountPtr account, base::Instant now) {
  if (!account) return fail(Fault::unauthenticated, "sign in first");
  Self self;
  self.account = std::move(account);
  self.unit = store::unit_table::find(database, self.account->person.unit).value_or(domain::Unit{});
  self.grants = store::grant_table::of_person(database, self.account->person.id);
  const auto waits = [&waiting = self.account->waiting](const domain::Grant& grant) {
    return std::ranges::find(waiting, grant.id, &domain::Grant::id) != waiting.end();
  };
  std::erase_if(self.grants, [&](const domain::Grant& grant) { return !domain::is_held(grant, now) || waits(grant); });
  return self;
}

/// Whose login it is; `way_in` is nothing for somebody whose account is closed, or who has no password yet.
struct Meant {
  std::optional<domain::Person> person;
  std::optional<store::person_table::Login> way_in;
};

Result<Meant> find_meant(store::Database& database, const std::string& login) {
  return Meant{store::person_table::find_by_login(database, login), store::person_table::find_login(database, login)};
}

/// Somebody whose login and password are right.
struct Verified {
  domain::Person person;
  std::string old_hash;
  std::string new_hash;  ///< empty while the old one is good enough
};

/// Takes as long when they are wrong.
asio::awaitable<Result<Verified>> verify(Core& core, protocol::SignIn sign_in) {
  std::function<Result<Meant>(store::Database&)> read = [login = sign_in.login](store::Database& database) {
    return find_meant(database, login);
  };
  auto finding = on_reader<Meant>(core.readers, std::move(read));
  auto meant = co_await std::move(finding);
  if (!meant) co_return meant.error();
  const bool known = meant->way_in.has_value();
  Verified verified;
  verified.old_hash = known ? meant->way_in->password_hash : core.nobodys_hash;
  std::function<Result<bool>()> check = [hash = verified.old_hash, password = sign_in.password]() -> Result<bool> {
    return verify_password(hash, password);
  };
  auto checking = on_worker<bool>(core.passwords, std::move(check));
  const auto right = co_await std::move(checking);
  if (!right) co_return right.error();
  if (!known || !*right) {
    if (meant->person) journal_refusal(core, *meant->person, sign_in.console);
    co_return wrong();
  }
  verified.person = std::move(meant->way_in->person);
  if (is_outdated(verified.old_hash, core.password_cost)) {
    std::function<Result<std::string>()> renew = [&core,
                                                  password = std::move(sign_in.password)]() -> Result<std::string> {
      return hash_password(password, core.password_cost);
    };
    auto renewing = on_worker<std::string>(core.passwords, std::move(renew));
    auto fresh = co_await std::move(renewing);
    if (fresh) verified.new_hash = std::move(*fresh);  // else the next sign-in tries again
  }
  co_return verified;
}

/// What else somebody shows when they sign in.
struct Shown {
  std::optional<std::string> code;
  std::optional<std::string> device;
};

/// How long it lasts follows from the roles. `at`: the hub's clock. Errors: unauthenticated, field "code".
Result<Self> keep(store::Ledger& ledger, const SecretBox& box, Session& session, const Verified& verified,
                  const Shown& shown, base::Instant at) {
  const auto account = load_account(ledger.database, session.person, at, Credential::password);
  if (!account) return fail(Fault::unauthenticated, "sign in first");
  // Set anew while the old one was being verified (R30): every session of the old one has ended, this one, too.
  if (!store::person_table::has_hash(ledger.database, session.person, verified.old_hash)) return wrong();
  const auto factor = pass_second_factor(ledger, box, *account, shown.code, at);
  if (!factor) return factor.error();
  if (!verified.new_hash.empty())
    store::person_table::replace_hash(ledger.database, session.person, verified.old_hash, verified.new_hash);
  session.expires_at = session.opened_at + domain::session_length(account->whole).whole;
  const store::session_table::Row row{
      session.token_hash, session.person, session.console,   session.opened_at, session.expires_at,
      session.id,         session.peer,   session.opened_at, *factor,           false};
  store::session_table::insert(ledger.database, row);
  if (shown.device)
    store::known_console_table::remember(ledger.database, session.person, base::sha256(*shown.device), ledger.now);
  ledger.journal.append(session_event(account->person, session.console, protocol::EventKind::session_opened));
  return read_self(ledger.database, load_account(ledger.database, session, at), at);
}

/// What the attempt says about guessing: right, half right (the code is still to come), or wrong, which is journaled.
void judge(Core& core, const protocol::SignIn& sign_in, const Attempt& attempt, const domain::Person& person,
           const Result<Self>& kept) {
  const bool refused = !kept && kept.error().fault == Fault::unauthenticated;
  if (!refused)
    attempt.succeeded(core.throttle);
  else if (!sign_in.code)
    attempt.password_right(core.throttle);
  else
    journal_refusal(core, person, sign_in.console);
}

/// As the gate judges it; of who must enrol first, what they may do then.
bool may_in(const Session& session, const Account& account, domain::Action action) {
  const bool is_officers_side = action == domain::Action::raise_sos || action == domain::Action::read_own_sos;
  const bool by_all_roles = is_officers_side || account.factor() == domain::SecondFactor::needed;
  if (session.alarms_only && !is_officers_side) return false;
  return (by_all_roles ? account.whole : account.standing).may(action);
}

std::string encode_view(const Session& session, std::string token, Self self) {
  protocol::SessionView view;
  view.token = std::move(token);
  const auto use = session.alarms_only ? SessionUse::alarms : SessionUse::anything;
  view.expires_at = session.ends_at(use);
  view.person = self.account->person;
  view.unit = std::move(self.unit);
  view.grants = std::move(self.grants);
  view.second_factor = self.account->factor();
  view.waiting = self.account->waiting;
  view.has_factor = self.account->has_factor;
  for (std::size_t i = 0; i < domain::action_count; ++i)
    if (const auto action = static_cast<domain::Action>(i); may_in(session, *self.account, action))
      view.actions.push_back(action);
  return protocol::encode(view);
}

}  // namespace

Answer open(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto sign_in = protocol::decode_sign_in(*body);
  if (!sign_in) co_return sign_in.error();

  auto& core = call.core;
  const auto& address = call.request.peer_address;
  const auto directory = core.sessions.directory_version();  // before looking
  auto beginning = begin_attempt(core, core.throttle, sign_in->login, address, sign_in->device);
  const auto attempt = co_await std::move(beginning);
  if (attempt.must_wait) {
    base::log::info("session.slowed", {{"peer", address}});
    co_return slowed_down(*attempt.must_wait);
  }
  auto verifying = verify(core, *sign_in);
  auto verified = co_await std::move(verifying);
  if (!verified) {
    base::log::info("session.refused", {{"peer", address}, {"why", base::log::describe(verified.error())}});
    co_return verified.error();
  }

  auto token = base::to_hex(base::random_bytes(token_bytes));
  auto session = std::make_shared<Session>();
  session->token_hash = base::sha256(token);
  session->person = verified->person.id;
  session->console = sign_in->console;
  session->peer = address;
  session->opened_at = core.clock.now();
  session->id = base::make_id(session->opened_at);
  session->used_at = session->opened_at;
  session->use_kept_at = session->opened_at;
  const auto person = verified->person;
  Shown shown{sign_in->code, sign_in->device};
  std::function<Result<Self>(store::Ledger&)> decide = [&core, session, verified = std::move(*verified),
                                                        shown = std::move(shown)](store::Ledger& ledger) {
    return keep(ledger, core.secret_box, *session, verified, shown, core.clock.now());
  };
  auto keeping = on_store<Self>(core.store, store::Priority::alarm, std::move(decide));
  auto self = co_await std::move(keeping);
  judge(core, *sign_in, attempt, person, self);
  if (!self) {
    base::log::info("session.refused", {{"peer", address}, {"why", base::log::describe(self.error())}});
    co_return self.error();
  }
  session->be(self->account, directory);
  core.sessions.add(session);
  co_return json_response(201, encode_view(*session, std::move(token), std::move(*self)));
}

Answer current(Call& call) {
  std::function<Result<Self>(store::Database&)> read = [session = call.session,
                                                        now = call.core.clock.now()](store::Database& database) {
    return read_self(database, load_account(database, *session, now), now);
  };
  auto reading = on_reader<Self>(call.core.readers, std::move(read));
  auto self = co_await std::move(reading);
  if (!self) co_return self.error();
  co_return json_response(200, encode_view(*call.session, {}, std::move(*self)));
}

Answer close(Call& call) {
  std::function<Result<bool>(store::Ledger&)> decide = [session = call.session,
                                                        account = call.account](store::Ledger& ledger) {
    const bool was_open = store::session_table::close(ledger.database, session->token_hash, ledger.now);
    if (was_open)
      ledger.journal.append(session_event(account->person, session->console, protocol::EventKind::session_closed));
    return Result<bool>{was_open};
  };
  auto deciding = on_store<bool>(call.core.store, store::Priority::alarm, std::move(decide));
  const auto closed = co_await std::move(deciding);
  if (!closed) co_return closed.error();
  call.core.sessions.end(call.session->token_hash);
  call.core.feed.notice().notify_all();  // its feeds look, and close
  co_return no_content();
}

Answer list(Call& call) {
  using Rows = std::vector<store::session_table::Row>;
  std::function<Result<Rows>(store::Database&)> read = [person = call.person().id,
                                                        now = call.core.clock.now()](store::Database& database) {
    return Result<Rows>{store::session_table::of_person(database, person, now)};
  };
  auto reading = on_reader<Rows>(call.core.readers, std::move(read));
  const auto rows = co_await std::move(reading);
  if (!rows) co_return rows.error();
  protocol::OwnSessions view;
  for (const auto& row : *rows)
    view.sessions.push_back(
        {row.id, row.console, row.peer, row.opened_at, row.used_at, row.expires_at, row.id == call.session->id});
  co_return json_response(200, protocol::encode(view));
}

Answer end(Call& call) {
  using Hash = std::optional<base::Sha256>;
  std::function<Result<Hash>(store::Ledger&)> decide =
      [id = call.id, session = call.session, &clock = call.core.clock](store::Ledger& ledger) -> Result<Hash> {
    const auto by = account_now(ledger, session, clock.now(), {Gate::Kind::enrolling, {}});
    if (!by) return by.error();
    const auto& person = (*by)->person;
    const auto rows = store::session_table::of_person(ledger.database, person.id, ledger.now);
    const auto row = std::ranges::find(rows, id, &store::session_table::Row::id);
    if (row == rows.end()) return fail(Fault::not_found, "no session of yours has this id");
    store::session_table::close(ledger.database, row->token_hash, ledger.now);
    ledger.journal.append(session_event(person, row->console, protocol::EventKind::session_closed));
    return Hash{row->token_hash};
  };
  auto deciding = on_store<Hash>(call.core.store, store::Priority::alarm, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  call.core.sessions.end(**ended);
  call.core.feed.notice().notify_all();  // its feeds look, and close
  co_return no_content();
}

}  // namespace siaga::hub::session_desk
