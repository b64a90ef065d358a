#include "connect/scim_target.h"

#include "base/digest.h"
#include "connect/http.h"
#include "connect/scim_text.h"
#include "connect/url.h"

#include <algorithm>
#include <unordered_set>

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;
using User = domain::ApplicationUser;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds longest_pause = 1h;
constexpr std::chrono::seconds untold_pause = 60s;
constexpr int most_pauses = 3;

bool is_good(long status) { return status >= 200 && status < 300; }
bool is_throttled(const HttpAnswer& answer) {
  return answer.status == 429 || (answer.status == 503 && answer.retry_after);
}

/// After these nobody knows whether the change came through.
bool may_have_changed(const base::Error& error) {
  return error.fault == Fault::timeout || error.fault == Fault::unavailable || error.fault == Fault::too_large;
}

/// What answers PATCH so may take a PUT: 404 also comes from servers that don't know the verb.
bool may_lack_patch(const base::Error& error) {
  return (error.fault == Fault::unsupported && error.field.empty()) || error.fault == Fault::not_found;
}

base::Error no_end() { return fail(Fault::corrupt, "the application's list of users has no end"); }
base::Error no_users_there() { return fail(Fault::unsupported, "there is no SCIM service at this address", "url"); }

class ScimTarget final : public Target {
 public:
  ScimTarget(ScimServer server, const base::Clock& clock, const base::StopSwitch& stop)
      : server_(std::move(server)),
        clock_(clock),
        stop_(stop),
        http_({server_.deadline, server_.longest_answer, server_.authorities}, stop) {
    while (server_.url.ends_with('/')) server_.url.pop_back();
    if (!server_.user.empty())
      authorization_ = "Basic " + base::to_base64(server_.user + ":" + server_.secret);
    else if (!server_.secret.empty())
      authorization_ = "Bearer " + server_.secret;
  }

  Result<std::optional<User>> find(const std::string& user_name) override;
  Result<std::optional<User>> read(const std::string& id) override;
  Result<User> deactivate(const std::string& id) override;
  Result<User> create(const NewUser& user) override;
  Result<void> list(const std::function<Result<void>(User)>& take) override;

 private:
  Result<HttpAnswer> ask(const char* verb, const std::string& path, std::string body = {});
  base::Error refusal(const HttpAnswer& answer, bool with_detail = true) const;
  std::string without_secrets(std::string words) const;
  Result<std::optional<User>> search_all(const std::string& user_name);
  Result<scim::Page> page_from(std::size_t start);
  Result<void> patch(const std::string& id);
  Result<void> put(const std::string& id);

  ScimServer server_;
  const base::Clock& clock_;
  const base::StopSwitch& stop_;
  HttpClient http_;
  std::string authorization_;
};

std::string path_of(const std::string& id) { return "/Users" + ("/" + scim::percent_encoded(id)); }

/// Keeps short pauses; a longer one becomes an error that says until when.
Result<HttpAnswer> ScimTarget::ask(const char* verb, const std::string& path, std::string body) {
  const HttpRequest request{verb, server_.url + path, authorization_, std::move(body)};
  for (int pauses = 0;; ++pauses) {
    auto answer = http_.ask(request);
    if (!answer || !is_throttled(*answer)) return answer;
    const auto pause = std::min(answer->retry_after.value_or(untold_pause), longest_pause);
    if (pause > server_.patience || pauses == most_pauses) return throttled(clock_.now() + pause);
    if (stop_.wait(pause)) return fail(Fault::unavailable, "stopped while the application asked to wait");
  }
}

std::string ScimTarget::without_secrets(std::string words) const {
  const auto space = authorization_.find(' ');
  const auto sent = space == std::string::npos ? std::string{} : authorization_.substr(space + 1);
  for (const auto& secret : {server_.secret, sent})
    for (auto at = words.find(secret); !secret.empty() && at != std::string::npos; at = words.find(secret))
      words.replace(at, secret.size(), "…");
  return words;
}

