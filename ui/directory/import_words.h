// What an import says: each row, each problem, and why a file can't be read. UTF-8. Thread: UI.
#pragma once

#include "base/result.h"
#include "domain/people_import.h"

#include <string>

namespace siaga::ui {

/// "NRP: dirusak lembar kerja (1,98E+17) …": what is wrong and what to do.
std::string problem_words(const domain::RowProblem& problem);
/// "baru", "berubah", "sama"
std::string fate_words(domain::ImportFate fate);
/// What would change, or who is new: "Jabatan: Petugas → Ketua · peran Petugas".
std::string row_details(const domain::ImportRow& row, const std::string& unit);
/// Why nothing was imported; sentence() for what has nothing to do with the file.
std::string import_fault(const base::Error& error);

}  // namespace siaga::ui
