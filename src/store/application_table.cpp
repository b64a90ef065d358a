#include "store/application_table.h"

namespace siaga::store::application_table {

namespace {

constexpr std::string_view columns = "select id, unit, name, connector, target_minutes, settings from application ";

domain::ConnectorKind connector_of(const std::string& word) {
  const auto kind = domain::connector_kind(word);
  if (!kind) throw StoreFailure(base::Fault::corrupt, "an unknown connector: " + word);
  return *kind;
}

std::vector<domain::Application> applications_of(Statement row) {
  std::vector<domain::Application> found;
  while (row.next()) {
    domain::Application one{row.id(0), row.id(1), row.text(2), connector_of(row.text(3)), {}, row.text(5)};
    if (const auto minutes = row.optional_integer(4)) one.target = std::chrono::minutes{*minutes};
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

std::optional<domain::Application> find(Database& database, const base::Id& id) {
  auto found = applications_of(database.query(std::string{columns} + "where id = ?", id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<domain::Application> all(Database& database) {
  return applications_of(database.query(std::string{columns} + "order by name collate nocase, id"));
}

void keep(Database& database, const domain::Application& application) {
  std::optional<std::int64_t> minutes;
  if (application.target) minutes = application.target->count();
  database.run(
      "insert into application (id, unit, name, connector, target_minutes, settings) values (?, ?, ?, ?, ?, ?) "
      "on conflict (id) do update set unit = excluded.unit, name = excluded.name, connector = excluded.connector, "
      "target_minutes = excluded.target_minutes, settings = excluded.settings",
      application.id, application.unit, application.name, domain::name_of(application.connector), minutes,
      application.settings);
}

std::optional<Bytes> secret(Database& database, const base::Id& application) {
  auto row = database.query("select sealed from application_secret where application = ?", application);
  if (!row.next()) return std::nullopt;
  return row.blob(0);
}

void set_secret(Database& database, const base::Id& application, const std::optional<Bytes>& sealed) {
  database.run("delete from application_secret where application = ?", application);
  if (sealed)
    database.run("insert into application_secret (application, sealed) values (?, ?)", application,
                 std::span<const std::uint8_t>{*sealed});
}

bool any_secret(Database& database) { return database.query("select 1 from application_secret limit 1").next(); }

}  // namespace siaga::store::application_table
