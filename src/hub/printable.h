// Names that strangers give, made fit to be shown. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siaga::hub {

/// Valid UTF-8 without control characters and without marks that turn the direction of reading ("gpj.exe" for
/// "exe.jpg", Unicode TR36 §3.1); what isn't becomes '?'. Ends at a whole character within `longest` bytes.
std::string printable(std::string_view text, std::size_t longest);

}  // namespace siaga::hub
