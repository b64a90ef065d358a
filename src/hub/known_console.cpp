#include "hub/known_console.h"

#include "store/known_console_table.h"
#include "store/person_table.h"

namespace siaga::hub {

using base::Result;
using MaybeKnown = std::optional<KnownConsole>;

asio::awaitable<Result<MaybeKnown>> find_known_console(Core& core, std::string login,
                                                       std::optional<std::string> device) {
  MaybeKnown nothing;
  if (!device) co_return nothing;
  std::function<Result<MaybeKnown>(store::Database&)> read =
      [login = std::move(login), hash = base::sha256(*device)](store::Database& database) -> Result<MaybeKnown> {
    const auto known = store::person_table::find_login(database, login);
    if (!known || !store::known_console_table::is_known(database, known->person.id, hash)) return MaybeKnown{};
    return MaybeKnown{KnownConsole{hash, known->person.id}};
  };
  auto reading = on_reader<MaybeKnown>(core.readers, std::move(read));
  co_return co_await std::move(reading);
}

void Attempt::succeeded(SignInThrottle& throttle) const {
  if (console)
    throttle.known_succeeded(console->key());
  else
    throttle.succeeded(account, address);
}

void Attempt::password_right(SignInThrottle& throttle) const {
  if (!console) throttle.password_right(address);
}

asio::awaitable<Attempt> begin_attempt(Core& core, SignInThrottle& throttle, std::string login, std::string address,
                                       std::optional<std::string> device) {
  Attempt attempt;
  attempt.account = account_of(login);
  attempt.address = std::move(address);
  attempt.must_wait = throttle.begin(attempt.account, attempt.address, core.clock.now());
  if (!attempt.must_wait || !device) co_return attempt;
  auto finding = find_known_console(core, std::move(login), std::move(device));
  const auto found = co_await std::move(finding);
  if (!found || !*found) co_return attempt;
  attempt.console = **found;
  attempt.must_wait = throttle.begin_known(attempt.console->key(), core.clock.now());
  co_return attempt;
}

}  // namespace siaga::hub
