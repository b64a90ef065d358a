// Where in a document something is wrong, as a JSON pointer (RFC 6901). Private to protocol/. Thread: any.
// (parse_json, declared in json_reader.h, lives in strict_json.cpp.)
#pragma once

#include <string>
#include <string_view>

namespace siaga::protocol {

/// The name as it may be repeated to its sender: at most 100 bytes, cut between characters.
std::string shown_name(std::string_view name);

/// "/a" and "b/c" make "/a/b~1c".
std::string pointer_to(std::string_view parent, std::string_view name);

}  // namespace siaga::protocol
