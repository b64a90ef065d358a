#include "hub/new_password.h"

#include "hub/password_rules.h"

namespace siaga::hub {

using base::Result;

namespace {

/// The list is read each time: it is needed once in a while, and would lie in memory for ever.
Result<std::string> hash_if_good(const std::filesystem::path& data, const std::string& password,
                                 const domain::Person& person, const PasswordCost& cost) {
  const auto rules = PasswordRules::load_for(data);
  if (!rules)
    return base::fail(base::Fault::internal, "the lists of refused passwords can't be read: " + rules.error().detail);
  if (auto good = rules->check(password, person); !good) return good.error();
  return hash_password(password, cost);
}

}  // namespace

asio::awaitable<Result<std::string>> hash_new_password(Core& core, std::string password, domain::Person person) {
  std::function<Result<std::string>()> work = [password = std::move(password), person = std::move(person),
                                               cost = core.password_cost, data = core.folder.path()] {
    return hash_if_good(data, password, person, cost);
  };
  auto hashing = on_worker<std::string>(core.passwords, std::move(work));
  co_return co_await std::move(hashing);
}

}  // namespace siaga::hub
