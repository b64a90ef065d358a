// write_sample FOLDER ROWS [en]: the sample as logbook.pdf, .xlsx and .csv, and long.pdf with a row of several pages,
// for programs that others wrote.
#include "report/csv.h"
#include "report/pdf.h"
#include "report/xlsx.h"
#include "sample.h"

#include <cstdlib>
#include <iostream>

using namespace siaga;

int main(int count, char** values) {
  if (count < 3) return EXIT_FAILURE;
  const std::filesystem::path folder{values[1]};
  const auto words = count > 3 ? report::english() : report::indonesian();
  const auto document = report::sample();
  report::ManyRows rows{std::strtoull(values[2], nullptr, 10)};
  auto long_row = report::sample_row(1);
  long_row.back().clear();
  for (int line = 1; line <= 300; ++line)
    long_row.back() += (line > 1 ? "\n" : "") + ("percobaan-" + std::to_string(line));
  report::ListedRows long_rows{{report::sample_row(2), long_row, report::sample_row(3)}};
  for (const auto& written : {report::write_pdf(folder / "logbook.pdf", document, words, rows),
                              report::write_xlsx(folder / "logbook.xlsx", document, words, rows),
                              report::write_csv(folder / "logbook.csv", document, rows),
                              report::write_pdf(folder / "long.pdf", document, words, long_rows)})
    if (!written) {
      std::cerr << written.error().detail << std::endl;
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
