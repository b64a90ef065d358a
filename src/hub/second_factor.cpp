#include "hub/second_factor.h"

#include "base/digest.h"
#include "domain/names.h"
#include "domain/totp.h"
#include "hub/events.h"
#include "store/meta_table.h"
#include "store/session_table.h"

#include <algorithm>

namespace siaga::hub {

namespace factors = store::second_factor_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::SecondFactor;

namespace {

constexpr std::string_view policy_key = "second_factor";
constexpr std::string_view standard = "policy";  // as earlier versions wrote it

/// `by`: the version of who did it; nothing at the hub's own machine.
void journal_factor(store::Ledger& ledger, const domain::Person& person, protocol::EventKind kind,
                    const base::Id& actor, const std::optional<base::Id>& by) {
  protocol::EventBody body;
  body.by = by;
  ledger.journal.append(draft({actor, kind, person.id, person.unit}, body));
}

void journal_own(store::Ledger& ledger, const domain::Person& person, protocol::EventKind kind) {
  journal_factor(ledger, person, kind, person.id, person.version);
}

bool remove_factor_of(store::Ledger& ledger, const domain::Person& person, const base::Id& actor,
                      const std::optional<base::Id>& by) {
  const auto row = factors::find(ledger.database, person.id);
  if (!row) return false;
  factors::remove(ledger.database, person.id);
  store::session_table::forget_factor(ledger.database, person.id);
  if (row->confirmed_at) journal_factor(ledger, person, protocol::EventKind::second_factor_removed, actor, by);
  return row->confirmed_at.has_value();
}

bool spend_recovery_code(store::Ledger& ledger, const SecretBox& box, const domain::Person& person,
                         std::string_view plain) {
  const auto codes = factors::unused_codes(ledger.database, person.id);
  const auto match = [&](const factors::RecoveryCode& code) { return box.matches(code, plain); };
  const auto found = std::ranges::find_if(codes, match);
  if (found == codes.end()) return false;
  factors::mark_used(ledger.database, person.id, *found, ledger.now);
  journal_own(ledger, person, protocol::EventKind::second_factor_recovery_used);
  return true;
}

std::string fresh_recovery_code() {
  std::array<std::uint8_t, domain::recovery_code_entropy> random{};
  std::ranges::copy(base::random_bytes(random.size()), random.begin());
  return domain::recovery_code(random);
}

/// Since when it counts, and the newest step of a code that was accepted.
struct Confirmed {
  base::Instant at;
  std::int64_t step = 0;
};

std::vector<std::string> keep_with_new_codes(store::Ledger& ledger, const SecretBox& box, const domain::Person& person,
                                             const Confirmed& confirmed) {
  std::vector<std::string> codes;
  std::vector<factors::RecoveryCode> hashed;
  while (codes.size() < domain::recovery_codes) {
    codes.push_back(fresh_recovery_code());
    hashed.push_back(box.hash(domain::plain_code(codes.back())));
  }
  factors::confirm(ledger.database, person.id, confirmed.at, confirmed.step, hashed);
  journal_own(ledger, person, protocol::EventKind::second_factor_enrolled);
  return codes;
}

}  // namespace

domain::FactorPolicy second_factor_policy(store::Database& database) {
  const auto kept = store::meta_table::find(database, policy_key).value_or(std::string{standard});
  auto policy = domain::factor_policy(kept == standard ? "on" : kept);
  if (!policy) throw store::StoreFailure(Fault::corrupt, "meta's second_factor is " + kept);
  return std::move(*policy);
}

void set_second_factor_policy(store::Database& database, const domain::FactorPolicy& policy) {
  const bool is_standard = policy.kind == domain::FactorPolicy::Kind::standard;
  store::meta_table::set(database, policy_key, is_standard ? std::string{standard} : domain::name_of(policy));
}

Result<SecondFactor> pass_second_factor(store::Ledger& ledger, const SecretBox& box, const Account& account,
                                        const std::optional<std::string>& code, base::Instant at) {
  if (!account.has_factor) return account.factor();
  if (!code) return fail(Fault::unauthenticated, "the code of the second factor is asked for", "code");
  const auto right = spend_code(ledger, box, account.person, *code, at);
  if (!right) return right.error();
  if (!*right) return fail(Fault::unauthenticated, "the code is wrong, too old, or was used before", "code");
  return SecondFactor::active;
}

Result<bool> spend_code(store::Ledger& ledger, const SecretBox& box, const domain::Person& person,
                        std::string_view typed, base::Instant at) {
  const auto row = factors::find(ledger.database, person.id);
  if (!row || !row->confirmed_at) return false;
  const auto plain = domain::plain_code(typed);
  if (!domain::is_app_code(plain)) return spend_recovery_code(ledger, box, person, plain);
  const auto secret = box.open(person.id, row->secret);
  if (!secret) return secret.error();
  const auto step = domain::accepted_step(*secret, plain, at, row->last_step);
  if (step) factors::set_last_step(ledger.database, person.id, *step);
  return step.has_value();
}

Result<std::vector<std::string>> confirm_second_factor(store::Ledger& ledger, const SecretBox& box,
                                                       const domain::Person& person, std::string_view typed,
                                                       base::Instant at) {
  const auto row = factors::find(ledger.database, person.id);
  if (!row || row->confirmed_at) return fail(Fault::conflict, "no enrolment waits for a code", "second_factor");
  const auto secret = box.open(person.id, row->secret);
  if (!secret) return secret.error();
  const auto step = domain::accepted_step(*secret, domain::plain_code(typed), at, {});
  if (!step) return fail(Fault::forbidden, "the code isn't the one that the app shows now", "code");
  return keep_with_new_codes(ledger, box, person, {ledger.now, *step});
}

std::vector<std::string> renew_recovery_codes(store::Ledger& ledger, const SecretBox& box,
                                              const domain::Person& person) {
  const auto row = factors::find(ledger.database, person.id);
  return keep_with_new_codes(ledger, box, person, {row->confirmed_at.value(), row->last_step.value_or(0)});
}

bool remove_second_factor(store::Ledger& ledger, const domain::Person& person, const base::Id& actor) {
  return remove_factor_of(ledger, person, actor, actor.is_nil() ? std::nullopt : std::optional{person.version});
}

bool remove_second_factor_by(store::Ledger& ledger, const domain::Person& person, const domain::Person& administrator) {
  return remove_factor_of(ledger, person, administrator.id, administrator.version);
}

}  // namespace siaga::hub
