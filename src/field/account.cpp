#include "field/account.h"

#include "base/file.h"

#include <boost/json.hpp>

#include <cstdlib>

namespace siaga::field {

namespace json = boost::json;

namespace {

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "account.json"; }

constexpr std::pair<const char*, std::string Account::*> members[] = {{"hub", &Account::hub},
                                                                      {"fingerprint", &Account::fingerprint},
                                                                      {"login", &Account::login},
                                                                      {"token", &Account::token},
                                                                      {"name", &Account::name},
                                                                      {"zone", &Account::zone},
                                                                      {"authorities", &Account::authorities}};

}  // namespace

std::filesystem::path default_state_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state == '/') return std::filesystem::path{state} / "siaga-field";
  const char* home = std::getenv("HOME");
  return std::filesystem::path{home && *home ? home : "/"} / ".local/state/siaga-field";
}

base::Result<Account> load_account(const std::filesystem::path& folder) {
  const auto content = base::read_file(file_in(folder), 1 << 20);
  if (!content) return content.error();
  boost::system::error_code broken;
  const auto document = json::parse(*content, broken);
  const auto* root = broken ? nullptr : document.if_object();
  if (!root) return base::fail(base::Fault::corrupt, "account.json is no JSON object");
  Account account;
  for (const auto& [key, member] : members)
    if (const auto* value = root->if_contains(key); value && value->is_string()) account.*member = value->get_string();
  return account;
}

base::Result<void> save_account(const std::filesystem::path& folder, const Account& account) {
  json::object root;
  for (const auto& [key, member] : members) root[key] = account.*member;
  if (auto made = base::make_folder(folder); !made) return made.error();
  return base::write_atomically(file_in(folder), json::serialize(root));
}

base::Result<std::unique_ptr<net::HttpClient>> make_client(const net::asio::any_io_executor& executor,
                                                           const Account& account) {
  auto endpoint = net::parse_endpoint(account.hub);
  if (!endpoint) return endpoint.error();
  net::Trust trust;
  if (!account.authorities.empty()) {
    trust.authorities_pem = account.authorities;
  } else {
    if (!account.fingerprint.empty()) trust.pinned_fingerprint = account.fingerprint;
    trust.accept_any_and_report = account.fingerprint.empty();
  }
  return std::make_unique<net::HttpClient>(executor, *endpoint, std::move(trust));
}

}  // namespace siaga::field
