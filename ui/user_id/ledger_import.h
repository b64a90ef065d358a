// The spreadsheet that document control kept until now, for ImportPane: what it would put into the logbook (R39).
// Thread: UI.
#pragma once

#include "protocol/user_id_import.h"
#include "ui/widgets/import_pane.h"

#include <string>

namespace siaga::ui {

/// `desk` outlives it.
ImportKind ledger_import(Desk& desk);

/// `zone`: of whoever looks.
ImportSheet ledger_sheet(const protocol::LedgerPreview& preview, const std::string& zone);

}  // namespace siaga::ui
