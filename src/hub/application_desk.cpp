#include "hub/application_desk.h"

#include "hub/finding_desk.h"
#include "hub/printable.h"
#include "hub/reconciler.h"
#include "hub/target_connectors.h"
#include "protocol/command.h"
#include "store/application_table.h"

namespace siaga::hub::application_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;

namespace {

/// The application if they may do `action` in its unit. Errors: not_found when they may not even read it there,
/// forbidden.
Result<domain::Application> visible_application(store::Database& database, const Account& account, const base::Id& id,
                                                Action action) {
  auto found = store::application_table::find(database, id);
  if (!found || !account.standing.may(Action::read_user_ids, found->unit))
    return fail(Fault::not_found, "there is no such application");
  if (!account.standing.may(action, found->unit))
    return fail(Fault::forbidden, "this isn't among the things that you may do");
  return std::move(*found);
}

constexpr std::size_t longest_shown_name = 200;

using Tried = Result<std::optional<std::string>>;

std::string outcome_of(const Tried& tried) {
  protocol::CheckView view;
  view.good = tried.has_value();
  if (tried) {
    if (*tried) view.first_user = printable(**tried, longest_shown_name);
  } else {
    view.fault = base::name_of(tried.error().fault);
    const bool says_where = tried.error().fault == Fault::invalid || tried.error().fault == Fault::unsupported;
    if (says_where) view.field = tried.error().field;
  }
  return protocol::encode(view);
}

using TargetPtr = std::shared_ptr<connect::Target>;

asio::awaitable<Result<TargetPtr>> make_target(Call& call) {
  std::function<Result<TargetPtr>(store::Database&)> read =
      [account = call.account, id = call.id, &core = call.core](store::Database& database) -> Result<TargetPtr> {
    const auto known = visible_application(database, *account, id, Action::manage_applications);
    if (!known) return known.error();
    auto made = target_of(database, core.secret_box, *core.targets, id);
    if (!made) return made.error();
    return TargetPtr{std::move(*made)};
  };
  auto reading = on_reader<TargetPtr>(call.core.readers, std::move(read));
  co_return co_await std::move(reading);
}

}  // namespace

Answer check(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  auto making = make_target(call);
  const auto target = co_await std::move(making);
  if (!target) {
    const bool about_settings = target.error().fault == Fault::invalid || target.error().fault == Fault::unsupported;
    if (!about_settings) co_return target.error();
    const Tried wrong = target.error();
    co_return json_response(200, outcome_of(wrong));
  }
  std::function<Result<std::string>()> work = [target = *target] {
    return Result<std::string>{outcome_of(try_out(*target))};
  };
  auto trying = on_worker<std::string>(call.core.reconciler->checks(), std::move(work));
  auto outcome = co_await std::move(trying);
  if (!outcome) co_return outcome.error();
  co_return json_response(200, std::move(*outcome));
}

Answer reconcile(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  std::function<Result<std::string>(store::Database&)> begin =
      [account = call.account, id = call.id, &core = call.core](store::Database& database) -> Result<std::string> {
    const auto known = visible_application(database, *account, id, Action::confirm_user_ids);
    if (!known) return known.error();
    if (known->connector == domain::ConnectorKind::manual)
      return fail(Fault::unsupported, "people do everything by hand there: there is nothing to read");
    if (auto begun = core.reconciler->begin(id); !begun) return begun.error();
    return protocol::encode(finding_desk::run_of(database, core, *account, *known));
  };
  auto beginning = on_reader<std::string>(call.core.readers, std::move(begin));
  auto view = co_await std::move(beginning);
  if (!view) co_return view.error();
  co_return json_response(202, std::move(*view));
}

}  // namespace siaga::hub::application_desk
