// Slows guessing down, per account and per address, without ever locking anybody out for long: after some failures
// each further attempt must wait, twice as long each time, at most a minute for an account and ten for an address.
// Addresses count by net::network_of. An attempt counts as failed until it succeeds, so parallel guesses gain nothing.
// What strangers do to an account or behind an address can't delay a console from which its person has signed in: it
// counts for itself, and as long as an account.
// Pure but for its table; the caller brings the time. Thread: any. Memory: bounded, the oldest entries go first.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace siaga::hub {

class SignInThrottle {
 public:
  static constexpr int free_failures_of_account = 5;
  static constexpr int free_failures_of_address = 30;  ///< phones share addresses
  static constexpr std::chrono::seconds longest_of_account{60};
  static constexpr std::chrono::seconds longest_of_address{600};
  static constexpr std::chrono::minutes forgotten_after{30};

  /// How long this attempt must wait (it then doesn't count), or nothing: go on.
  std::optional<std::chrono::seconds> begin(const std::string& account, const std::string& address, base::Instant now);
  /// The attempt was right: the account starts anew, the address gets this one back.
  void succeeded(const std::string& account, const std::string& address);
  /// The password was right and a code is still to come: the address, which others share, gets this one back; the
  /// account doesn't, or who knows its password could clear its count before each guess of a code.
  void password_right(const std::string& address);

  /// The same for a known console; `console` names it and its person.
  std::optional<std::chrono::seconds> begin_known(const std::string& console, base::Instant now);
  void known_succeeded(const std::string& console);

 private:
  struct Entry {
    int failures = 0;
    base::Instant last;
  };
  using Table = std::unordered_map<std::string, Entry>;
  static std::optional<std::chrono::seconds> wait_of(const Table& table, const std::string& key, int free,
                                                     std::chrono::seconds longest, base::Instant now);
  static void count(Table& table, const std::string& key, base::Instant now);

  void give_back(const std::string& address);

  std::mutex mutex_;
  Table accounts_;
  Table addresses_;
  Table consoles_;
};

/// The account that a login which is nobody's means to the throttle: without case, of bounded length.
std::string account_of(const std::string& login);

}  // namespace siaga::hub
