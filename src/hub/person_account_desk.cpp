#include "hub/person_account_desk.h"

#include "hub/account_closing.h"
#include "hub/guard.h"
#include "hub/mail_outbox.h"
#include "hub/password_reset.h"
#include "hub/second_factor.h"
#include "protocol/person_account.h"
#include "store/closed_account_table.h"
#include "store/duties.h"
#include "store/grant_table.h"
#include "store/mail_table.h"
#include "store/person_table.h"
#include "store/second_factor_table.h"

#include <algorithm>

namespace siaga::hub::person_account_desk {

using base::fail;
using base::Fault;
using base::Result;
using directory_changes::Doer;
using Rows = std::vector<store::session_table::Row>;

namespace {

constexpr std::chrono::hours failures_are_news_for{24};

/// Decided by what somebody may do by then, not when the request began.
template <class T>
using AccountDecision = std::function<Result<T>(store::Ledger&, const Account& by, base::Instant at)>;

/// After the empty body was read.
template <class T>
asio::awaitable<Result<T>> decide_about_account(Call& call, AccountDecision<T> decide) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  if (auto nothing = protocol::decode_nothing(*body); !nothing) co_return nothing.error();
  std::function<Result<T>(store::Ledger&)> job = [session = call.session, at = call.core.clock.now(),
                                                  decide = std::move(decide)](store::Ledger& ledger) -> Result<T> {
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return decide(ledger, **by, at);
  };
  auto deciding = on_store<T>(call.core.store, store::Priority::alarm, std::move(job));
  co_return co_await std::move(deciding);
}

/// Their feeds look, and close.
void end_known(Core& core, const Rows& ended) {
  for (const auto& row : ended) core.sessions.end(row.token_hash);
  core.feed.notice().notify_all();
}

Result<protocol::PersonAccount> account_of(store::Database& database, const Account& by, const base::Id& id,
                                           base::Instant now) {
  const auto person = find_to_read(database, by, id, now);
  if (!person) return person.error();
  protocol::PersonAccount view;
  view.has_password = store::person_table::has_password(database, id);
  view.second_factor = store::second_factor_table::is_confirmed(database, id);
  view.closed_at = store::closed_account_table::closed_at(database, id);
  const auto grants = store::grant_table::of_person(database, id);
  view.roles = static_cast<std::uint64_t>(
      std::ranges::count_if(grants, [now](const domain::Grant& grant) { return goes_on(grant, now); }));
  view.sessions = store::session_table::of_person(database, id, now).size();
  const auto duties = store::duties_of(database, id);
  view.alarms = duties.alarms;
  view.orders = duties.orders;
  return view;
}

/// Errors: conflict, field "no_factor".
Result<Rows> take_factor(store::Ledger& ledger, const Account& by, const base::Id& id, base::Instant at, bool by_mail) {
  const auto person = find_other_account(ledger.database, by, id, at);
  if (!person) return person.error();
  if (!remove_second_factor_by(ledger, *person, by.person))
    return fail(Fault::conflict, "there is no second factor", "no_factor");
  if (by_mail) password_reset::tell_changed(ledger, *person, factor_removed_mail(by.person.name));
  return end_sessions(ledger, *person, by.person.id, by.person.version, std::nullopt, std::nullopt);
}

}  // namespace

Answer look(Call& call) {
  using View = protocol::PersonAccount;
  std::function<Result<View>(store::Database&)> read = [account = call.account, id = call.id,
                                                        now = call.core.clock.now()](store::Database& database) {
    return account_of(database, *account, id, now);
  };
  auto reading = on_reader<View>(call.core.readers, std::move(read));
  const auto view = co_await std::move(reading);
  if (!view) co_return view.error();
  co_return json_response(200, protocol::encode(*view));
}

Answer close(Call& call) {
  AccountDecision<Rows> decide = [id = call.id](store::Ledger& ledger, const Account& by, base::Instant at) {
    return close_account(ledger, Doer{by}, id, at);
  };
  auto deciding = decide_about_account(call, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  end_known(call.core, *ended);
  co_return no_content();
}

Answer open(Call& call) {
  AccountDecision<bool> decide = [id = call.id](store::Ledger& ledger, const Account& by,
                                                base::Instant at) -> Result<bool> {
    if (auto opened = open_account(ledger, Doer{by}, id, at); !opened) return opened.error();
    return true;
  };
  auto deciding = decide_about_account(call, std::move(decide));
  const auto opened = co_await std::move(deciding);
  if (!opened) co_return opened.error();
  co_return no_content();
}

Answer make_code(Call& call) {
  using Code = protocol::PasswordCode;
  AccountDecision<Code> decide = [id = call.id, by_mail = call.core.mail != nullptr](
                                     store::Ledger& ledger, const Account& by, base::Instant at) -> Result<Code> {
    const auto person = find_other_account(ledger.database, by, id, at);
    if (!person) return person.error();
    auto code = password_reset::make_code();
    const auto expires_at = password_reset::give(ledger, *person, by.person, code);
    if (!expires_at) return expires_at.error();
    if (by_mail) password_reset::tell_changed(ledger, *person, code_given_mail(by.person.name));
    return Code{std::move(code), *expires_at};
  };
  auto deciding = decide_about_account(call, std::move(decide));
  const auto code = co_await std::move(deciding);
  if (!code) co_return code.error();
  if (call.core.mail != nullptr) call.core.mail->wake();
  co_return json_response(200, protocol::encode(*code));
}

Answer remove_factor(Call& call) {
  AccountDecision<Rows> decide = [id = call.id, by_mail = call.core.mail != nullptr](
                                     store::Ledger& ledger, const Account& by, base::Instant at) {
    return take_factor(ledger, by, id, at, by_mail);
  };
  auto deciding = decide_about_account(call, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  end_known(call.core, *ended);
  if (call.core.mail != nullptr) call.core.mail->wake();
  co_return no_content();
}

Answer late_mails(Call& call) {
  using Late = store::mail_table::Late;
  std::function<Result<Late>(store::Database&)> read = [after = call.core.clock.now() -
                                                                failures_are_news_for](store::Database& database) {
    return Result<Late>{store::mail_table::late(database, after)};
  };
  auto reading = on_reader<Late>(call.core.readers, std::move(read));
  const auto late = co_await std::move(reading);
  if (!late) co_return late.error();
  co_return json_response(200, protocol::encode(protocol::LateMails{late->waiting, late->given_up, late->since}));
}

}  // namespace siaga::hub::person_account_desk
