// The subcommands backup, restore and verify: options, progress, what is said at the end.
// Exit codes: 0 done, nothing wrong; 1 something is damaged (a backup was made all the same, unless it is the database;
// a restore writes nothing); 2 refused before anything was written; 3 broken off, nothing half stays; 130 stopped by a
// signal, the same. Thread: main.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

int backup_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);
int restore_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);
int verify_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);

}  // namespace siaga::hub
