#include "hub/targets.h"

#include "connect/command_target.h"
#include "connect/scim_target.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace siaga::hub {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t most_arguments = 20;
constexpr std::int64_t longest_wait_s = 120;

base::Error wrong_setting(std::string_view name, const char* what) {
  return fail(Fault::invalid, "the connector's settings: " + std::string{name} + " " + what, "/" + std::string{name});
}

/// The settings, member by member; the first fault stays, and what nobody asked for is one.
class Settings {
 public:
  explicit Settings(std::string_view text) {
    json::error_code code;
    if (text.size() > domain::longest_settings)
      fault_ = fail(Fault::invalid, "the connector's settings are too long", "");
    auto value = fault_ ? json::value{} : json::parse(json::string_view{text.data(), text.size()}, code);
    if (!fault_ && (code || !value.is_object()))
      fault_ = fail(Fault::invalid, "the connector's settings are no JSON object", "");
    if (!fault_) left_ = std::move(value.get_object());
  }

  std::string text(const char* name, bool must = false) {
    const auto value = take(name, must);
    if (!value) return {};
    if (!value->is_string()) return refuse(name, "is no text"), std::string{};
    return {value->get_string().data(), value->get_string().size()};
  }
  std::int64_t number(const char* name, std::int64_t usual, std::int64_t most) {
    const auto value = take(name, false);
    if (!value) return usual;
    if (value->is_int64() && value->get_int64() >= 1 && value->get_int64() <= most) return value->get_int64();
    return refuse(name, "is out of range"), usual;
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> found;
    const auto value = take(name, false);
    if (!value) return found;
    if (!value->is_array() || value->get_array().size() > most_arguments)
      return refuse(name, "is no short list"), found;
    for (const auto& each : value->get_array()) {
      if (!each.is_string()) return refuse(name, "is no list of texts"), found;
      found.emplace_back(each.get_string().data(), each.get_string().size());
    }
    return found;
  }
  void refuse(std::string_view name, const char* what) {
    if (!fault_) fault_ = wrong_setting(name, what);
  }
  Result<void> finish() {
    if (!left_.empty()) refuse({left_.begin()->key().data(), left_.begin()->key().size()}, "is unknown");
    if (fault_) return *fault_;
    return {};
  }

 private:
  std::optional<json::value> take(const char* name, bool must) {
    const auto found = left_.find(name);
    if (found == left_.end()) {
      if (must) refuse(name, "is missing");
      return std::nullopt;
    }
    auto value = std::move(found->value());
    left_.erase(found);
    return value;
  }

  json::object left_;
  std::optional<base::Error> fault_;
};

/// A fault of connect's own check, as a pointer into the settings; the secret isn't in them.
base::Error at_setting(base::Error error) {
  if (error.field != "secret") error.field.insert(0, "/");
  return error;
}

Result<connect::ScimServer> scim_server(std::string_view text, const std::string& secret) {
  Settings settings{text};
  connect::ScimServer server;
  server.url = settings.text("url", true);
  server.user = settings.text("user");
  server.authorities = settings.text("authorities");
  server.activity = settings.text("activity");
  server.deadline = std::chrono::seconds{settings.number("timeout_s", 30, longest_wait_s)};
  server.page = static_cast<std::size_t>(settings.number("page", 100, 1000));
  server.secret = secret;
  if (auto read = settings.finish(); !read) return read.error();
  if (auto good = connect::check(server); !good) return at_setting(good.error());
  return server;
}

bool is_file_name(const std::string& name) {
  return !name.empty() && name.size() <= 100 && !name.starts_with('.') &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != '/'; });
}

Result<connect::CommandProgram> command_program(std::string_view text, const std::string& secret,
                                                const std::filesystem::path& folder) {
  Settings settings{text};
  connect::CommandProgram program;
  const auto name = settings.text("program", true);
  program.arguments = settings.texts("arguments");
  program.time = std::chrono::seconds{settings.number("timeout_s", 30, longest_wait_s)};
  program.secret = secret;
  if (!is_file_name(name)) settings.refuse("program", "is the name of a file in the data folder's connectors/");
  if (auto read = settings.finish(); !read) return read.error();
  program.program = std::filesystem::absolute(folder / name);
  if (auto good = connect::check(program); !good) return at_setting(good.error());
  return program;
}

/// What says where a secret goes, and to whom.
json::value place_in(const std::string& settings) {
  json::error_code code;
  auto value = json::parse(settings, code);
  if (code || !value.is_object()) return json::string{settings};
  for (const auto* harmless : {"activity", "timeout_s", "page"}) value.get_object().erase(harmless);
  return value;
}

}  // namespace

Targets::Targets(const base::Clock& clock, std::filesystem::path programs)
    : clock_(clock), programs_(std::move(programs)) {}

Result<void> Targets::check(std::string_view kind, std::string_view settings, const std::string& secret) const {
  if (kind != "manual") {
    const auto made = target(kind, settings, secret);
    if (!made) return made.error();
    return {};
  }
  if (!settings.empty()) return fail(Fault::invalid, "a manual connector has no settings", "");
  if (!secret.empty()) return fail(Fault::invalid, "a manual connector has no secret", "secret");
  return {};
}

Result<std::unique_ptr<connect::Target>> Targets::target(std::string_view kind, std::string_view settings,
                                                         const std::string& secret) const {
  if (kind == "scim") {
    auto server = scim_server(settings, secret);
    if (!server) return server.error();
    return connect::make_scim_target(std::move(*server), clock_, stop_);
  }
  if (kind == "command") {
    auto program = command_program(settings, secret, programs_);
    if (!program) return program.error();
    return connect::make_command_target(std::move(*program), clock_, stop_);
  }
  if (kind == "manual") return fail(Fault::unsupported, "a person does this in the application itself", "kind");
  return fail(Fault::invalid, "there is no connector of this kind", "kind");
}

bool goes_elsewhere(const domain::Application& was, const domain::Application& is) {
  return was.connector != is.connector || place_in(was.settings) != place_in(is.settings);
}

Result<void> try_out(connect::Target& target) {
  bool any = false;
  const auto listed = target.list([&any](domain::ApplicationUser) -> Result<void> {
    any = true;
    return fail(Fault::unavailable, "that was enough");
  });
  if (any || listed) return {};
  return listed.error();
}

}  // namespace siaga::hub
