#include "ui/widgets/import_sheet.h"

#include "ui/text.h"

namespace siaga::ui {

std::string ignored_words(const std::vector<std::string>& headings) {
  std::string all;
  for (const auto& heading : headings) all += (all.empty() ? "" : ", ") + heading;
  return all.empty() ? all : tr("Columns that mean nothing here: {}", all);
}

std::string problem_fate(bool stops) { return stops ? tr("left out") : tr("note"); }

}  // namespace siaga::ui
