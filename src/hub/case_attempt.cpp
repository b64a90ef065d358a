#include "hub/case_attempt.h"

#include "store/application_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<void> close_user_id(Connector& connector, const std::string& user_name, const std::function<void()>& seen,
                           const std::atomic<bool>& stopping) {
  const auto before = connector.read(user_name, stopping);
  if (!before) return before.error();
  // A name that was typed wrongly must not count as closed.
  if (!*before) return fail(Fault::conflict, "the application doesn't know this user ID", "unknown_user");
  if (!(*before)->active) return {};
  seen();
  if (auto done = connector.deactivate(**before, stopping); !done) return done;
  const auto after = connector.read(user_name, stopping);
  if (!after) return after.error();
  if (*after && (*after)->active)
    return fail(Fault::conflict, "the application answered that it is done, but read again it is still active",
                "unchanged");
  return {};
}

Result<void> make_user_id(Connector& connector, const domain::UserId& user_id, const std::string& password,
                          const std::atomic<bool>& stopping) {
  const auto before = connector.read(user_id.user_name, stopping);
  if (!before) return before.error();
  if (*before)
    return fail(Fault::conflict, "the application has this user ID already: somebody must look whose it is", "exists");
  if (auto done = connector.create(user_id, password, stopping); !done) return done;
  const auto after = connector.read(user_id.user_name, stopping);
  if (!after) return after.error();
  if (!*after || !(*after)->active)
    return fail(Fault::conflict, "the application answered that it is done, but read again it isn't there", "absent");
  return {};
}

}  // namespace

Result<void> attempt_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                        const std::string& password, const std::function<void()>& seen,
                        const std::atomic<bool>& stopping) {
  if (kind == domain::CaseKind::replace) return make_user_id(connector, user_id, password, stopping);
  return close_user_id(connector, user_id.user_name, seen, stopping);
}

Result<CaseShown> shown_by(Connector& connector, domain::CaseKind kind, const domain::UserId& user_id,
                           const std::atomic<bool>& stopping) {
  const auto there = connector.read(user_id.user_name, stopping);
  if (!there) return there.error();
  const bool active = *there && (*there)->active;
  if (kind == domain::CaseKind::replace) return active ? CaseShown::as_wished : CaseShown::contrary;
  if (!*there) return CaseShown::nobody;
  return active ? CaseShown::contrary : CaseShown::as_wished;
}

Result<CaseSubject> subject_of(store::Database& database, const SecretBox& box, const base::Id& one) {
  auto found = store::user_id_case_table::find(database, one);
  if (!found) return fail(Fault::not_found, "no such case");
  auto application = store::application_table::find(database, found->application);
  auto user_id = store::user_id_table::find(database, found->user_id);
  if (!application || !user_id) return fail(Fault::not_found, "its application or user ID isn't there");
  const auto sealed = store::application_table::secret(database, application->id);
  auto secret = sealed ? box.open(application->id, *sealed) : Result<std::string>{std::string{}};
  return CaseSubject{std::move(*found), std::move(*application), std::move(*user_id), std::move(secret)};
}

}  // namespace siaga::hub
