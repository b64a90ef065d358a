#include "store/person_table.h"

#include "store/words.h"

namespace siaga::store::person_table {

namespace {

constexpr std::string_view columns = "v.person, v.version, v.unit, v.name, v.nrp, v.email, v.phone, v.post";

/// Nobody signs in with an account that was closed.
constexpr std::string_view is_open = "not exists (select 1 from closed_account c where c.person = p.id)";

domain::Person person_of(const Statement& row) {
  domain::Person person;
  person.id = row.id(0);
  person.version = row.id(1);
  person.unit = row.id(2);
  person.name = row.text(3);
  person.nrp = row.text(4);
  person.email = row.text(5);
  person.phone = row.text(6);
  person.post = row.text(7);
  return person;
}

std::string select(std::string_view more, std::string_view rest) {
  return "select " + std::string{columns} + std::string{more} + " from " + std::string{rest};
}

void insert_version(Database& database, const domain::Person& person, base::Instant since) {
  database.run(
      "insert into person_version (version, person, unit, name, nrp, email, phone, post, since) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      person.version, person.id, person.unit, std::string_view{person.name}, std::string_view{person.nrp},
      std::string_view{person.email}, std::string_view{person.phone}, std::string_view{person.post}, since);
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::string_view{text};
}

}  // namespace

std::optional<domain::Person> find(Database& database, const base::Id& id) {
  static const auto sql = select("", "person p join person_version v on v.version = p.version where p.id = ?");
  auto row = database.query(sql, id);
  if (!row.next()) return std::nullopt;
  return person_of(row);
}

std::optional<domain::Person> find_version(Database& database, const base::Id& version) {
  static const auto sql = select("", "person_version v where v.version = ?");
  auto row = database.query(sql, version);
  if (!row.next()) return std::nullopt;
  return person_of(row);
}

std::optional<Login> find_login(Database& database, std::string_view login) {
  static const auto sql = select(", p.password",
                                 "person p join person_version v on v.version = p.version "
                                 "where (p.email = ?1 or p.nrp = ?1) and p.password is not null and " +
                                     std::string{is_open});
  auto row = database.query(sql, login);
  if (!row.next()) return std::nullopt;
  return Login{person_of(row), row.text(8)};
}

std::optional<domain::Person> find_by_email(Database& database, std::string_view email) {
  static const auto sql = select("",
                                 "person p join person_version v on v.version = p.version "
                                 "where p.email = ?");
  auto row = database.query(sql, email);
  if (!row.next()) return std::nullopt;
  return person_of(row);
}

std::optional<domain::Person> find_by_login(Database& database, std::string_view login) {
  static const auto sql =
      select("", "person p join person_version v on v.version = p.version where p.email = ?1 or p.nrp = ?1");
  auto row = database.query(sql, login);
  if (!row.next()) return std::nullopt;
  return person_of(row);
}

bool has_hash(Database& database, const base::Id& person, std::string_view password_hash) {
  static const auto sql = "select 1 from person p where p.id = ? and p.password = ? and " + std::string{is_open};
  return database.query(sql, person, password_hash).next();
}

void insert(Database& database, const domain::Person& person, const std::optional<std::string>& password_hash,
            base::Instant since) {
  insert_version(database, person, since);
  std::optional<std::string_view> password;
  if (password_hash) password = *password_hash;
  database.run("insert into person (id, version, email, nrp, password) values (?, ?, ?, ?, ?)", person.id,
               person.version, unless_empty(person.email), unless_empty(person.nrp), password);
}

void change(Database& database, const domain::Person& person, base::Instant since) {
  insert_version(database, person, since);
  database.run("update person set version = ?, email = ?, nrp = ? where id = ?", person.version,
               unless_empty(person.email), unless_empty(person.nrp), person.id);
}

bool has_password(Database& database, const base::Id& person) {
  return database.query("select 1 from person where id = ? and password is not null", person).next();
}

bool is_taken(Database& database, const domain::Person& person) {
  return database
      .query("select 1 from person where id <> ?1 and ((?2 <> '' and email = ?2) or (?3 <> '' and nrp = ?3))",
             person.id, std::string_view{person.email}, std::string_view{person.nrp})
      .next();
}

std::vector<domain::Person> page(Database& database, const Search& search, std::size_t limit) {
  static const auto sql =
      select("",
             "person p join person_version v on v.version = p.version "
             "where (?1 = '' or instr(lower(v.name), lower(?1)) or instr(lower(v.email), lower(?1)) or "
             "instr(v.nrp, ?1)) and (?2 is null or instr(?2, hex(v.unit))) and (?3 is null or (v.name, p.id) > "
             "(select w.name, q.id from person q join person_version w on w.version = q.version where q.id = ?3)) "
             "order by v.name, p.id limit ?4");
  std::vector<domain::Person> people;
  auto row = database.query(sql, std::string_view{search.text}, listed(search.units), search.after, limit);
  while (row.next()) people.push_back(person_of(row));
  return people;
}

std::optional<std::string> password_hash(Database& database, const base::Id& person) {
  auto row = database.query("select password from person where id = ?", person);
  if (!row.next()) return std::nullopt;
  return row.optional_text(0);
}

void set_password(Database& database, const base::Id& person, std::string_view password_hash) {
  database.run("update person set password = ? where id = ?", password_hash, person);
}

void replace_hash(Database& database, const base::Id& person, std::string_view old_hash, std::string_view new_hash) {
  database.run("update person set password = ? where id = ? and password = ?", new_hash, person, old_hash);
}

bool any(Database& database) { return database.query("select 1 from person limit 1").next(); }

}  // namespace siaga::store::person_table
