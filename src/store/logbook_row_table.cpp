#include "store/logbook_row_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace siaga::store::logbook_row_table {

namespace {

constexpr std::size_t most_words = 8;
constexpr std::int64_t rare = 5000;         // so many are sorted in some milliseconds
constexpr std::int64_t rare_terms = 2000;   // so many lists FTS5 joins in some milliseconds
constexpr std::int64_t looked_at = 2000;    // to count what is frequent: some milliseconds
constexpr std::size_t longest_indexed = 4;  // prefixes of schema.sql's logbook_words
constexpr std::chrono::days ending_within{90};
constexpr std::string_view columns =
    "first_book_no, last_book_no, user_id, keep_until, held, disposed_at from logbook_row r ";
constexpr std::string_view entry_columns =
    "select l.book_no, j.seq, j.at, j.actor, j.on_behalf_of, j.kind, j.subject, j.unit, j.body, j.people "
    "from logbook l cross join journal j on j.seq = l.seq ";
/// The ids that are bound as one blob, 16 bytes each.
constexpr std::string_view listed_units =
    "(with recursive n (i) as (select 0 union all select i + 1 from n where (i + 2) * 16 <= length(?4)) "
    "select substr(?4, i * 16 + 1, 16) from n)";

// ?1 after, ?2 application, ?3 status, ?4 units, ?5 now, ?6 ?7 entries, ?8 words (FTS5), ?9–?16 words, ?17 limit: the
// limit is in each question, so the others may be bound whether or not it asks for them.
constexpr std::size_t first_word = 9;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string ends_clause(Keeping keeping, bool by_index) {
  const std::string column = by_index ? "keep_until" : "+keep_until";
  const std::string free = "keep_until is not null and held is null and disposed_at is null and ";
  if (keeping == Keeping::held) return "held is not null";
  if (keeping == Keeping::over) return free + column + " <= ?5";
  const auto within = std::chrono::microseconds{ending_within}.count();
  return free + column + " > ?5 and " + column + " <= ?5 + " + std::to_string(within);
}

/// `looks_up`: the rows are known by their numbers, and no other index may be taken for a better one.
std::string clauses_of(const Filter& filter, bool looks_up) {
  const std::string plus = looks_up ? "+" : "";
  // What was planned and dropped is in no page, but it is kept and disposed of like the others.
  const std::string shown = filter.keeping ? "(status <> 'planned' or keep_until is not null)" : "status <> 'planned'";
  auto where = "where " + (filter.status ? plus + "status = ?3" : shown);
  if (filter.application) where += " and " + plus + "application = ?2";
  if (filter.units && filter.units->size() == 1) where += " and " + plus + "unit = ?4";
  if (filter.units && filter.units->size() != 1) where += " and +unit in " + std::string{listed_units};
  if (filter.keeping) where += " and " + ends_clause(*filter.keeping, false);
  for (std::size_t i = 0; i < filter.words.size(); ++i)
    where += " and instr(r.words, ?" + std::to_string(first_word + i) + ") > 0";
  if (filter.books)
    where +=
        " and +last_book_no >= ?6 and first_book_no < ?7 and exists (select 1 from logbook l "
        "where l.user_id = r.user_id and l.book_no >= ?6 and l.book_no < ?7)";
  return where;
}

/// For FTS5: begins a word, or is one.
std::string begins(const std::string& word) { return "\"" + word + "\" * "; }
std::string is(const std::string& word) { return "\"" + word + "\" "; }

/// How FTS5's own words begin that hold it: what isn't ASCII, FTS5 folds or cuts by rules of its own.
std::string surely_begins(const std::string& word) {
  const auto is_other = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return {word.begin(), std::ranges::find_if(word, is_other)};
}

bool are_many(Database& database, const std::string& match) {
  auto row = database.query(
      "select count(*) from (select rowid from logbook_words where logbook_words match ? limit ?)", match, rare + 1);
  return row.next() && row.integer(0) > rare;
}

/// Whether many have a word that begins so. FTS5 joins the lists of all words that begin with what is longer than its
/// indexes, so how many and how long they are is looked at first.
bool is_frequent(Database& database, const std::string& word) {
  const auto part = word.substr(0, longest_indexed);
  if (!are_many(database, begins(part))) return false;
  if (part.size() == word.size() || are_many(database, is(word))) return true;
  auto row = database.query(
      "select count(*), sum(doc) from (select doc from logbook_terms "
      "where term >= ?1 and term < ?1 || char(1114111) limit ?2)",
      std::string_view{word}, rare_terms + 1);
  return row.next() && (row.integer(0) > rare_terms || row.integer(1) > rare);
}

/// What FTS5 looks for: the rare words alone, or, when there are none, all of them as far as they have an index.
std::string match_of(Database& database, const std::vector<std::string>& words) {
  std::string rare_ones;
  std::string all;
  for (const auto& word : words) {
    const auto beginning = surely_begins(word);
    if (beginning.empty()) continue;
    if (is_frequent(database, beginning))
      all += begins(beginning.substr(0, longest_indexed));
    else
      rare_ones += begins(beginning);
  }
  return rare_ones.empty() ? all : rare_ones;
}

/// Where those that a filter can mean stand, as each index tells that there is.
std::vector<std::string> candidates(const Filter& filter, bool matches) {
  std::vector<std::string> from;
  if (matches) from.emplace_back("select rowid from logbook_words where logbook_words match ?8");
  if (filter.keeping)
    from.push_back("select first_book_no from logbook_row where " + ends_clause(*filter.keeping, true));
  if (filter.books)
    from.emplace_back(
        "select r2.first_book_no from logbook l2 join logbook_row r2 on r2.user_id = l2.user_id "
        "where l2.book_no >= ?6 and l2.book_no < ?7");
  if (filter.units && filter.units->size() != 1)
    from.push_back("select first_book_no from logbook_row where unit in " + std::string{listed_units});
  return from;
}

Statement ask(Database& database, const std::string& sql, const Filter& filter, std::uint64_t after, std::int64_t limit,
              const std::string& match) {
  std::array<std::string, most_words> words;  // each after a blank, as in the table
  for (std::size_t i = 0; i < filter.words.size(); ++i) words.at(i) = " " + filter.words[i];
  Bytes units;
  for (const auto& unit : filter.units.value_or(std::vector<base::Id>{}))
    units.insert(units.end(), unit.bytes.begin(), unit.bytes.end());
  std::optional<std::uint64_t> first;
  std::optional<std::uint64_t> end;
  if (filter.books) {
    first = filter.books->first;
    end = filter.books->second;
  }
  return database.query(sql + " limit ?17", after, filter.application, filter.status,
                        std::span<const std::uint8_t>{units}, filter.now, first, end, match, words[0], words[1],
                        words[2], words[3], words[4], words[5], words[6], words[7], limit);
}

bool are_rare(Database& database, const Filter& filter, const std::string& from, const std::string& match) {
  const auto sql = "select count(*) from (" + from + " limit " + std::to_string(rare + 1) + ")";
  auto row = ask(database, sql, filter, 0, 1, match);
  return row.next() && row.integer(0) <= rare;
}

/// What is rare is looked up and sorted; what isn't is met on the way from the newest.
struct Plan {
  std::string where;
  std::string order;
  std::string match;
  bool looks_up = false;
};
Plan plan_of(Database& database, const Filter& filter) {
  const auto match = match_of(database, filter.words);
  for (const auto& from : candidates(filter, !match.empty()))
    if (are_rare(database, filter, from, match))
      return {clauses_of(filter, true) + " and +last_book_no < ?1 and first_book_no in (" + from + ")",
              "+last_book_no desc", match, true};
  return {clauses_of(filter, false) + " and last_book_no < ?1", "last_book_no desc", match, false};
}

std::int64_t total(Database& database) {
  auto row = database.query("select count(*) from (select 1 from logbook_row limit ?)", looked_at + 1);
  return row.next() ? row.integer(0) : 0;
}

std::vector<base::Id> people_of(const Bytes& bytes) {
  std::vector<base::Id> people(bytes.size() / 16);
  for (std::size_t i = 0; i < people.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 16), 16, people[i].bytes.begin());
  return people;
}

