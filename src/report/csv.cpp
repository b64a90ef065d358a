#include "report/csv.h"

#include "report/output.h"
#include "report/text.h"

#include <algorithm>
#include <array>

namespace siaga::report {

using base::Result;

namespace {

constexpr std::size_t longest_csv_cell = 4u << 20;

/// Also those of full width, which spreadsheets read alike.
bool looks_like_formula(std::string_view text) {
  constexpr std::array<std::string_view, 9> begins{
      "=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\n"};
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::ranges::any_of(begins, [text](std::string_view begin) { return text.starts_with(begin); });
}

std::string cell_of(std::string_view value, Column::Kind kind) {
  auto text = clean(value, longest_csv_cell);
  const bool number = kind == Column::Kind::number && is_number(text);
  if (!number && looks_like_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of("\",\n\r") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ')) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string line_of(const Document& document, const Row& row, bool titles) {
  std::string line;
  for (std::size_t i = 0; i < document.columns.size(); ++i) {
    const auto& column = document.columns[i];
    const std::string_view value = titles ? column.title : i < row.size() ? std::string_view{row[i]} : "";
    line += (i == 0 ? "" : ",") + cell_of(value, titles ? Column::Kind::text : column.kind);
  }
  return line + "\r\n";
}

}  // namespace

Result<void> write_csv(const std::filesystem::path& file, const Document& document, Rows& rows) {
  Unfinished unfinished{file};
  auto output = Output::create(file);
  if (!output) return output.error();
  if (auto begun = rows.begin(); !begun) return begun;
  if (auto written = output->write(line_of(document, {}, true)); !written) return written;
  for (Row row;; row.clear()) {
    const auto more = rows.next(row);
    if (!more) return more.error();
    if (!*more) break;
    if (auto written = output->write(line_of(document, row, false)); !written) return written;
  }
  if (auto finished = output->finish(); !finished) return finished;
  unfinished.keep();
  return {};
}

}  // namespace siaga::report
