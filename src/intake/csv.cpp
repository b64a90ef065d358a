#include "intake/csv.h"

#include <algorithm>
#include <array>

namespace siaga::intake {

using base::fail;
using base::Fault;

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view formula_starts = "=+-@\t\r";

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. 0: not UTF-8 here.
std::size_t utf8_length(std::string_view rest) {
  const auto byte = [&](std::size_t at) { return at < rest.size() ? static_cast<unsigned char>(rest[at]) : 0u; };
  const auto first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  const auto second = byte(1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  for (std::size_t at = 1; at < length; ++at)
    if ((byte(at) & 0xC0) != 0x80) return 0;
  return length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Of 0x80–0x9F (the WHATWG's table); the five that mean nothing become U+FFFD. Above, the code is the character.
constexpr std::array<unsigned, 32> windows_1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned code = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80u] : byte;
    if (code < 0x80) {
      text += c;
    } else if (code < 0x800) {
      text += static_cast<char>(0xC0 | code >> 6);
      text += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      text += static_cast<char>(0xE0 | code >> 12);
      text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
  return text;
}

/// The one that stands most often in the heading, quoted cells aside.
char separator_of(std::string_view text) {
  constexpr std::string_view candidates = ",;\t";
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    const auto at = candidates.find(c);
    if (!quoted && at != std::string_view::npos) ++counts[at];
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// "sep=;", which some spreadsheets write before the heading and others ask for.
std::optional<char> take_separator_line(std::string_view& text) {
  if (!text.starts_with("sep=") || text.size() < 6 || (text[5] != '\r' && text[5] != '\n')) return std::nullopt;
  const char separator = text[4];
  text.remove_prefix(5);
  return separator;
}

class Reader {
 public:
  Reader(std::string_view text, CsvTable& table, const CsvLimits& limits)
      : text_(text), table_(table), limits_(limits) {}

  base::Result<void> read() {
    begin_row();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' && cell_.empty() && !was_quoted_)
        read_quoted();
      else if (c == table_.separator)
        end_cell(), ++at_;
      else if (c == '\n' || c == '\r')
        end_line();
      else
        cell_ += text_[at_++];
      if (row_.cells.size() > limits_.cells) return fail(Fault::too_large, "a row has too many cells", "csv_cells");
      if (table_.rows.size() > limits_.rows) return fail(Fault::too_large, "the table has too many rows", "csv_rows");
    }
    end_row();
    return {};
  }

 private:
  /// From the opening quote to behind the closing one. A quote within is written twice.
  void read_quoted() {
    const auto opened = line_;
    was_quoted_ = true;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n' || (c == '\r' && text_.substr(at_ + 1, 1) != "\n")) ++line_;
      if (c == '"' && text_.substr(at_ + 1, 1) != "\"") {
        ++at_;
        return;
      }
      if (c == '"') ++at_;
      cell_ += c;
    }
    table_.open_quote = opened;
  }
  void end_line() {
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    end_row();
    ++line_;
    begin_row();
  }
  void end_cell() {
    row_.cells.push_back(std::move(cell_));
    cell_.clear();
    was_quoted_ = false;
  }
  void begin_row() { row_ = CsvRow{line_, {}}; }
  void end_row() {
    end_cell();
    if (std::ranges::any_of(row_.cells, [](const auto& cell) { return !plain_cell(cell).empty(); }))
      table_.rows.push_back(std::move(row_));
  }

  std::string_view text_;
  CsvTable& table_;
  const CsvLimits& limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  CsvRow row_;
  std::string cell_;
  bool was_quoted_ = false;
};

}  // namespace

base::Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits) {
  if (bytes.size() > limits.bytes) return fail(Fault::too_large, "the file is too large", "csv_bytes");
  // A workbook, or UTF-16: either has zeros.
  if (bytes.find('\0') != std::string_view::npos)
    return fail(Fault::invalid, "this is no CSV file but something binary", "csv_binary");
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  CsvTable table;
  table.was_windows_1252 = !is_utf8(bytes);
  std::string converted;
  if (table.was_windows_1252) converted = from_windows_1252(bytes);
  auto text = table.was_windows_1252 ? std::string_view{converted} : bytes;
  const auto said = take_separator_line(text);
  const auto heading = text.find_first_not_of("\r\n");
  const auto wanted = said ? said : limits.separator;
  table.separator = wanted.value_or(separator_of(text.substr(std::min(heading, text.size()))));
  if (auto read = Reader{text, table, limits}.read(); !read) return read.error();
  if (table.rows.empty()) return fail(Fault::invalid, "the file is empty", "csv_empty");
  return table;
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (const auto& cell : cells) {
    line += line.empty() ? "\"" : ",\"";
    const bool says_something = !plain_cell(cell).empty();
    if (says_something && formula_starts.find(cell.front()) != std::string_view::npos) line += '\'';
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line + "\r\n";
}

std::string plain_cell(std::string_view cell) {
  constexpr std::string_view no_break = "\xC2\xA0";
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!cell.empty()) {
    if (blank(cell.front()))
      cell.remove_prefix(1);
    else if (blank(cell.back()))
      cell.remove_suffix(1);
    else if (cell.starts_with(no_break))
      cell.remove_prefix(no_break.size());
    else if (cell.ends_with(no_break))
      cell.remove_suffix(no_break.size());
    else
      break;
  }
  // 'text, as a spreadsheet is told to leave a cell alone: before a formula, or a number that must keep its zeros.
  const bool kept_as_text =
      cell.size() > 1 && cell.front() == '\'' &&
      (formula_starts.find(cell[1]) != std::string_view::npos || (cell[1] >= '0' && cell[1] <= '9'));
  return kept_as_text ? plain_cell(cell.substr(1)) : std::string{cell};
}

}  // namespace siaga::intake
