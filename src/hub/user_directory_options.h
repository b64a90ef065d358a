// The words and options of `siaga-hub user list|units|add-unit|give-role|end-role|move|close|open` (user_directory.h),
// and what `siaga-hub user --help` says about all of `user`. Errors: boost::program_options::error for a wrong line.
// Thread: start-up.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace siaga::hub {

/// Whether user_directory_main knows this word.
bool is_user_directory_word(const std::string& word);
/// The exit code: 0, or 2 when it was refused and nothing was changed.
int user_directory_main(const std::vector<std::string>& arguments, const std::filesystem::path& default_data);
/// Indonesian, then English.
std::string user_help();

}  // namespace siaga::hub
