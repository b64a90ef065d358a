// Spreadsheets of user IDs as somebody may bring them: any bytes at all.
#include "intake/user_id_file.h"

#include "property.h"

#include "domain/people_import.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = intake::read_user_ids(fuzz::text_of(data, size));
  if (!file) return 0;
  fuzz::must(file->heading_line > 0, "the heading stands somewhere");
  std::size_t line = file->heading_line;
  for (const auto& row : file->rows) {
    fuzz::must(row.line > line, "rows stand in the order of the file, below the heading");
    line = row.line;
    for (const auto& day : {row.letter_date, row.last_day}) fuzz::must(!day || day->ok(), "a day is one");
  }
  for (const auto& problem : file->problems)
    fuzz::must(problem.line > 0 && problem.value.size() <= domain::longest_shown, "a problem can be shown");
  const auto plan = domain::plan_ledger(file->rows, file->problems, {}, {});
  fuzz::must(plan.rows.empty(), "nobody who may do nothing enters anything");
  return 0;
}
