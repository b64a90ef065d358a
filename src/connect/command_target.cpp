#include "connect/command_target.h"

#include "domain/directory.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace siaga::connect {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;
using User = domain::ApplicationUser;

namespace {

constexpr std::size_t longest_name = 512;
constexpr std::size_t longest_text = 200;
constexpr std::int64_t longest_pause_s = 3600;

base::Error odd(const std::string& what) {
  return fail(Fault::corrupt, "the connector's program gave no usable answer: " + what);
}

std::string text_in(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string{} : std::string{text->data(), text->size()};
}

bool is_usable(const std::string& name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !name.empty() && name.size() <= longest_name && std::ranges::none_of(name, is_control);
}

Result<User> user_of(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return odd("a user is no object");
  User user{text_in(*object, "id"), text_in(*object, "user_name"), text_in(*object, "email"),
            domain::tidy_name(text_in(*object, "name"))};
  if (!is_usable(user.id) || !is_usable(user.user_name)) return odd("a user without a usable id or user_name");
  if (!is_usable(user.email)) user.email.clear();
  if (user.name.size() > longest_name) user.name.clear();
  const auto* active = object->if_contains("active");
  if (active == nullptr || !active->is_bool()) return odd("active is neither true nor false");
  user.active = active->get_bool();
  const auto last = base::parse_rfc3339(text_in(*object, "last_active"));
  if (last) user.last_active = *last;
  return user;
}

/// Printable and short: the program's own words go into the log.
std::string words_of(const json::object& error) {
  auto text = text_in(error, "text");
  std::erase_if(text, [](char c) { return c < ' ' || c >= 0x7f; });
  if (text.size() > longest_text) text.resize(longest_text);
  return text.empty() ? "without a reason" : text;
}

base::Error error_of(const json::object& error, base::Instant now) {
  const auto kind = text_in(error, "kind");
  const auto words = words_of(error);
  if (kind == "exists") return fail(Fault::conflict, "the application has this user name already", "exists");
  if (kind == "not_found") return fail(Fault::not_found, "the application has no such user any more");
  if (kind == "refused") return fail(Fault::unauthenticated, "the application refuses our credentials: " + words);
  if (kind == "forbidden") return fail(Fault::forbidden, "the application doesn't let us do this: " + words);
  if (kind == "unavailable") return fail(Fault::unavailable, "the application can't be reached: " + words);
  if (kind == "unsupported") return fail(Fault::unsupported, "the application doesn't offer this: " + words);
  if (kind == "throttled") {
    const auto* pause = error.if_contains("retry_after_s");
    const auto seconds = pause != nullptr && pause->is_int64() ? pause->get_int64() : 60;
    return throttled(now + std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, longest_pause_s)});
  }
  return fail(Fault::internal, "the connector's program has a fault of its own: " + words);
}

/// After these nobody knows whether the program made the change.
bool may_be_done(const base::Error& error) {
  return error.fault == Fault::timeout || error.fault == Fault::unavailable || error.fault == Fault::corrupt ||
         error.fault == Fault::too_large;
}

class CommandTarget final : public Target {
 public:
  CommandTarget(CommandProgram program, const base::Clock& clock, const base::StopSwitch& stop)
      : program_(std::move(program)), clock_(clock), stop_(stop) {}

  Result<std::optional<User>> find(const std::string& user_name) override {
    return one({{"action", "find"}, {"user_name", user_name}},
               [&](const User& user) { return is_same_name(user.user_name, user_name); });
  }
  Result<std::optional<User>> read(const std::string& id) override {
    return one({{"action", "read"}, {"id", id}}, [&](const User& user) { return user.id == id; });
  }
  Result<User> deactivate(const std::string& id) override;
  Result<User> create(const NewUser& user) override;
  Result<void> list(const std::function<Result<void>(User)>& take) override;

 private:
  Result<CommandAnswer> run(json::object wish);
  Result<std::optional<User>> one(json::object wish, const std::function<bool(const User&)>& is_wished);

  CommandProgram program_;
  const base::Clock& clock_;
  const base::StopSwitch& stop_;
};

