#include "store/finding_table.h"

#include "store/words.h"

namespace siaga::store::finding_table {

namespace {

constexpr std::string_view finding_columns =
    "select id, application, unit, kind, user_id, person, left_at, opened_at, ended_at, accepted_by, accepted_at, "
    "reason, of_case from finding ";
constexpr std::string_view among_findings =
    "(?1 is null or unit = zeroblob(16) or instr(?1, hex(unit)) > 0) "
    "and (?2 = 'all' or (ended_at is null and (accepted_at is not null) = (?2 = 'accepted') "
    "and (?2 = 'accepted' or of_case is null))) ";

domain::FindingKind finding_kind_of(const std::string& word) {
  const auto kind = domain::finding_kind(word);
  if (!kind) throw StoreFailure(base::Fault::corrupt, "an unknown kind of finding: " + word);
  return *kind;
}

std::string_view word_of_show(Show show) {
  if (show == Show::open) return "open";
  return show == Show::accepted ? "accepted" : "all";
}

std::vector<domain::ApplicationUser> users_of_finding(Database& database, const base::Id& finding) {
  std::vector<domain::ApplicationUser> users;
  auto row = database.query(
      "select user, user_name, email, name, active, last_active from finding_user where finding = ? order by position",
      finding);
  while (row.next())
    users.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) != 0, row.optional_instant(5)});
  return users;
}

std::vector<Row> findings_of(Database& database, Statement row) {
  std::vector<Row> found;
  while (row.next()) {
    Row one;
    one.finding.id = row.id(0);
    one.application = row.id(1);
    one.unit = row.id(2);
    one.finding.kind = finding_kind_of(row.text(3));
    one.finding.user_id = row.optional_id(4);
    one.finding.person = row.optional_id(5);
    one.finding.left_at = row.optional_instant(6);
    one.opened_at = row.instant(7);
    one.ended_at = row.optional_instant(8);
    one.accepted_by = row.optional_id(9);
    one.accepted_at = row.optional_instant(10);
    one.reason = row.text(11);
    one.of_case = row.optional_id(12);
    found.push_back(std::move(one));
  }
  for (auto& one : found) one.finding.users = users_of_finding(database, one.finding.id);
  return found;
}

}  // namespace

std::optional<Row> find(Database& database, const base::Id& id) {
  auto found = findings_of(database, database.query(std::string{finding_columns} + "where id = ?", id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void open(Database& database, const Row& row) {
  const auto& found = row.finding;
  database.run(
      "insert into finding (id, application, unit, kind, user_id, person, left_at, opened_at, ended_at, accepted_by, "
      "accepted_at, reason, of_case) values (?, ?, ?, ?, ?, ?, ?, ?, null, null, null, '', ?) "
      "on conflict (id) do update set unit = excluded.unit, user_id = excluded.user_id, person = excluded.person, "
      "opened_at = excluded.opened_at, ended_at = null, accepted_by = null, accepted_at = null, reason = '', "
      "of_case = excluded.of_case",
      found.id, row.application, row.unit, domain::name_of(found.kind), found.user_id, found.person, found.left_at,
      row.opened_at, row.of_case);
  for (std::size_t at = 0; at < found.users.size(); ++at) {
    const auto& user = found.users[at];
    database.run(
        "insert into finding_user (finding, position, user, user_name, email, name, active, last_active) "
        "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (finding, position) do update set user = excluded.user, "
        "user_name = excluded.user_name, email = excluded.email, name = excluded.name, active = excluded.active, "
        "last_active = excluded.last_active",
        found.id, at, user.id, user.user_name, user.email, user.name, user.active ? 1 : 0, user.last_active);
  }
}

void update(Database& database, const Row& row) {
  database.run(
      "update finding set user_id = ?, ended_at = ?, accepted_by = ?, accepted_at = ?, reason = ?, of_case = ? "
      "where id = ?",
      row.finding.user_id, row.ended_at, row.accepted_by, row.accepted_at, row.reason, row.of_case, row.finding.id);
}

std::vector<base::Id> standing(Database& database, const base::Id& application) {
  std::vector<base::Id> ids;
  auto row = database.query("select id from finding where application = ? and ended_at is null", application);
  while (row.next()) ids.push_back(row.id(0));
  return ids;
}

void forget_particulars(Database& database, const domain::UserId& user_id, bool name_is_others) {
  std::optional<std::string_view> name;
  if (!name_is_others) name = user_id.user_name;
  constexpr std::string_view about_it =
      "(select id from finding where user_id = ?1 union all select f.id from finding_user u join finding f on f.id = "
      "u.finding where u.user_name = ?3 collate nocase and f.application = ?2)";
  database.run("update finding set reason = '' where id in " + std::string{about_it}, user_id.id, user_id.application,
               name);
  database.run("delete from finding_user where finding in (select id from finding where user_id = ?)", user_id.id);
  database.run(
      "delete from finding_user where user_name = ?1 collate nocase and exists (select 1 from finding f where f.id = "
      "finding_user.finding and f.application = ?2)",
      name, user_id.application);
}

std::vector<Row> page(Database& database, const Filter& filter, std::size_t limit) {
  std::string sql{finding_columns};
  sql.append("where ").append(among_findings);
  sql +=
      "and (?3 is null or (opened_at, id) < (select opened_at, id from finding where id = ?3)) "
      "order by opened_at desc, id desc limit ?4";
  return findings_of(database,
                     database.query(sql, listed(filter.units), word_of_show(filter.show), filter.after, limit));
}

std::uint64_t count_open(Database& database, const std::optional<std::vector<base::Id>>& units) {
  auto row = database.query(std::string{"select count(*) from finding where "}.append(among_findings), listed(units),
                            std::string_view{"open"});
  return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

}  // namespace siaga::store::finding_table
