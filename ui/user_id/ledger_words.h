// What bringing a spreadsheet into the logbook says: each row, each problem, and why a file can't be read. UTF-8.
// Thread: UI.
#pragma once

#include "base/result.h"
#include "protocol/user_id_import.h"

#include <string>

namespace siaga::ui {

/// "Tanggal nonaktif: bukan tanggal (kemarin) …": what is wrong and what to do.
std::string ledger_problem_words(const domain::LedgerRowProblem& problem);
/// "baru", "sudah di logbook"
std::string ledger_fate_words(domain::LedgerFate fate);
/// What would stand in the logbook beside agent and user ID. `zone`: of whoever looks.
std::string ledger_row_details(const protocol::LedgerPreview& preview, const domain::LedgerRow& row,
                               const std::string& zone);
/// "Judul di baris 3: User ID = “ID User”, …": as what each column was read.
std::string ledger_heading_words(const protocol::LedgerPreview& preview);
/// Why nothing was imported; sentence() for what has nothing to do with the file.
std::string ledger_fault(const base::Error& error);

}  // namespace siaga::ui
