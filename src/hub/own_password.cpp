#include "hub/own_password.h"

#include "hub/password.h"
#include "store/person_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

/// No login looks like this.
std::string guesses_of(const Call& call) { return "#" + base::to_string(call.person().id); }

}  // namespace

std::optional<std::chrono::seconds> must_wait_for_guess(const Call& call) {
  return call.core.throttle.begin(guesses_of(call), call.request.peer_address, call.core.clock.now());
}

void judge_guess(const Call& call, std::optional<Fault> fault) {
  if (fault != Fault::forbidden) call.core.throttle.succeeded(guesses_of(call), call.request.peer_address);
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
