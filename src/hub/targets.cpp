#include "hub/targets.h"

#include "connect/command_target.h"
#include "connect/scim_target.h"
#include "protocol/connector_settings.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;
using protocol::CommandSettings;
using protocol::ScimSettings;

namespace {

/// A fault of connect's own check, as a pointer into the settings; the secret isn't in them.
base::Error at_setting(base::Error error) {
  if (error.field != "secret") error.field.insert(0, "/");
  return error;
}

Result<connect::ScimServer> scim_server(const ScimSettings& settings, const std::string& secret) {
  connect::ScimServer server;
  server.url = settings.url;
  server.user = settings.user;
  server.authorities = settings.authorities;
  server.activity = settings.activity;
  server.deadline = settings.timeout;
  server.page = settings.page;
  server.secret = secret;
  if (auto good = connect::check(server); !good) return at_setting(good.error());
  return server;
}

bool is_file_name(const std::string& name) {
  return !name.empty() && name.size() <= 100 && !name.starts_with('.') &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != '/'; });
}

Result<connect::CommandProgram> command_program(const CommandSettings& settings, const std::string& secret,
                                                const std::filesystem::path& folder) {
  if (!is_file_name(settings.program))
    return fail(Fault::invalid, "a program is the name of a file in the data folder's connectors/", "/program");
  connect::CommandProgram program;
  program.program = std::filesystem::absolute(folder / settings.program);
  program.arguments = settings.arguments;
  program.time = settings.timeout;
  program.secret = secret;
  if (auto good = connect::check(program); !good) return at_setting(good.error());
  return program;
}

}  // namespace

Targets::Targets(const base::Clock& clock, std::filesystem::path programs)
    : clock_(clock), programs_(std::move(programs)) {}

Result<void> Targets::check(std::string_view kind, std::string_view settings, const std::string& secret) const {
  const auto made = target(kind, settings, secret);
  if (made) return {};
  if (made.error().fault != Fault::unsupported) return made.error();
  if (!secret.empty()) return fail(Fault::invalid, "a manual connector has no secret", "secret");
  return {};
}

Result<std::unique_ptr<connect::Target>> Targets::target(std::string_view kind, std::string_view settings,
                                                         const std::string& secret) const {
  const auto connector = domain::connector_kind(kind);
  if (!connector) return fail(Fault::invalid, "there is no connector of this kind", "kind");
  const auto read = protocol::decode_connector_settings(*connector, settings);
  if (!read) return read.error();
  if (const auto* scim = std::get_if<ScimSettings>(&*read)) {
    auto server = scim_server(*scim, secret);
    if (!server) return server.error();
    return connect::make_scim_target(std::move(*server), clock_, stop_);
  }
  if (const auto* command = std::get_if<CommandSettings>(&*read)) {
    auto program = command_program(*command, secret, programs_);
    if (!program) return program.error();
    return connect::make_command_target(std::move(*program), clock_, stop_);
  }
  return fail(Fault::unsupported, "a person does this in the application itself", "kind");
}

bool goes_elsewhere(const domain::Application& was, const domain::Application& is) {
  const auto before = protocol::decode_connector_settings(was.connector, was.settings);
  const auto after = protocol::decode_connector_settings(is.connector, is.settings);
  return !before || !after || !protocol::is_same_place(*before, *after);
}

Result<std::optional<std::string>> try_out(connect::Target& target) {
  std::optional<std::string> first;
  const auto listed = target.list([&first](domain::ApplicationUser user) -> Result<void> {
    first = std::move(user.user_name);
    return fail(Fault::unavailable, "that was enough");
  });
  if (!first && !listed) return listed.error();
  return first;
}

}  // namespace siaga::hub
