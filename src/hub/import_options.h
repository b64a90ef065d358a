// The subcommand import: options, what is said of each row and at the end.
// Exit codes: 0 done, or looked at without a problem; 1 rows with problems are left out; 2 refused, nothing was
// written. Thread: main.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

/// import people|user-ids FILE [--yes] [--as LOGIN] [--problems FILE]
int import_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);

}  // namespace siaga::hub
