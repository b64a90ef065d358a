// What the commands share with each other and nobody else.
#pragma once

#include "field/commands.h"
#include "net/runtime.h"

namespace siaga::field {

namespace options = boost::program_options;

int login(const Surroundings& here, const options::variables_map& wanted);
int sos(const Surroundings& here, const options::variables_map& wanted);
int withdraw_sos(const Surroundings& here, const std::string& id);
int status(const Surroundings& here, const options::variables_map& wanted);
int resume(const Surroundings& here);
int crowd(const Surroundings& here, const options::variables_map& wanted);

/// Says the sentence and gives the exit status.
int refuse(const Surroundings& here, const base::Error& why);

/// SIAGA_PASSWORD, else a line of standard input (asked for without echo on a terminal).
base::Result<std::string> read_password(const Surroundings& here, bool from_stdin);

}  // namespace siaga::field
