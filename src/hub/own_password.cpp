#include "hub/own_password.h"

#include "hub/password.h"
#include "hub/refused_guess.h"
#include "store/person_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

/// An open session is a console from which its person has signed in: it counts for itself, whatever others at its
/// address do. No known console is called like this.
std::string guesses_of(const Call& call) { return "#" + base::to_string(call.session->id); }

}  // namespace

std::optional<std::chrono::seconds> must_wait_for_guess(const Call& call) {
  return call.core.throttle.begin_known(guesses_of(call), call.core.clock.now());
}

void judge_guess(const Call& call, std::optional<Fault> fault) {
  if (fault == Fault::forbidden)
    journal_refusal(call.core, call.person(), call.session->console);
  else
    call.core.throttle.known_succeeded(guesses_of(call));
}

asio::awaitable<Result<std::string>> check_own_password(Call& call, std::string password) {
  std::function<Result<std::string>(store::Database&)> read =
      [&core = call.core, person = call.person().id](store::Database& database) -> Result<std::string> {
    return store::person_table::password_hash(database, person).value_or(core.nobodys_hash);
  };
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  auto hash = co_await std::move(reading);
  if (!hash) co_return hash.error();
  std::function<Result<bool>()> check = [hash = *hash, password = std::move(password)]() -> Result<bool> {
    return verify_password(hash, password);
  };
  auto checking = on_worker<bool>(call.core.passwords, std::move(check));
  const auto right = co_await std::move(checking);
  if (!right) co_return right.error();
  if (!*right) co_return fail(Fault::forbidden, "the password is wrong", "password");
  co_return std::move(*hash);
}

}  // namespace siaga::hub