Result<CommandAnswer> CommandTarget::run(json::object wish) {
  wish["version"] = 1;
  if (!program_.secret.empty()) wish["secret"] = program_.secret;
  const std::string text = json::serialize(wish);
  base::ChildTask task{program_.program, program_.arguments, {}, program_.time, &stop_, text};
  const auto output = base::output_of_child(task, program_.longest_answer);
  if (!output) {
    auto error = output.error();
    if (error.fault == Fault::not_found) error.fault = Fault::invalid, error.field = "program";
    error.detail = "the connector's program: " + error.detail;
    return error;
  }
  return read_command_answer(*output, clock_.now());
}

Result<std::optional<User>> CommandTarget::one(json::object wish, const std::function<bool(const User&)>& is_wished) {
  auto answer = run(std::move(wish));
  if (!answer && answer.error().fault == Fault::not_found) return std::optional<User>{};
  if (!answer) return answer.error();
  if (answer->users.empty()) return std::optional<User>{};
  if (answer->users.size() > 1)
    return fail(Fault::conflict, "the application has several users of this name", "ambiguous");
  if (!is_wished(answer->users.front())) return odd("another user than was asked for");
  return std::optional{std::move(answer->users.front())};
}

Result<User> CommandTarget::deactivate(const std::string& id) {
  const auto done = run({{"action", "deactivate"}, {"id", id}});
  if (!done && !may_be_done(done.error())) return done.error();
  auto now = read(id);
  if (!now) return done ? now.error() : done.error();
  auto confirmed = confirmed_inactive(std::move(*now));
  if (!confirmed && !done) return done.error();
  return confirmed;
}

Result<User> CommandTarget::create(const NewUser& user) {
  const auto done = run({{"action", "create"},
                         {"user_name", user.user_name},
                         {"email", user.email},
                         {"name", user.name},
                         {"password", user.password}});
  auto why_not = done ? base::Error{} : done.error();
  // Its own words might repeat the password.
  if (why_not.field.empty()) why_not.detail = "the connector's program couldn't make the user";
  if (!done && !may_be_done(why_not)) return why_not;
  auto now = find(user.user_name);  // the caller has looked: nobody had this name before
  if (!done && (!now || !*now)) return why_not;
  if (!now) return now.error();
  return confirmed_created(std::move(*now));
}

Result<void> CommandTarget::list(const std::function<Result<void>(User)>& take) {
  std::unordered_set<std::string> seen;
  std::set<std::string> pages;
  json::object wish;
  wish["action"] = "list";
  while (true) {
    auto answer = run(wish);
    if (!answer) return answer.error();
    for (auto& user : answer->users) {
      if (!seen.insert(user.id).second) continue;
      if (seen.size() > program_.most_users) return odd("its list of users has no end");
      if (auto taken = take(std::move(user)); !taken) return taken;
    }
    if (answer->next.empty()) return {};
    if (!pages.insert(answer->next).second || answer->users.empty()) return odd("it shows the same page again");
    wish["after"] = answer->next;
  }
}

}  // namespace

Result<CommandAnswer> read_command_answer(std::string_view text, base::Instant now) {
  json::error_code code;
  const auto value = json::parse(json::string_view{text.data(), text.size()}, code);
  if (code || !value.is_object()) return odd("it is no JSON object");
  const auto& object = value.get_object();
  if (const auto* error = object.if_contains("error"))
    return error->is_object() ? error_of(error->get_object(), now) : odd("error is no object");
  const auto* users = object.if_contains("users");
  if (users == nullptr || !users->is_array()) return odd("it has no list of users");
  CommandAnswer answer;
  answer.next = text_in(object, "next");
  if (answer.next.size() > longest_name) return odd("next is too long");
  for (const auto& each : users->get_array()) {
    auto user = user_of(each);
    if (!user) return user.error();
    answer.users.push_back(std::move(*user));
  }
  return answer;
}

Result<void> check(const CommandProgram& program) {
  const auto wrong = [&](const char* why) {
    return fail(Fault::invalid, program.program.string() + ": " + why, "program");
  };
  if (!program.program.is_absolute()) return wrong("a program is given by its absolute path");
  struct stat found {};
  if (::stat(program.program.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return wrong("there is no such file");
  if (::access(program.program.c_str(), X_OK) != 0) return wrong("it may not be run");
  if ((found.st_mode & (S_IWGRP | S_IWOTH)) != 0) return wrong("others than its owner may write it");
  return {};
}

std::unique_ptr<Target> make_command_target(CommandProgram program, const base::Clock& clock,
                                            const base::StopSwitch& stop) {
  return std::make_unique<CommandTarget>(std::move(program), clock, stop);
}

}  // namespace siaga::connect
