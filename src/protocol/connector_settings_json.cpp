#include "protocol/connector_settings.h"

#include "protocol/fields_json.h"
#include "protocol/json_reader.h"
#include "protocol/parts_json.h"

namespace siaga::protocol {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t longest_setting = domain::longest_settings;

std::size_t read_limited(ObjectReader& reader, std::string_view name, std::size_t usual, std::size_t most) {
  const auto value = reader.optional_whole(name).value_or(usual);
  if (value < 1 || value > most) reader.fault(name, "is out of range");
  return static_cast<std::size_t>(value);
}
std::chrono::seconds read_timeout(ObjectReader& reader) {
  return std::chrono::seconds{read_limited(reader, "timeout_s", static_cast<std::size_t>(usual_wait.count()),
                                           static_cast<std::size_t>(longest_wait.count()))};
}
std::string read_setting(ObjectReader& reader, std::string_view name) {
  return reader.optional_text(name, longest_setting).value_or("");
}

ScimSettings read_scim(ObjectReader& reader) {
  ScimSettings settings;
  settings.url = reader.text("url", longest_setting);
  settings.user = read_setting(reader, "user");
  settings.authorities = read_setting(reader, "authorities");
  settings.activity = read_setting(reader, "activity");
  settings.timeout = read_timeout(reader);
  settings.page = read_limited(reader, "page", usual_page, largest_page);
  return settings;
}
CommandSettings read_program(ObjectReader& reader) {
  CommandSettings settings;
  settings.program = reader.text("program", longest_setting);
  if (reader.has("arguments")) settings.arguments = reader.texts("arguments", most_arguments, longest_setting);
  settings.timeout = read_timeout(reader);
  return settings;
}

void put_text(json::object& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}
void put_timeout(json::object& object, std::chrono::seconds timeout) {
  if (timeout != usual_wait) object["timeout_s"] = timeout.count();
}

json::object object_of(const ScimSettings& settings) {
  json::object object;
  object["url"] = settings.url;
  put_text(object, "user", settings.user);
  put_text(object, "authorities", settings.authorities);
  put_text(object, "activity", settings.activity);
  put_timeout(object, settings.timeout);
  if (settings.page != usual_page) object["page"] = settings.page;
  return object;
}
json::object object_of(const CommandSettings& settings) {
  json::object object;
  object["program"] = settings.program;
  if (!settings.arguments.empty())
    object["arguments"] = list_of(settings.arguments, [](const auto& each) { return json::string{each}; });
  put_timeout(object, settings.timeout);
  return object;
}

/// What says where a secret goes, and to whom.
ScimSettings place_of(ScimSettings settings) {
  settings.activity.clear();
  settings.timeout = usual_wait;
  settings.page = usual_page;
  return settings;
}
CommandSettings place_of(CommandSettings settings) {
  settings.timeout = usual_wait;
  return settings;
}

}  // namespace

domain::ConnectorKind kind_of(const ConnectorSettings& settings) {
  return static_cast<domain::ConnectorKind>(settings.index());
}

Result<ConnectorSettings> decode_connector_settings(domain::ConnectorKind kind, std::string_view text) {
  using domain::ConnectorKind;
  if (text.size() > domain::longest_settings) return fail(Fault::invalid, "the connector's settings are too long");
  if (kind == ConnectorKind::manual) {
    if (!text.empty()) return fail(Fault::invalid, "a manual connector has no settings");
    return ConnectorSettings{};
  }
  return decode_strictly(text, [kind](ObjectReader& reader) {
    return kind == ConnectorKind::scim ? ConnectorSettings{read_scim(reader)} : ConnectorSettings{read_program(reader)};
  });
}

std::string encode(const ConnectorSettings& settings) {
  if (const auto* scim = std::get_if<ScimSettings>(&settings)) return to_text(object_of(*scim));
  if (const auto* program = std::get_if<CommandSettings>(&settings)) return to_text(object_of(*program));
  return {};
}

bool is_same_place(const ConnectorSettings& one, const ConnectorSettings& other) {
  if (one.index() != other.index()) return false;
  if (const auto* scim = std::get_if<ScimSettings>(&one))
    return place_of(*scim) == place_of(std::get<ScimSettings>(other));
  if (const auto* program = std::get_if<CommandSettings>(&one))
    return place_of(*program) == place_of(std::get<CommandSettings>(other));
  return true;
}

}  // namespace siaga::protocol
