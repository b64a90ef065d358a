#include "console/last_seen.h"

#include "base/file.h"
#include "base/log.h"

#include <boost/json.hpp>

namespace siaga::console {

namespace json = boost::json;

namespace {

LastSeen parse(const json::value& document) {
  LastSeen seen;
  const auto& root = document.as_object();
  if (const auto* cursor = root.if_contains("cursor")) {
    const auto text = json::value_to<std::string>(*cursor);
    seen.cursor = protocol::parse_cursor(text).value();
  }
  for (const auto& entry : root.at("unconfirmed").as_array()) {
    const auto& loss = entry.as_object();
    seen.unconfirmed.push_back({json::value_to<std::string>(loss.at("epoch")),
                                loss.at("first").to_number<std::uint64_t>(),
                                loss.at("last").to_number<std::uint64_t>()});
  }
  return seen;
}

}  // namespace

std::filesystem::path last_seen_file(const std::filesystem::path& folder, const std::string& hub) {
  std::string name;
  for (const char c : hub) {
    const bool harmless =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    name += harmless ? c : '_';
  }
  return folder / ("hub-" + name + ".json");
}

LastSeen load_last_seen(const std::filesystem::path& file) {
  const auto content = base::read_file(file, 1 << 20);
  if (!content && content.error().fault == base::Fault::not_found) return {};
  try {
    return parse(json::parse(content.value()));
  } catch (const std::exception& fault) {
    base::log::warning("console.last_seen_unreadable", {{"file", file.string()}, {"why", fault.what()}});
    return {};
  }
}

base::Result<void> save_last_seen(const std::filesystem::path& file, const LastSeen& seen) {
  json::object root;
  if (seen.cursor) root["cursor"] = protocol::to_string(*seen.cursor);
  json::array losses;
  for (const auto& loss : seen.unconfirmed)
    losses.push_back(json::object{{"epoch", loss.epoch}, {"first", loss.first}, {"last", loss.last}});
  root["unconfirmed"] = std::move(losses);
  if (auto made = base::make_folder(file.parent_path()); !made) return made.error();
  return base::write_atomically(file, json::serialize(root));
}

}  // namespace siaga::console
