// The officer's sign-in as this machine keeps it: hub, pinned certificate, token. File: 0600, in the state folder.
// Thread: one.
#pragma once

#include "net/http_client.h"

#include <filesystem>
#include <string>

namespace siaga::field {

struct Account {
  std::string hub;          ///< "127.0.0.1:7443"
  std::string fingerprint;  ///< pinned at the first sign-in
  std::string login;
  std::string token;
  std::string name;           ///< "Rudi Hartanto"
  std::string zone;           ///< the unit's: times are shown in it
  std::string authorities{};  ///< PEM; believed instead of a pin

  friend bool operator==(const Account&, const Account&) = default;
};

/// $XDG_STATE_HOME/siaga-field, else below ~/.local/state.
std::filesystem::path default_state_folder();

/// Errors: not_found (nobody has signed in), corrupt.
base::Result<Account> load_account(const std::filesystem::path& folder);
base::Result<void> save_account(const std::filesystem::path& folder, const Account& account);

/// A connection of this account's own. Errors: invalid (the address).
base::Result<std::unique_ptr<net::HttpClient>> make_client(const net::asio::any_io_executor& executor,
                                                           const Account& account);

}  // namespace siaga::field
