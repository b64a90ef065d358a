// CSV as spreadsheets write it (RFC 4180): with or without a byte order mark, UTF-8 or Windows-1252, separated by
// commas, semicolons or tabs, cells in quotes with line breaks in them. Cells stay text, whatever they look like.
// Pure; any thread. Errors: too_large; invalid, `field` says what: csv_binary (no text: a workbook, UTF-16), csv_empty.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::intake {

struct CsvRow {
  std::size_t line = 0;            ///< of the file, from 1: where the row begins
  std::vector<std::string> cells;  ///< UTF-8, as they stand there
};

struct CsvTable {
  std::vector<CsvRow> rows;  ///< those with anything in them; at least one
  char separator = ',';
  bool was_windows_1252 = false;
  std::optional<std::size_t> open_quote;  ///< the line of a quote that never closes: the last row holds the rest
};

struct CsvLimits {
  std::size_t bytes = 8u << 20;
  std::size_t rows = 12'000;
  std::size_t cells = 100;          ///< of a row
  std::optional<char> separator{};  ///< nothing: what stands most often in the first line
};

base::Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits = {});

/// One row with its line end, every cell in quotes. What a spreadsheet would take for a formula (= + - @, tab or
/// return at the beginning) gets an apostrophe before it, which reading takes away again: OWASP, "CSV Injection".
std::string csv_line(std::span<const std::string> cells);

/// A cell without blanks at its ends and without the apostrophe that keeps it text.
std::string plain_cell(std::string_view cell);

}  // namespace siaga::intake
