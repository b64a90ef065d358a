// What an application's connector is configured with, nothing of it secret: the JSON that domain::Application carries
// as `settings`. Read strictly by whoever keeps it: a setting that is half understood would send passwords elsewhere.
// Values; thread: any. Errors: Fault::invalid; `field` is a JSON pointer into the settings ("/url"), empty for the
// whole.
#pragma once

#include "base/result.h"
#include "domain/user_id.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace siaga::protocol {

inline constexpr std::chrono::seconds usual_wait{30};
inline constexpr std::chrono::seconds longest_wait{120};
inline constexpr std::size_t usual_page = 100;
inline constexpr std::size_t largest_page = 1000;
inline constexpr std::size_t most_arguments = 20;

/// {"url","user","authorities","activity","timeout_s","page"}; all but `url` may be missing.
struct ScimSettings {
  std::string url;            ///< https://HOST[:PORT][/PATH]
  std::string user{};         ///< the secret is their password; empty: it is a bearer token, or there is none
  std::string authorities{};  ///< PEM, believed instead of those of the hub's machine; empty: those
  std::string activity{};     ///< the attribute that tells when a user was last active; empty: none does
  std::chrono::seconds timeout = usual_wait;  ///< 1 s to longest_wait
  std::size_t page = usual_page;              ///< users asked for at once, 1 to largest_page
  friend bool operator==(const ScimSettings&, const ScimSettings&) = default;
};

/// {"program","arguments","timeout_s"}
struct CommandSettings {
  std::string program;                   ///< a file in the hub's folder connectors/: its machine's owner puts it there
  std::vector<std::string> arguments{};  ///< at most most_arguments
  std::chrono::seconds timeout = usual_wait;
  friend bool operator==(const CommandSettings&, const CommandSettings&) = default;
};

/// In the order of domain::ConnectorKind; a manual connector has none.
using ConnectorSettings = std::variant<std::monostate, ScimSettings, CommandSettings>;
domain::ConnectorKind kind_of(const ConnectorSettings& settings);

/// Whether its kind's members are there, known and within their limits; what they mean is the connector's to judge.
base::Result<ConnectorSettings> decode_connector_settings(domain::ConnectorKind kind, std::string_view json);
/// Members with their usual value are left out; empty for a manual connector.
std::string encode(const ConnectorSettings& settings);

/// Whether a secret that was given for the one is told to nobody else by the other: they differ in how long and how
/// much is asked for at most.
bool is_same_place(const ConnectorSettings& one, const ConnectorSettings& other);

}  // namespace siaga::protocol
