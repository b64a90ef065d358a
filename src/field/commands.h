// The commands of siaga-field: login, sos, status, resume, crowd. Each returns the program's exit status:
// 0 done, 1 refused or failed, 2 wrong usage, 3 sign in anew.
// Thread: main's; requests run on a runtime of the command's own.
#pragma once

#include "field/alarm.h"

#include <boost/program_options.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace siaga::field {

/// What commands stand on; main fills it, tests fill it otherwise.
struct Surroundings {
  std::filesystem::path state_folder;
  std::filesystem::path organisation;   ///< resources/demo/organisation.json
  std::optional<std::string> password;  ///< SIAGA_PASSWORD
  Say say;                              ///< stdout
  Say complain;                         ///< stderr
};

/// `words` without the program's name.
int run_command(const Surroundings& here, const std::vector<std::string>& words);

/// A sentence for a person: what went wrong and what to do.
std::string sentence_of(const base::Error& why);

/// "-6.9833,110.4093". Errors: invalid.
base::Result<domain::Position> parse_position(const std::string& text, base::Instant at);

}  // namespace siaga::field
