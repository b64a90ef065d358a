#include "hub/guard.h"

#include "store/sos_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using domain::Action;

namespace {

base::Error no_sos() { return fail(Fault::not_found, "no such SOS"); }
base::Error not_yours() { return fail(Fault::forbidden, "this isn't among the things that you may do"); }

std::string bearer_of(const net::Request& request) {
  const auto header = request.header("Authorization");
  constexpr std::string_view scheme = "Bearer ";
  if (!header || header->size() > 200 || !header->starts_with(scheme)) return {};
  return std::string{header->substr(scheme.size())};
}

/// Recordings go both ways in pieces, as fast as the line carries them: their limits are in bytes.
bool is_piece_of_recording(std::string_view path) {
  return path.starts_with("/api/v1/recordings/") || path.starts_with("/api/v1/uploads/");
}

/// What a program gone wild, or somebody with a stolen token, may take from everybody else.
bool keeps_pace(Call& call) {
  const auto& limits = call.core.limits;
  return is_piece_of_recording(call.request.path) ||
         call.session->pace.take(std::chrono::steady_clock::now(), limits.requests_per_second,
                                 limits.requests_saved_for);
}

base::Error enrol_first() { return fail(Fault::forbidden, "enrol a second factor first", "second_factor"); }

/// No second factor stands before an alarm: all roles count there.
base::Result<void> admit_by(const Gate& gate, const Account& account) {
  const bool by_all_roles = gate.kind == Gate::Kind::enrolling;
  if (!by_all_roles && account.factor() == domain::SecondFactor::needed) return enrol_first();
  if (!gate.action || (by_all_roles ? account.whole : account.standing).may(*gate.action)) return {};
  return account.whole.may(*gate.action) ? enrol_first() : not_yours();
}

bool is_loopback(const std::string& address) { return address == "127.0.0.1" || address == "::1"; }

}  // namespace

asio::awaitable<base::Result<void>> pass_gate(Gate gate, Call& call) {
  if (gate.kind == Gate::Kind::anybody) co_return base::Result<void>{};
  if (gate.kind == Gate::Kind::loopback) {
    if (is_loopback(call.request.peer_address)) co_return base::Result<void>{};
    co_return fail(Fault::not_found, "there is nothing at this address");
  }
  auto token = bearer_of(call.request);
  if (token.empty()) co_return fail(Fault::unauthenticated, "sign in first");
  auto finding = call.core.sessions.find(std::move(token));
  auto session = co_await std::move(finding);
  if (!session) co_return session.error();
  call.session = *session;
  if (!keeps_pace(call))
    co_return fail(Fault::too_many, "too many requests: this session makes more than a person can");
  auto looking = call.core.sessions.account(call.session);
  auto account = co_await std::move(looking);
  if (!account) co_return account.error();
  call.account = std::move(*account);
  const auto use = gate.kind == Gate::Kind::enrolling ? SessionUse::alarms : SessionUse::anything;
  if (const auto why = call.core.sessions.judge(call.session, *call.account, use)) co_return over_by(*why);
  co_return admit_by(gate, *call.account);
}

base::Result<AccountPtr> account_now(store::Ledger& ledger, const std::shared_ptr<Session>& session, base::Instant at,
                                     Gate gate) {
  auto by = load_account(ledger.database, *session, at);
  if (!by || session->ended) return fail(Fault::unauthenticated, "sign in first");
  if (auto passed = admit_by(gate, *by); !passed) return passed.error();
  return by;
}

base::Result<domain::Sos> sos_for_desk(store::Database& database, const Account& account, const base::Id& id,
                                       Action action) {
  const auto sos = store::sos_table::find(database, id);
  if (!sos || !account.standing.may(Action::read_sos, sos->unit)) return no_sos();
  if (!account.standing.may(action, sos->unit)) return not_yours();
  return *sos;
}

base::Result<domain::Sos> sos_of_reporter(store::Database& database, const domain::Person& person, const base::Id& id) {
  const auto sos = store::sos_table::find(database, id);
  if (!sos || sos->reporter != person.id) return no_sos();
  return *sos;
}

base::Result<domain::Sos> sos_for_either(store::Database& database, const Account& account, const base::Id& id) {
  if (auto own = sos_of_reporter(database, account.person, id)) return own;
  return sos_for_desk(database, account, id);
}

}  // namespace siaga::hub