Row row_of(const Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(0)),
          static_cast<std::uint64_t>(row.integer(1)),
          row.id(2),
          row.optional_instant(3),
          row.optional_text(4),
          row.optional_instant(5)};
}

std::vector<Entry> entries_of(Statement row) {
  std::vector<Entry> found;
  while (row.next()) {
    EventDraft draft{.actor = row.id(3),
                     .on_behalf_of = row.optional_id(4),
                     .kind = row.text(5),
                     .subject = row.id(6),
                     .unit = row.id(7),
                     .body = row.text(8),
                     .people = people_of(row.blob(9))};
    StoredEvent event{static_cast<std::uint64_t>(row.integer(1)), row.instant(2), std::move(draft)};
    found.push_back({static_cast<std::uint64_t>(row.integer(0)), std::move(event)});
  }
  return found;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && words.size() < most_words) words.push_back(word);
    word.clear();
  };
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (is_letter(c)) {
      word += c;
    } else {
      end_word();
    }
  }
  end_word();
  return words;
}

std::vector<Row> page(Database& database, const Filter& filter, std::uint64_t after, std::size_t limit) {
  const auto plan = plan_of(database, filter);
  const auto sql = "select " + std::string{columns} + plan.where + " order by " + plan.order;
  std::vector<Row> rows;
  auto row = ask(database, sql, filter, after, static_cast<std::int64_t>(limit), plan.match);
  while (row.next()) rows.push_back(row_of(row));
  return rows;
}

