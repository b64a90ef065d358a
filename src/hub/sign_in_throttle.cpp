#include "hub/sign_in_throttle.h"

#include "net/network.h"

#include <algorithm>
#include <cctype>

namespace siaga::hub {

namespace {
constexpr std::size_t most_entries = 20'000;
}

std::optional<std::chrono::seconds> SignInThrottle::begin(const std::string& account, const std::string& address,
                                                          base::Instant now) {
  const std::lock_guard lock{mutex_};
  const auto of_account = wait_of(accounts_, account, free_failures_of_account, longest_of_account, now);
  const auto network = net::network_of(address);
  const auto of_address = wait_of(addresses_, network, free_failures_of_address, longest_of_address, now);
  if (of_account || of_address)
    return std::max(of_account.value_or(std::chrono::seconds{0}), of_address.value_or(std::chrono::seconds{0}));
  count(accounts_, account, now);
  count(addresses_, network, now);
  return std::nullopt;
}

void SignInThrottle::succeeded(const std::string& account, const std::string& address) {
  const std::lock_guard lock{mutex_};
  accounts_.erase(account);
  give_back(address);
}

void SignInThrottle::password_right(const std::string& address) {
  const std::lock_guard lock{mutex_};
  give_back(address);
}

std::optional<std::chrono::seconds> SignInThrottle::begin_known(const std::string& console, base::Instant now) {
  const std::lock_guard lock{mutex_};
  if (const auto wait = wait_of(consoles_, console, free_failures_of_account, longest_of_account, now)) return wait;
  count(consoles_, console, now);
  return std::nullopt;
}

void SignInThrottle::known_succeeded(const std::string& console) {
  const std::lock_guard lock{mutex_};
  consoles_.erase(console);
}

void SignInThrottle::give_back(const std::string& address) {
  if (const auto found = addresses_.find(net::network_of(address));
      found != addresses_.end() && --found->second.failures <= 0)
    addresses_.erase(found);
}

std::optional<std::chrono::seconds> SignInThrottle::wait_of(const Table& table, const std::string& key, int free,
                                                            std::chrono::seconds longest, base::Instant now) {
  const auto found = table.find(key);
  if (found == table.end() || found->second.failures < free || now - found->second.last > forgotten_after)
    return std::nullopt;
  const auto doublings = std::min(found->second.failures - free, 10);
  const auto pause = std::min(longest, std::chrono::seconds{1LL << doublings});
  const auto since = now - found->second.last;
  if (since < std::chrono::seconds{0} || since >= pause) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(pause - since);
}

void SignInThrottle::count(Table& table, const std::string& key, base::Instant now) {
  if (table.size() >= most_entries) {
    const auto oldest = std::ranges::min_element(table, {}, [](const auto& entry) { return entry.second.last; });
    table.erase(oldest);
  }
  auto& entry = table[key];
  if (now - entry.last > forgotten_after) entry.failures = 0;
  ++entry.failures;
  entry.last = now;
}

std::string account_of(const std::string& login) {
  std::string account = login.substr(0, 254);
  std::ranges::transform(account, account.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return account;
}

}  // namespace siaga::hub
