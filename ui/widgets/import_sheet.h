// ImportSheet: what looking through a CSV file has found, as ImportPane shows it; and the words that every such table
// shares. UTF-8. Values; thread: any.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace siaga::ui {

/// A cell a column.
using ImportLine = std::vector<std::string>;

struct ImportSheet {
  std::string plan;               ///< handed back with the file, so that what is written is what was seen
  std::vector<ImportLine> lines;  ///< problems first
  std::string counts;             ///< "3 new · 1 left out"
  bool has_left_out = false;
  std::vector<std::string> facts;  ///< about the file, a line each; at most `most_facts`
  std::size_t wanted = 0;          ///< rows that would be written
  std::string wish;                ///< the button, when there are some
  std::string under_way;           ///< while they are being written
  std::string remark;              ///< why there is nothing to write; else empty
};
inline constexpr std::size_t most_facts = 3;

/// What came of an import.
struct ImportDone {
  std::string words;             ///< what was written
  std::vector<ImportLine> left;  ///< rows that somebody else's change stopped meanwhile
  std::string left_words;        ///< what these are
};

/// "Kolom yang tidak berarti di sini: …"; empty when there are none.
std::string ignored_words(const std::vector<std::string>& headings);
/// What becomes of a row with a problem: left out, or only noted.
std::string problem_fate(bool stops);

/// Rows that a problem leaves out. Plan: domain's PeoplePlan or LedgerPlan.
template <class Plan>
std::size_t rows_left_out(const Plan& plan) {
  std::set<std::size_t> lines;
  for (const auto& problem : plan.problems)
    if (stops(problem.problem)) lines.insert(problem.line);
  return lines.size();
}

}  // namespace siaga::ui
