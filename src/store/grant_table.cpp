#include "store/grant_table.h"

#include "store/words.h"

namespace siaga::store::grant_table {

namespace {

constexpr std::string_view columns = "select id, person, role, unit, since, until, deputy_for from role_grant ";

std::vector<domain::Grant> grants_of(Statement row) {
  std::vector<domain::Grant> grants;
  while (row.next())
    grants.push_back({row.id(0), row.id(1), role_of(row.text(2)), row.id(3), row.instant(4), row.optional_instant(5),
                      row.optional_id(6)});
  return grants;
}

}  // namespace

std::optional<domain::Grant> find(Database& database, const base::Id& id) {
  auto found = grants_of(database.query(std::string{columns} + "where id = ?", id));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<domain::Grant> of_person(Database& database, const base::Id& person) {
  return grants_of(database.query(std::string{columns} + "where person = ? order by since, id", person));
}

std::vector<domain::Grant> of_role(Database& database, domain::Role role) {
  return grants_of(database.query(std::string{columns} + "where role = ? order by since, id", word_of(role)));
}

void insert(Database& database, const domain::Grant& grant, const std::optional<base::Instant>& given_at) {
  database.run(
      "insert into role_grant (id, person, role, unit, since, until, deputy_for, given_at) "
      "values (?, ?, ?, ?, ?, ?, ?, ?)",
      grant.id, grant.person, word_of(grant.role), grant.unit, grant.from, grant.until, grant.deputy_for, given_at);
}

void set_until(Database& database, const base::Id& id, base::Instant until) {
  database.run("update role_grant set until = ? where id = ?", until, id);
}

}  // namespace siaga::store::grant_table