base::Error ScimTarget::refusal(const HttpAnswer& answer, bool with_detail) const {
  auto words = without_secrets(scim::complaint(answer.body, with_detail));
  words = "status " + std::to_string(answer.status) + (words.empty() ? "" : ", " + words);
  const auto status = answer.status;
  if (status >= 300 && status < 400)
    return fail(Fault::unsupported, "the application sends us elsewhere, where we don't go: " + words, "redirect");
  if (status >= 500 && status != 501)
    return fail(Fault::unavailable, "the application has a fault of its own: " + words);
  switch (status) {
    case 401: return fail(Fault::unauthenticated, "the application refuses our credentials: " + words);
    case 403: return fail(Fault::forbidden, "the application doesn't let us do this: " + words);
    case 404: return fail(Fault::not_found, "the application has no such user any more");
    case 405:
    case 415:
    case 501: return fail(Fault::unsupported, "the application doesn't offer this: " + words);
    case 409: return fail(Fault::conflict, "the application says that its state has moved on: " + words);
    case 400: return fail(Fault::invalid, "the application refuses what we sent: " + words);
    default: return fail(Fault::corrupt, "the application's answer isn't understood: " + words);
  }
}

Result<std::optional<User>> ScimTarget::find(const std::string& user_name) {
  const auto answer = ask("GET", "/Users?filter=" + scim::percent_encoded(scim::by_user_name(user_name)));
  if (!answer) return answer.error();
  const bool no_filter =
      answer->status == 501 || (answer->status == 400 && scim::complaint(answer->body, false) == "invalidFilter");
  if (no_filter) return search_all(user_name);
  if (answer->status == 404) return no_users_there();
  if (answer->status != 200) return refusal(*answer);
  auto page = scim::read_page(answer->body, server_.activity);
  if (!page) return page.error();
  const auto is_other = [&](const User& user) { return !is_same_name(user.user_name, user_name); };
  if (std::ranges::any_of(page->users, is_other)) return search_all(user_name);  // it takes no notice of the filter
  if (page->users.size() > 1)
    return fail(Fault::conflict, "the application has several users of this name", "ambiguous");
  if (page->users.empty()) return std::optional<User>{};
  return std::optional{std::move(page->users.front())};
}

Result<std::optional<User>> ScimTarget::search_all(const std::string& user_name) {
  std::optional<User> found;
  auto listed = list([&](User user) -> Result<void> {
    if (!is_same_name(user.user_name, user_name)) return {};
    if (found) return fail(Fault::conflict, "the application has several users of this name", "ambiguous");
    found = std::move(user);
    return {};
  });
  if (!listed) return listed.error();
  return found;
}

Result<std::optional<User>> ScimTarget::read(const std::string& id) {
  const auto answer = ask("GET", path_of(id));
  if (!answer) return answer.error();
  if (answer->status == 404) return std::optional<User>{};
  if (answer->status != 200) return refusal(*answer);
  auto user = scim::read_user(answer->body, server_.activity);
  if (!user) return user.error();
  if (user->id != id) return fail(Fault::corrupt, "the application answered with another user than was asked for");
  return std::optional{std::move(*user)};
}

Result<void> ScimTarget::patch(const std::string& id) {
  const auto answer = ask("PATCH", path_of(id), scim::patch_off());
  if (!answer) return answer.error();
  if (!is_good(answer->status)) return refusal(*answer);
  return {};
}

Result<void> ScimTarget::put(const std::string& id) {
  const auto before = ask("GET", path_of(id));
  if (!before) return before.error();
  if (before->status != 200) return refusal(*before);
  auto off = scim::switched_off(before->body);
  if (!off) return off.error();
  const auto answer = ask("PUT", path_of(id), std::move(*off));
  if (!answer) return answer.error();
  if (!is_good(answer->status)) return refusal(*answer);
  return {};
}

