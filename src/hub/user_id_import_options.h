// What `siaga-hub import user-ids` says of each row and at the end. Exit codes as of import_options.h. Thread: main.
#pragma once

#include "hub/user_id_import_command.h"

#include <filesystem>
#include <optional>

namespace siaga::hub {

/// `problems`: where to write the rows with problems, CSV.
int import_user_ids_main(store::Database& database, const LedgerWish& wish,
                         const std::optional<std::filesystem::path>& problems);

}  // namespace siaga::hub
