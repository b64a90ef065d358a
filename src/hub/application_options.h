// The subcommand application: options, and what is said of applications. Exit codes: 0 done; 1 the application isn't
// reached or refuses; 2 refused, nothing was written. Thread: main.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

/// application list | put --name NAME … | check NAME | reconcile NAME
int application_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);

}  // namespace siaga::hub
