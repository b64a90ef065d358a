// People from a CSV file: which column is which by its heading, Indonesian or English, and what can be said of a row by
// itself. What a row means to the directory: domain/people_import.h.
// Pure; any thread. Errors: those of csv.h; invalid with field csv_heading (no column for names, none to sign in with)
// or csv_heading_twice.
#pragma once

#include "domain/people_import.h"
#include "intake/csv.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::intake {

struct PeopleFile {
  std::vector<domain::ImportCells> rows;
  std::vector<domain::RowProblem> problems;
  std::vector<std::string> ignored;  ///< headings that mean nothing here, cut to domain::longest_shown bytes
};

base::Result<PeopleFile> read_people(std::string_view bytes);

/// "Petugas", "team_leader", "Ketua tim" …, in any case.
std::optional<domain::Role> role_said(std::string_view words);

}  // namespace siaga::intake
