// People from a CSV file, for ImportPane: what the directory says of the file, as its rows are shown (R20). Thread: UI.
#pragma once

#include "protocol/people_import.h"
#include "ui/directory/office.h"
#include "ui/widgets/import_pane.h"

#include <functional>
#include <string>

namespace siaga::ui {

/// `desk` and `office` outlive it.
ImportKind people_import(Desk& desk, const Office& office);

/// `unit_name`: of a unit's id.
ImportSheet people_sheet(const protocol::ImportPreview& preview,
                         const std::function<std::string(const base::Id&)>& unit_name);

}  // namespace siaga::ui
