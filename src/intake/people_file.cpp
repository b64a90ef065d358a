#include "intake/people_file.h"

#include "domain/names.h"
#include "intake/heading.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace siaga::intake {

using base::fail;
using base::Fault;
using domain::ImportColumn;
using domain::ImportProblem;
using domain::Role;

namespace {

using Word = std::pair<std::string_view, ImportColumn>;
constexpr std::array<Word, 51> headings{{
    {"nama", ImportColumn::name},
    {"nama lengkap", ImportColumn::name},
    {"nama pegawai", ImportColumn::name},
    {"nama petugas", ImportColumn::name},
    {"name", ImportColumn::name},
    {"full name", ImportColumn::name},
    {"email", ImportColumn::email},
    {"surel", ImportColumn::email},
    {"alamat email", ImportColumn::email},
    {"alamat surel", ImportColumn::email},
    {"email address", ImportColumn::email},
    {"mail", ImportColumn::email},
    {"nrp", ImportColumn::nrp},
    {"nip", ImportColumn::nrp},
    {"nrp nip", ImportColumn::nrp},
    {"nip nrp", ImportColumn::nrp},
    {"no nrp", ImportColumn::nrp},
    {"nomor nrp", ImportColumn::nrp},
    {"no nip", ImportColumn::nrp},
    {"employee number", ImportColumn::nrp},
    {"employee id", ImportColumn::nrp},
    {"telepon", ImportColumn::phone},
    {"telp", ImportColumn::phone},
    {"no telepon", ImportColumn::phone},
    {"no telp", ImportColumn::phone},
    {"nomor telepon", ImportColumn::phone},
    {"hp", ImportColumn::phone},
    {"no hp", ImportColumn::phone},
    {"nomor hp", ImportColumn::phone},
    {"ponsel", ImportColumn::phone},
    {"no wa", ImportColumn::phone},
    {"wa", ImportColumn::phone},
    {"phone", ImportColumn::phone},
    {"phone number", ImportColumn::phone},
    {"mobile", ImportColumn::phone},
    {"jabatan", ImportColumn::post},
    {"posisi", ImportColumn::post},
    {"post", ImportColumn::post},
    {"position", ImportColumn::post},
    {"job title", ImportColumn::post},
    {"unit", ImportColumn::unit},
    {"unit kerja", ImportColumn::unit},
    {"nama unit", ImportColumn::unit},
    {"satuan kerja", ImportColumn::unit},
    {"satker", ImportColumn::unit},
    {"department", ImportColumn::unit},
    {"peran", ImportColumn::role},
    {"peran siaga", ImportColumn::role},
    {"role", ImportColumn::role},
    {"roles", ImportColumn::role},
    {"hak akses", ImportColumn::role},
}};

/// Beside the names in domain/names.h: as the console shows them.
constexpr std::array<std::pair<std::string_view, Role>, 15> role_words{{
    {"petugas", Role::officer},
    {"pengawas", Role::supervisor},
    {"koordinator", Role::coordinator},
    {"ketua tim", Role::team_leader},
    {"team leader", Role::team_leader},
    {"pengendali dokumen", Role::document_control},
    {"petugas penomoran", Role::numbering_officer},
    {"operator unit", Role::unit_operator},
    {"administrator unit", Role::unit_admin},
    {"unit administrator", Role::unit_admin},
    {"admin unit", Role::unit_admin},
    {"kepala unit", Role::head_of_unit},
    {"pemilik", Role::owner},
    {"administrator sistem", Role::system_administrator},
    {"admin sistem", Role::system_administrator},
}};

using Columns = std::map<ImportColumn, std::size_t>;

base::Result<Columns> read_heading(const CsvRow& heading, std::vector<std::string>& ignored) {
  Columns columns;
  for (std::size_t at = 0; at < heading.cells.size(); ++at) {
    const auto cell = plain_cell(heading.cells[at]);
    const auto found = std::ranges::find(headings, heading_word(cell), &Word::first);
    if (found == headings.end()) {
      if (!cell.empty()) ignored.push_back(domain::shown_value(cell));
    } else if (!columns.emplace(found->second, at).second) {
      return fail(Fault::invalid, "two columns have the same meaning", "csv_heading_twice");
    }
  }
  const bool may_sign_in = columns.contains(ImportColumn::email) || columns.contains(ImportColumn::nrp);
  if (!columns.contains(ImportColumn::name) || !may_sign_in)
    return fail(Fault::invalid, "the first line names no column for names, or none for e-mail or NRP", "csv_heading");
  return columns;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "1,98E+17"; or 18 digits whose last three are zeros: a spreadsheet keeps fifteen, and an NIP counts from 001.
bool is_mangled(std::string_view nrp) {
  const auto e = nrp.find_first_of("eE");
  if (e == std::string_view::npos) return nrp.size() == 18 && is_digits(nrp) && nrp.ends_with("000");
  auto mantissa = nrp.substr(0, e);
  auto exponent = nrp.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  const auto mark = mantissa.find_first_of(",.");
  const bool whole = mark == std::string_view::npos;
  return is_digits(exponent) && is_digits(mantissa.substr(0, mark)) && (whole || is_digits(mantissa.substr(mark + 1)));
}

/// An NIP is printed in groups: "19800101 200501 1 001".
std::string without_blanks(std::string text) {
  std::string left;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\xC2\xA0") == 0)
      ++at;
    else if (text[at] != ' ')
      left += text[at];
  }
  return left;
}

class RowReader {
 public:
  RowReader(const Columns& columns, std::size_t width, PeopleFile& file)
      : columns_(columns), width_(width), file_(file) {}

