// write_sample FOLDER ROWS [en]: the sample as logbook.pdf, .xlsx and .csv, for programs that others wrote.
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
  for (const auto& written : {report::write_pdf(folder / "logbook.pdf", document, words, rows),
                              report::write_xlsx(folder / "logbook.xlsx", document, words, rows),
                              report::write_csv(folder / "logbook.csv", document, rows)})
    if (!written) {
      std::cerr << written.error().detail << std::endl;
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