Result<User> ScimTarget::deactivate(const std::string& id) {
  auto done = patch(id);
  if (!done && may_lack_patch(done.error())) done = put(id);
  if (!done && !may_have_changed(done.error())) return done.error();
  const auto now = read(id);
  if (!now) return done ? now.error() : done.error();
  auto confirmed = confirmed_inactive(*now);
  if (!confirmed && !done) return done.error();
  return confirmed;
}

Result<User> ScimTarget::create(const NewUser& user) {
  const auto answer = ask("POST", "/Users", scim::new_user(user));
  if (answer && answer->status == 404) return no_users_there();
  if (answer && answer->status == 409)
    return fail(Fault::conflict, "the application has this user name already", "exists");
  std::optional<base::Error> lost;
  if (!answer)
    lost = answer.error();
  else if (!is_good(answer->status))
    lost = refusal(*answer, false);
  if (lost && !may_have_changed(*lost)) return *lost;
  const auto made = lost ? Result<User>{*lost} : scim::read_user(answer->body, server_.activity);
  auto now = made ? read(made->id) : find(user.user_name);  // the caller has looked: nobody had this name before
  if (lost && (!now || !*now)) return *lost;
  if (!now) return now.error();
  return confirmed_created(std::move(*now));
}

Result<scim::Page> ScimTarget::page_from(std::size_t start) {
  const auto answer =
      ask("GET", "/Users?startIndex=" + std::to_string(start) + "&count=" + std::to_string(server_.page));
  if (!answer) return answer.error();
  if (answer->status == 404) return no_users_there();
  if (answer->status != 200) return refusal(*answer);
  return scim::read_page(answer->body, server_.activity);
}

Result<void> ScimTarget::list(const std::function<Result<void>(User)>& take) {
  std::unordered_set<std::string> seen;
  for (std::size_t start = 1;;) {
    auto page = page_from(start);
    if (!page) return page.error();
    if (page->total && *page->total > server_.most_users) return no_end();
    const auto before = seen.size();
    const auto count = page->users.size();
    for (auto& user : page->users) {
      if (!seen.insert(user.id).second) continue;
      if (seen.size() > server_.most_users) return no_end();
      if (auto taken = take(std::move(user)); !taken) return taken;
    }
    if (page->total && seen.size() >= *page->total) return {};
    if (count == 0 && !page->total) return {};
    if (count == 0)
      return fail(Fault::corrupt, "the application's list breaks off: " + std::to_string(seen.size()) + " of " +
                                      std::to_string(*page->total) + " users");
    if (seen.size() == before) return fail(Fault::corrupt, "the application shows the same page again and again");
    start += count;
  }
}

bool is_header_text(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

}  // namespace

Result<void> check(const ScimServer& server) {
  const auto url = parse_url(server.url);
  const bool good = url && (url->scheme == "https" || (url->scheme == "http" && is_this_machine(*url)));
  if (!good) return fail(Fault::invalid, "a SCIM service is https://HOST[:PORT][/PATH]", "url");
  if (server.user.find(':') != std::string::npos || !is_header_text(server.user))
    return fail(Fault::invalid, "a user's name is printable and has no colon", "user");
  const bool bearer = server.user.empty();
  if (bearer && (!is_header_text(server.secret) || server.secret.find(' ') != std::string::npos))
    return fail(Fault::invalid, "a token is one printable word", "secret");
  if (server.secret.size() > 8192) return fail(Fault::invalid, "the secret is too long", "secret");
  if (!server.authorities.empty() && server.authorities.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
    return fail(Fault::invalid, "the authorities to trust are certificates as PEM", "authorities");
  if (!is_header_text(server.activity) || server.activity.size() > 200)
    return fail(Fault::invalid, "an attribute's name is printable", "activity");
  return {};
}

std::unique_ptr<Target> make_scim_target(ScimServer server, const base::Clock& clock, const base::StopSwitch& stop) {
  return std::make_unique<ScimTarget>(std::move(server), clock, stop);
}

}  // namespace siaga::connect