  void read(const CsvRow& row) {
    domain::ImportCells cells;
    cells.line = row.line;
    cells.name = cell(row, ImportColumn::name);
    cells.email = cell(row, ImportColumn::email);
    cells.nrp = without_blanks(cell(row, ImportColumn::nrp));
    cells.phone = cell(row, ImportColumn::phone);
    cells.post = cell(row, ImportColumn::post);
    cells.unit = cell(row, ImportColumn::unit);
    if (is_mangled(cells.nrp)) complain(row, ImportColumn::nrp, ImportProblem::nrp_mangled, cells.nrp);
    read_roles(row, cells);
    for (auto at = width_; at < row.cells.size(); ++at)
      if (const auto more = plain_cell(row.cells[at]); !more.empty()) {
        complain(row, ImportColumn::row, ImportProblem::cells_left_over, more);
        break;
      }
    file_.rows.push_back(std::move(cells));
  }

 private:
  std::string cell(const CsvRow& row, ImportColumn column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() || found->second >= row.cells.size() ? "" : plain_cell(row.cells[found->second]);
  }
  void complain(const CsvRow& row, ImportColumn column, ImportProblem problem, std::string_view value) {
    file_.problems.push_back({row.line, column, problem, domain::shown_value(value)});
  }
  /// Several in a cell, as people separate them.
  void read_roles(const CsvRow& row, domain::ImportCells& cells) {
    const auto text = cell(row, ImportColumn::role);
    for (std::size_t from = 0; from <= text.size();) {
      const auto end = std::min(text.find_first_of(",;/|+\n", from), text.size());
      const auto words = plain_cell(std::string_view{text}.substr(from, end - from));
      from = end + 1;
      if (words.empty()) continue;
      if (const auto role = role_said(words))
        cells.roles.push_back(*role);
      else
        complain(row, ImportColumn::role, ImportProblem::role_unknown, words);
    }
  }

  const Columns& columns_;
  std::size_t width_;
  PeopleFile& file_;
};

}  // namespace

std::optional<Role> role_said(std::string_view words) {
  auto word = heading_word(words);
  for (const auto& [said, role] : role_words)
    if (said == word) return role;
  std::ranges::replace(word, ' ', '_');
  return domain::role(word);
}

base::Result<PeopleFile> read_people(std::string_view bytes) {
  auto table = read_csv(bytes);
  if (!table) return table.error();
  PeopleFile file;
  const auto& heading = table->rows.front();
  const auto columns = read_heading(heading, file.ignored);
  if (!columns) return columns.error();
  if (table->open_quote) {
    file.problems.push_back({*table->open_quote, ImportColumn::row, ImportProblem::quote_open, {}});
    if (table->rows.size() > 1) table->rows.pop_back();
  }
  RowReader reader{*columns, heading.cells.size(), file};
  for (std::size_t at = 1; at < table->rows.size(); ++at) reader.read(table->rows[at]);
  return file;
}

}  // namespace siaga::intake
