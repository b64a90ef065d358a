#include "hub/known_console.h"

#include "store/known_console_table.h"
#include "store/person_table.h"

namespace siaga::hub {

using base::Result;

namespace {

/// Who is meant by a login, and whether they have signed in from this console before.
struct Guessed {
  std::optional<base::Id> person;
  std::optional<KnownConsole> console;
};

Guessed look_up_guessed(store::Database& database, const std::string& login, const std::optional<std::string>& device) {
  Guessed guessed;
  const auto person = store::person_table::find_by_login(database, login);
  if (!person) return guessed;
  guessed.person = person->id;
  if (!device) return guessed;
  const auto hash = base::sha256(*device);
  if (store::known_console_table::is_known(database, person->id, hash))
    guessed.console = KnownConsole{hash, person->id};
  return guessed;
}

}  // namespace

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
  std::function<Result<Guessed>(store::Database&)> look =
      [login = std::move(login), device = std::move(device)](store::Database& database) -> Result<Guessed> {
    return look_up_guessed(database, login, device);
  };
  auto looking = on_reader<Guessed>(core.readers, std::move(look));
  const auto guessed = co_await std::move(looking);
  if (guessed && guessed->person) attempt.account = base::to_string(*guessed->person);
  attempt.must_wait = throttle.begin(attempt.account, attempt.address, core.clock.now());
  if (!attempt.must_wait || !guessed || !guessed->console) co_return attempt;
  attempt.console = guessed->console;
  attempt.must_wait = throttle.begin_known(attempt.console->key(), core.clock.now());
  co_return attempt;
}

}  // namespace siaga::hub
