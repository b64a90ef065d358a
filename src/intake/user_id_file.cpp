#include "intake/user_id_file.h"

#include "domain/people_import.h"
#include "intake/heading.h"
#include "intake/said_day.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace siaga::intake {

using base::fail;
using base::Fault;
using domain::LedgerColumn;
using domain::LedgerProblem;

namespace {

using Of = LedgerColumn;
using LedgerWord = std::pair<std::string_view, LedgerColumn>;
constexpr std::array<LedgerWord, 91> ledger_headings{{
    {"aplikasi", Of::application},
    {"nama aplikasi", Of::application},
    {"application", Of::application},
    {"app", Of::application},
    {"sistem", Of::application},
    {"user id", Of::user_name},
    {"userid", Of::user_name},
    {"id user", Of::user_name},
    {"id pengguna", Of::user_name},
    {"nama user id", Of::user_name},
    {"user id omni channel", Of::user_name},
    {"user id omni", Of::user_name},
    {"user id aplikasi", Of::user_name},
    {"username", Of::user_name},
    {"user name", Of::user_name},
    {"login", Of::user_name},
    {"agent", Of::agent},
    {"agen", Of::agent},
    {"nama agent", Of::agent},
    {"nama agen", Of::agent},
    {"nama", Of::agent},
    {"nama lengkap", Of::agent},
    {"nama karyawan", Of::agent},
    {"nama pengguna", Of::agent},
    {"agent name", Of::agent},
    {"name", Of::agent},
    {"email", Of::email},
    {"surel", Of::email},
    {"email agent", Of::email},
    {"alamat email", Of::email},
    {"alamat surel", Of::email},
    {"email address", Of::email},
    {"tim", Of::team},
    {"team", Of::team},
    {"regu", Of::team},
    {"team leader", Of::team},
    {"kelompok", Of::team},
    {"status", Of::status},
    {"status user id", Of::status},
    {"status user", Of::status},
    {"aktif nonaktif", Of::status},
    {"aktif non aktif", Of::status},
    {"keaktifan", Of::status},
    {"tanggal surat", Of::letter_date},
    {"tgl surat", Of::letter_date},
    {"tanggal surat resign", Of::letter_date},
    {"tanggal resign", Of::letter_date},
    {"tgl resign", Of::letter_date},
    {"letter date", Of::letter_date},
    {"resignation date", Of::letter_date},
    {"hari kerja terakhir", Of::last_day},
    {"tanggal terakhir bekerja", Of::last_day},
    {"tanggal terakhir kerja", Of::last_day},
    {"tanggal akhir bekerja", Of::last_day},
    {"tanggal hari kerja terakhir", Of::last_day},
    {"tgl terakhir bekerja", Of::last_day},
    {"tgl terakhir kerja", Of::last_day},
    {"tanggal terakhir", Of::last_day},
    {"tanggal akhir", Of::last_day},
    {"terakhir bekerja", Of::last_day},
    {"last working day", Of::last_day},
    {"last day", Of::last_day},
    {"tanggal nonaktif", Of::ended},
    {"tanggal non aktif", Of::ended},
    {"tgl nonaktif", Of::ended},
    {"tgl non aktif", Of::ended},
    {"tanggal penonaktifan", Of::ended},
    {"tanggal dinonaktifkan", Of::ended},
    {"dinonaktifkan", Of::ended},
    {"dinonaktifkan pada", Of::ended},
    {"deactivated on", Of::ended},
    {"deactivated", Of::ended},
    {"date deactivated", Of::ended},
    {"diminta oleh", Of::requested_by},
    {"pemohon", Of::requested_by},
    {"requested by", Of::requested_by},
    {"pic", Of::requested_by},
    {"pic support", Of::requested_by},
    {"mulai bekerja", Of::hired_on},
    {"mulai kerja", Of::hired_on},
    {"tanggal mulai bekerja", Of::hired_on},
    {"tanggal mulai kerja", Of::hired_on},
    {"tgl mulai kerja", Of::hired_on},
    {"tanggal masuk", Of::hired_on},
    {"tgl masuk", Of::hired_on},
    {"hired on", Of::hired_on},
    {"start date", Of::hired_on},
    {"keterangan", Of::notes},
    {"catatan", Of::notes},
    {"notes", Of::notes},
    {"remarks", Of::notes},
}};

constexpr std::array<std::pair<std::string_view, bool>, 13> states{{{"aktif", true},
                                                                    {"active", true},
                                                                    {"enabled", true},
                                                                    {"nonaktif", false},
                                                                    {"non aktif", false},
                                                                    {"tidak aktif", false},
                                                                    {"sudah nonaktif", false},
                                                                    {"sudah non aktif", false},
                                                                    {"dinonaktifkan", false},
                                                                    {"inactive", false},
                                                                    {"non active", false},
                                                                    {"deactivated", false},
                                                                    {"disabled", false}}};
constexpr std::array<std::string_view, 7> broken_cells{"#REF!",   "#N/A",   "#NAME?", "#VALUE!",
                                                       "#DIV/0!", "#NULL!", "#NUM!"};
constexpr std::size_t furthest_heading = 15;  ///< rows with anything in them, from the top

using LedgerColumns = std::map<LedgerColumn, std::size_t>;

/// A heading that was understood.
struct FoundHeading {
  std::size_t first = 0;  ///< of the table's rows
  std::size_t lines = 1;
  std::size_t width = 0;
  LedgerColumns columns;
  std::vector<LedgerHeading> said;
  std::vector<std::string> ignored;
  bool twice = false;  ///< two columns with one meaning

