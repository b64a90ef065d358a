#include "hub/target_connectors.h"

#include "base/log.h"
#include "store/application_table.h"

namespace siaga::hub {

using base::Result;

namespace {

/// Targets are stopped by their switch (Targets::stop), not by `stopping`.
class TargetConnector final : public Connector {
 public:
  explicit TargetConnector(std::unique_ptr<connect::Target> target) : target_(std::move(target)) {}

  Result<std::optional<Reading>> read(const std::string& user_name, const std::atomic<bool>&) override {
    const auto found = target_->find(user_name);
    if (!found) return found.error();
    if (!*found) return std::optional<Reading>{};
    return std::optional{Reading{(*found)->id, (*found)->active}};
  }

  Result<void> deactivate(const Reading& user, const std::atomic<bool>&) override {
    const auto closed = target_->deactivate(user.id);
    // Some applications hide or delete whom they switch off: then the reading by name, which comes next, decides.
    if (!closed && closed.error().fault != base::Fault::not_found) return closed.error();
    return {};
  }

  Result<void> create(const domain::UserId& user, const std::string& password, const std::atomic<bool>&) override {
    if (const auto made = target_->create({user.user_name, user.email, user.agent, password}); !made)
      return made.error();
    return {};
  }

 private:
  std::unique_ptr<connect::Target> target_;
};

}  // namespace

Connectors connectors_by(const Targets& targets) {
  return [&targets](const domain::Application& application, const std::string& secret) -> std::unique_ptr<Connector> {
    auto target = targets.target(name_of(application.connector), application.settings, secret);
    if (!target) {
      if (application.connector != domain::ConnectorKind::manual)
        base::log::warning("application.no_connector", {{"application", base::to_string(application.id)},
                                                        {"why", base::log::describe(target.error())}});
      return nullptr;
    }
    return std::make_unique<TargetConnector>(std::move(*target));
  };
}

Result<std::unique_ptr<connect::Target>> target_of(store::Database& database, const SecretBox& box,
                                                   const Targets& targets, const base::Id& application) {
  const auto found = store::application_table::find(database, application);
  if (!found) return base::fail(base::Fault::not_found, "there is no such application");
  std::string secret;
  if (const auto sealed = store::application_table::secret(database, application)) {
    auto opened = box.open(application, *sealed);
    if (!opened) return opened.error();
    secret = std::move(*opened);
  }
  return targets.target(domain::name_of(found->connector), found->settings, secret);
}

}  // namespace siaga::hub
