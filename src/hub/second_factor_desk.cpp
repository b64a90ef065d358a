#include "hub/second_factor_desk.h"

#include "domain/totp.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/own_password.h"
#include "hub/second_factor.h"
#include "protocol/second_factor.h"
#include "store/second_factor_table.h"
#include "store/session_table.h"

namespace siaga::hub::second_factor_desk {

namespace factors = store::second_factor_table;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::string_view issuer = "Siaga";
/// As of these routes: who lacks a factor is here to get one.
constexpr Gate enrolling_still{Gate::Kind::enrolling, {}};

std::string account_name(const domain::Person& person) { return person.email.empty() ? person.nrp : person.email; }

/// Those that could only enrol; there is nothing left for them.
std::vector<base::Sha256> end_waiting(store::Ledger& ledger, const domain::Person& person, const Session& enrolled) {
  std::vector<base::Sha256> ended;
  for (const auto& row : store::session_table::of_person(ledger.database, person.id, ledger.now)) {
    if (row.second_factor != domain::SecondFactor::needed || row.token_hash == enrolled.token_hash) continue;
    store::session_table::close(ledger.database, row.token_hash, ledger.now);
    protocol::EventBody body;
    body.by = person.version;
    body.console = row.console;
    ledger.journal.append(draft({person.id, protocol::EventKind::session_closed, person.id, person.unit}, body));
    ended.push_back(row.token_hash);
  }
  return ended;
}

/// Of somebody who has a factor. Errors: conflict, field "second_factor" (there is none); forbidden, field "code".
Result<void> spend_own_code(store::Ledger& ledger, Core& core, const domain::Person& person, const std::string& code) {
  if (!factors::is_confirmed(ledger.database, person.id))
    return fail(Fault::conflict, "there is no second factor", "second_factor");
  const auto right = spend_code(ledger, core.secret_box, person, code, core.clock.now());
  if (!right) return right.error();
  if (!*right) return fail(Fault::forbidden, "the code is wrong, too old, or was used before", "code");
  return {};
}

struct Enrolled {
  std::vector<std::string> codes;
  std::vector<base::Sha256> ended;
};

Result<Enrolled> enrol(store::Ledger& ledger, const SecretBox& box, const domain::Person& person,
                       const Session& session, const std::string& code, base::Instant at) {
  auto codes = confirm_second_factor(ledger, box, person, code, at);
  if (!codes) return codes.error();
  store::session_table::set_second_factor(ledger.database, session.token_hash, domain::SecondFactor::active);
  return Enrolled{std::move(*codes), end_waiting(ledger, person, session)};
}

using Codes = std::vector<std::string>;
using Change = std::function<Result<Codes>(store::Ledger&, Core&, const domain::Person&)>;

/// What somebody does to a factor of theirs that stands: for a password and a code, which is spent with it.
Answer change_own_factor(Call& call, Change change, net::Response (*answer_of)(Codes)) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_remove_second_factor(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed(*wait);
  auto verifying = check_own_password(call, std::move(command->password));
  const auto verified = co_await std::move(verifying);
  if (!verified) {
    judge_guess(call, verified);
    co_return verified.error();
  }
  std::function<Result<Codes>(store::Ledger&)> decide =
      [&core = call.core, session = call.session, code = command->code,
       change = std::move(change)](store::Ledger& ledger) -> Result<Codes> {
    const auto by = account_now(ledger, session, core.clock.now(), enrolling_still);
    if (!by) return by.error();
    if (auto spent = spend_own_code(ledger, core, (*by)->person, code); !spent) return spent.error();
    return change(ledger, core, (*by)->person);
  };
  auto deciding = on_store<Codes>(call.core.store, store::Priority::alarm, std::move(decide));
  auto changed = co_await std::move(deciding);
  judge_guess(call, changed);
  if (!changed) co_return changed.error();
  co_return answer_of(std::move(*changed));
}

}  // namespace

Answer begin(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_confirm_password(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed(*wait);
  auto verifying = check_own_password(call, std::move(command->password));
  const auto verified = co_await std::move(verifying);
  judge_guess(call, verified);
  if (!verified) co_return verified.error();

  const auto random = base::random_bytes(domain::totp_secret_size);
  const std::string secret{random.begin(), random.end()};
  std::function<Result<bool>(store::Ledger&)> decide = [&core = call.core, session = call.session,
                                                        secret](store::Ledger& ledger) -> Result<bool> {
    const auto by = account_now(ledger, session, core.clock.now(), enrolling_still);
    if (!by) return by.error();
    const auto& person = (*by)->person.id;
    if (factors::is_confirmed(ledger.database, person))
      return fail(Fault::conflict, "there is a second factor: remove it first", "second_factor");
    factors::begin(ledger.database, person, core.secret_box.seal(person, secret), ledger.now);
    return true;
  };
  auto deciding = on_store<bool>(call.core.store, store::Priority::alarm, std::move(decide));
  const auto begun = co_await std::move(deciding);
  if (!begun) co_return begun.error();
  const protocol::SecondFactorOffer offer{domain::to_base32(secret),
                                          domain::otpauth_uri(issuer, account_name(call.person()), secret)};
  co_return json_response(200, protocol::encode(offer));
}

Answer confirm(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_confirm_second_factor(*body);
  if (!command) co_return command.error();
  if (const auto wait = must_wait_for_guess(call)) co_return slowed(*wait);
  std::function<Result<Enrolled>(store::Ledger&)> decide =
      [&core = call.core, session = call.session, code = command->code](store::Ledger& ledger) -> Result<Enrolled> {
    const auto by = account_now(ledger, session, core.clock.now(), enrolling_still);
    if (!by) return by.error();
    return enrol(ledger, core.secret_box, (*by)->person, *session, code, core.clock.now());
  };
  auto deciding = on_store<Enrolled>(call.core.store, store::Priority::alarm, std::move(decide));
  auto enrolled = co_await std::move(deciding);
  judge_guess(call, enrolled);
  if (!enrolled) co_return enrolled.error();
  for (const auto& hash : enrolled->ended) call.core.sessions.end(hash);
  const protocol::RecoveryCodes codes{std::move(enrolled->codes)};
  co_return json_response(200, protocol::encode(codes));
}

Answer remove(Call& call) {
  Change change = [](store::Ledger& ledger, Core&, const domain::Person& person) -> Result<Codes> {
    remove_second_factor(ledger, person, person.id);
    return Codes{};
  };
  auto changing = change_own_factor(call, std::move(change), [](Codes) { return no_content(); });
  co_return co_await std::move(changing);
}

Answer renew_codes(Call& call) {
  Change change = [](store::Ledger& ledger, Core& core, const domain::Person& person) -> Result<Codes> {
    return renew_recovery_codes(ledger, core.secret_box, person);
  };
  auto changing = change_own_factor(call, std::move(change), [](Codes codes) {
    return json_response(200, protocol::encode(protocol::RecoveryCodes{std::move(codes)}));
  });
  co_return co_await std::move(changing);
}

}  // namespace siaga::hub::second_factor_desk