  bool is_whole() const {
    return columns.contains(Of::user_name) && columns.contains(Of::agent) &&
           (columns.contains(Of::status) || columns.contains(Of::ended));
  }
};

std::optional<LedgerColumn> column_called(std::string_view words) {
  const auto found = std::ranges::find(ledger_headings, heading_word(words), &LedgerWord::first);
  if (found == ledger_headings.end()) return std::nullopt;
  return found->second;
}

std::string cell_at(const CsvRow& row, std::size_t at) {
  return at < row.cells.size() ? plain_cell(row.cells[at]) : std::string{};
}

void note_heading(FoundHeading& found, std::size_t at, const std::string& words, std::optional<LedgerColumn> column) {
  if (words.empty()) return;
  if (!column) return found.ignored.push_back(domain::shown_value(words));
  if (!found.columns.emplace(*column, at).second) found.twice = true;
  found.said.push_back({*column, domain::shown_value(words)});
}

FoundHeading heading_of(const CsvRow& row) {
  FoundHeading found;
  found.width = row.cells.size();
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const auto words = cell_at(row, at);
    note_heading(found, at, words, column_called(words));
  }
  return found;
}

/// Two lines: "Tanggal" was merged over "Surat" and "Nonaktif", so its cell stands over the first of them alone.
FoundHeading heading_of(const CsvRow& upper, const CsvRow& lower) {
  FoundHeading found;
  found.lines = 2;
  found.width = std::max(upper.cells.size(), lower.cells.size());
  std::string above;
  for (std::size_t at = 0; at < found.width; ++at) {
    const auto high = cell_at(upper, at), low = cell_at(lower, at);
    if (!high.empty()) above = high;
    const auto both = above + " " + low;
    if (low.empty())
      note_heading(found, at, high, column_called(high));
    else if (const auto column = column_called(both))
      note_heading(found, at, both, column);
    else
      note_heading(found, at, low, column_called(low));
  }
  return found;
}

/// The line below names columns, too: nobody's user ID stands in it.
bool goes_on_below(const FoundHeading& one, const FoundHeading& two, const CsvRow& lower) {
  for (const auto column : {Of::user_name, Of::agent})
    if (const auto at = one.columns.find(column); at != one.columns.end() && !cell_at(lower, at->second).empty())
      return false;
  return two.is_whole() && two.columns.size() > one.columns.size();
}

std::optional<FoundHeading> find_heading(const CsvTable& table) {
  for (std::size_t at = 0; at < std::min(table.rows.size(), furthest_heading); ++at) {
    auto one = heading_of(table.rows[at]);
    if (at + 1 < table.rows.size()) {
      auto two = heading_of(table.rows[at], table.rows[at + 1]);
      if (goes_on_below(one, two, table.rows[at + 1]) && !one.columns.empty()) {
        two.first = at;
        return two;
      }
    }
    if (!one.is_whole()) continue;
    one.first = at;
    return one;
  }
  return std::nullopt;
}

class LedgerReader {
 public:
  LedgerReader(const FoundHeading& heading, UserIdFile& file) : heading_(heading), file_(file) {}