Count count(Database& database, const Filter& filter, std::uint64_t most) {
  const auto plan = plan_of(database, filter);
  const bool many_units = filter.units && filter.units->size() != 1;
  const bool narrows = !filter.words.empty() || filter.keeping || filter.books || many_units;
  const bool in_part = narrows && !plan.looks_up;
  const auto from =
      in_part ? "(select * from logbook_row order by last_book_no desc limit " + std::to_string(looked_at) + ") r "
              : std::string{"logbook_row r "};
  const auto sql =
      "select count(*) from (select 1 from " + from + plan.where + " limit " + std::to_string(most + 1) + ")";
  auto row = ask(database, sql, filter, std::numeric_limits<std::int64_t>::max(), 1, plan.match);
  const auto found = row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
  if (found > most) return {most, true};
  return {found, in_part && total(database) > looked_at};
}

std::optional<Row> find(Database& database, const base::Id& user_id) {
  auto row = database.query(
      "select " + std::string{columns} + "where user_id = ? and (status <> 'planned' or keep_until is not null)",
      user_id);
  if (!row.next()) return std::nullopt;
  return row_of(row);
}

void hold(Database& database, const base::Id& user_id, const std::optional<std::string>& why) {
  database.run("update logbook_row set held = ? where user_id = ?", why, user_id);
}

void dispose(Database& database, const base::Id& user_id, base::Instant at) {
  database.run("update logbook_row set disposed_at = ?, status = 'disposed' where user_id = ?", at, user_id);
}

bool tidy_words(Database& database) {
  constexpr std::int64_t pages = 50;
  const auto total = [&database] {
    auto row = database.query("select total_changes()");
    row.next();
    return row.integer(0);
  };
  const auto before = total();
  // Negative begins to merge everything into one segment, positive goes on with it (FTS5, "The 'merge' Command").
  database.run("insert into logbook_words (logbook_words, rank) values ('merge', ?)", -pages);
  return total() - before < 2;
}

std::uint64_t book_no_at(Database& database, base::Instant at) {
  std::uint64_t low = 1;
  auto high = journal_end(database) + 1;
  while (low < high) {  // time never goes back in the journal, and no number is missing
    const auto middle = low + (high - low) / 2;
    auto row = database.query("select at from journal where seq = ?", middle);
    if (row.next() && row.instant(0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  auto row = database.query("select book_no from logbook where seq >= ? order by seq limit 1", low);
  if (row.next()) return static_cast<std::uint64_t>(row.integer(0));
  auto newest = database.query("select max(book_no) from logbook");
  newest.next();
  return static_cast<std::uint64_t>(newest.integer(0)) + 1;
}

std::uint64_t book_no_of(Database& database, std::uint64_t seq) {
  auto row = database.query("select book_no from logbook where seq = ?", seq);
  return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

bool has_entry(Database& database, const base::Id& user_id, std::uint64_t book_no) {
  return database.query("select 1 from logbook where book_no = ? and user_id = ?", book_no, user_id).next();
}

std::vector<Entry> entries(Database& database, const base::Id& user_id, std::optional<std::string_view> kind) {
  return entries_of(database.query(
      std::string{entry_columns} + "where l.user_id = ?1 and (?2 is null or j.kind = ?2) order by l.book_no", user_id,
      kind));
}

std::vector<Entry> entries_of_none(Database& database, const base::Id& subject) {
  return entries_of(database.query(
      std::string{entry_columns} + "where l.user_id = zeroblob(16) and j.subject = ? order by l.book_no", subject));
}

}  // namespace siaga::store::logbook_row_table
