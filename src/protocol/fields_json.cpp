#include "protocol/fields_json.h"

namespace siaga::protocol {

namespace json = boost::json;

void put(json::object& object, const char* name, const std::optional<base::Id>& value) {
  if (value) object[name] = base::to_string(*value);
}
void put(json::object& object, const char* name, const std::optional<base::Instant>& value) {
  if (value) object[name] = base::to_rfc3339(*value);
}
void put(json::object& object, const char* name, const std::optional<base::Day>& value) {
  if (value) object[name] = base::to_text(*value);
}
void put(json::object& object, const char* name, const std::optional<std::string>& value) {
  if (value) object[name] = *value;
}

base::Day read_day(ObjectReader& reader, std::string_view name) {
  const auto day = base::parse_day(reader.text(name, 16));
  if (!day) return reader.fault(name, "is not a day like 2026-11-21"), base::Day{};
  return *day;
}

std::optional<base::Day> optional_day(ObjectReader& reader, std::string_view name) {
  if (!reader.has(name)) return reader.optional_text(name), std::nullopt;
  return read_day(reader, name);
}

std::uint32_t small_number(ObjectReader& reader, std::string_view name) {
  constexpr std::uint64_t most = 1'000'000'000;
  const auto number = reader.whole(name);
  if (number > most) reader.fault(name, "is out of range");
  return static_cast<std::uint32_t>(number % (most + 1));
}

json::array json_of(const std::vector<base::Id>& ids) {
  return list_of(ids, [](const base::Id& id) { return json::string{base::to_string(id)}; });
}

json::object begin_command(const base::Id& command, const std::string& console) {
  json::object object;
  object["command"] = base::to_string(command);
  object["console"] = console;
  return object;
}

}  // namespace siaga::protocol