  void read(const CsvRow& row) {
    row_ = &row;
    domain::LedgerCells cells;
    cells.line = row.line;
    cells.application = text(Of::application);
    cells.user_name = text(Of::user_name);
    cells.agent = text(Of::agent);
    cells.email = text(Of::email);
    cells.team = text(Of::team);
    cells.requested_by = text(Of::requested_by);
    cells.notes = text(Of::notes);
    cells.active = state();
    cells.letter_date = day_alone(Of::letter_date);
    cells.last_day = day_alone(Of::last_day);
    cells.hired_on = day_alone(Of::hired_on);
    if (const auto said = day(Of::ended)) cells.ended = domain::LedgerDay{said->day, said->time};
    for (auto at = heading_.width; at < row.cells.size(); ++at)
      if (const auto more = plain_cell(row.cells[at]); !more.empty()) {
        complain(Of::row, LedgerProblem::cells_left_over, more);
        break;
      }
    file_.rows.push_back(std::move(cells));
  }

  /// Once all is read: whether the file writes the month first can be known only then.
  void settle_order() {
    if (!month_first_) return;
    for (auto& doubt : doubts_) file_.problems.push_back(std::move(doubt));
  }

 private:
  std::string text(LedgerColumn column) {
    const auto found = heading_.columns.find(column);
    if (found == heading_.columns.end()) return {};
    auto cell = cell_at(*row_, found->second);
    if (cell == "-" || cell == "–" || cell == "—") return {};
    if (std::ranges::find(broken_cells, cell) != broken_cells.end()) {
      complain(column, LedgerProblem::broken, cell);
      return {};
    }
    return cell;
  }
  std::optional<bool> state() {
    const auto cell = text(Of::status);
    if (cell.empty()) return std::nullopt;
    const auto found = std::ranges::find(states, heading_word(cell), [](const auto& known) { return known.first; });
    if (found != states.end()) return found->second;
    complain(Of::status, LedgerProblem::status_unknown, cell);
    return std::nullopt;
  }
  std::optional<SaidDay> day(LedgerColumn column) {
    const auto cell = text(column);
    if (cell.empty()) return std::nullopt;
    const auto said = said_day(cell);
    if (!said) return complain(column, LedgerProblem::date_bad, cell), std::nullopt;
    month_first_ = month_first_ || said->month_first;
    if (said->month_first || said->either_order)
      doubts_.push_back({row_->line, column, LedgerProblem::date_order, domain::shown_value(cell)});
    return said;
  }
  /// A letter has no time of day.
  std::optional<base::Day> day_alone(LedgerColumn column) {
    const auto said = day(column);
    if (!said) return std::nullopt;
    if (said->time) complain(column, LedgerProblem::date_bad, text(column));
    return said->day;
  }
  void complain(LedgerColumn column, LedgerProblem problem, std::string_view value) {
    file_.problems.push_back({row_->line, column, problem, domain::shown_value(value)});
  }

  const FoundHeading& heading_;
  UserIdFile& file_;
  const CsvRow* row_ = nullptr;
  bool month_first_ = false;
  std::vector<domain::LedgerRowProblem> doubts_;
};

/// A title without separators says nothing about them: whichever shows a heading is the one.
base::Result<CsvTable> read_table_with_heading(std::string_view bytes) {
  auto table = read_csv(bytes);
  if (!table || find_heading(*table)) return table;
  for (const char separator : {';', ',', '\t'}) {
    CsvLimits limits;
    limits.separator = separator;
    if (auto other = read_csv(bytes, limits); other && find_heading(*other)) return other;
  }
  return table;
}

}  // namespace

base::Result<UserIdFile> read_user_ids(std::string_view bytes) {
  auto table = read_table_with_heading(bytes);
  if (!table) return table.error();
  const auto heading = find_heading(*table);
  if (!heading) return fail(Fault::invalid, "no line names columns for user ID, agent and status", "csv_heading");
  if (heading->twice) return fail(Fault::invalid, "two columns have the same meaning", "csv_heading_twice");
  UserIdFile file;
  const auto begins = heading->first + heading->lines;
  file.heading_line = table->rows[begins - 1].line;
  file.headings = heading->said;
  file.ignored = heading->ignored;
  for (std::size_t at = 0; at < heading->first; ++at) {
    const auto& cells = table->rows[at].cells;
    const auto said = std::ranges::find_if(cells, [](const auto& cell) { return !plain_cell(cell).empty(); });
    file.problems.push_back(
        {table->rows[at].line, Of::row, LedgerProblem::above_heading, domain::shown_value(plain_cell(*said))});
  }
  if (table->open_quote) {
    file.problems.push_back({*table->open_quote, Of::row, LedgerProblem::quote_open, {}});
    if (table->rows.size() > begins) table->rows.pop_back();
  }
  LedgerReader reader{*heading, file};
  for (auto at = begins; at < table->rows.size(); ++at) reader.read(table->rows[at]);
  reader.settle_order();
  return file;
}

}  // namespace siaga::intake
