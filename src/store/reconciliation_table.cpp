#include "store/reconciliation_table.h"

namespace siaga::store::reconciliation_table {

std::optional<Row> find(Database& database, const base::Id& application) {
  auto row = database.query(
      "select application, since, begun_at, ended_at, fault, good_at, users, listed from reconciliation "
      "where application = ?",
      application);
  if (!row.next()) return std::nullopt;
  return Row{row.id(0),
             row.instant(1),
             row.optional_instant(2),
             row.optional_instant(3),
             row.text(4),
             row.optional_instant(5),
             static_cast<std::uint64_t>(row.integer(6)),
             static_cast<std::uint64_t>(row.integer(7))};
}

void keep(Database& database, const Row& row) {
  database.run(
      "insert into reconciliation (application, since, begun_at, ended_at, fault, good_at, users, listed) "
      "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (application) do update set since = excluded.since, "
      "begun_at = excluded.begun_at, ended_at = excluded.ended_at, fault = excluded.fault, "
      "good_at = excluded.good_at, users = excluded.users, listed = excluded.listed",
      row.application, row.since, row.begun_at, row.ended_at, row.fault, row.good_at, row.users, row.listed);
}

std::vector<Known> all_known(Database& database) {
  std::vector<Known> found;
  auto row = database.query(
      "select u.id, u.application, u.user_name, u.email, u.person, u.state = 'inactive', u.ended_at, "
      "max(c.ends_at), max(c.last_day), u.hired_on, coalesce(max(c.state in ('received', 'requested')), 0), "
      "u.state = 'planned' and not exists (select 1 from user_id_case m where m.user_id = u.id and m.kind = 'replace' "
      "and (m.state = 'carried_out' or m.attempt_begun_at is not null)), "
      "u.state = 'active' and u.person is null and u.id in (select user_id from finding where kind = 'orphan' "
      "and user_id is not null and of_case is null) "
      "from user_id u left join user_id_case c on c.user_id = u.id and c.kind = 'deactivate' and c.state <> "
      "'withdrawn' where u.state in ('planned', 'active', 'inactive') group by u.id order by u.listed_at, u.id");
  while (row.next())
    found.push_back({row.id(0), row.id(1), row.text(2), row.text(3), row.optional_id(4), row.integer(5) != 0,
                     row.optional_instant(6), row.optional_instant(7), row.optional_text(8), row.optional_text(9),
                     row.integer(10) != 0, row.integer(11) != 0, row.integer(12) != 0});
  return found;
}

std::vector<Address> addresses(Database& database) {
  std::vector<Address> found;
  auto row = database.query("select id, email from person where email is not null");
  while (row.next()) found.push_back({row.id(0), row.text(1)});
  return found;
}

}  // namespace siaga::store::reconciliation_table
