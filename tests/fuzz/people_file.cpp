// Tables of people as somebody may bring them: any bytes at all.
#include "intake/people_file.h"

#include "property.h"

using namespace siaga;

namespace {

/// Cells survive being written as text and read again.
void check_cells(const intake::CsvTable& table) {
  for (const auto& row : table.rows) {
    const auto again = intake::read_csv(intake::csv_line(row.cells), {.bytes = 64u << 20});
    fuzz::must(again.has_value() && again->rows.size() == 1, "a row is one row again");
    for (std::size_t at = 0; at < row.cells.size(); ++at)
      fuzz::must(intake::plain_cell(again->rows[0].cells[at]) == intake::plain_cell(row.cells[at]),
                 "a cell says the same again");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  if (const auto table = intake::read_csv(bytes); table && !table->open_quote) check_cells(*table);
  const auto file = intake::read_people(bytes);
  if (!file) return 0;
  std::size_t line = 1;
  for (const auto& row : file->rows) {
    fuzz::must(row.line > line, "rows stand in the order of the file, below the heading");
    line = row.line;
  }
  for (const auto& problem : file->problems)
    fuzz::must(problem.line > 0 && problem.value.size() <= domain::longest_shown, "a problem can be shown");
  const auto plan = domain::plan_people(file->rows, file->problems, {}, {});
  fuzz::must(plan.rows.empty(), "nobody who may do nothing imports anybody");
  return 0;
}
