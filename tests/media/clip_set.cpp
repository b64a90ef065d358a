#include "media/clip_set.h"

#include "media/clips.h"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace siaga::test {
namespace {

using std::chrono::nanoseconds;
namespace json = boost::json;

template <typename To>
std::optional<To> number_or_nothing(const json::value& value) {
  return value.is_null() ? std::nullopt : std::optional(To(value.to_number<std::int64_t>()));
}

std::string text(const json::value& value) { return json::value_to<std::string>(value); }

ClipKind kind_of(const json::object& entry, const std::filesystem::path& folder) {
  ClipKind kind;
  kind.name = text(entry.at("name"));
  kind.file = folder / text(entry.at("file"));
  kind.plays = entry.at("plays").as_bool();
  kind.trouble = text(entry.at("trouble"));
  kind.video = text(entry.at("video"));
  kind.audio = text(entry.at("audio"));
  kind.width = entry.at("width").to_number<int>();
  kind.height = entry.at("height").to_number<int>();
  for (const auto& target : entry.at("targets").as_array())
    kind.targets.push_back(
        {nanoseconds(target.at("at_ns").to_number<std::int64_t>()), target.at("number").to_number<std::uint32_t>()});
  kind.first = entry.at("first").to_number<std::uint32_t>();
  kind.last = number_or_nothing<std::uint32_t>(entry.at("last"));
  kind.last_at_least = number_or_nothing<std::uint32_t>(entry.at("last_at_least"));
  kind.duration = number_or_nothing<nanoseconds>(entry.at("duration_ns"));
  return kind;
}

ClipSet read_set() {
  // The folder is the last line: what goes wrong stands before it.
  std::string said =
      output_of("/usr/bin/python3 " SIAGA_SOURCE_DIR "/tests/media/clip_set.py --cache " SIAGA_CLIPS " 2>&1");
  while (said.ends_with('\n')) said.pop_back();
  const std::filesystem::path folder = said.substr(said.rfind('\n') + 1);
  if (!std::filesystem::exists(folder / "manifest.json")) throw std::runtime_error("no clip set: " + said);
  const auto manifest = json::parse(content_of(folder / "manifest.json"));
  ClipSet set;
  for (const auto& entry : manifest.at("kinds").as_array()) set.kinds.push_back(kind_of(entry.as_object(), folder));
  for (const auto& entry : manifest.at("hostile").as_array())
    set.hostile.push_back({text(entry.at("name")), folder / text(entry.at("file")),
                           json::value_to<std::vector<std::string>>(entry.at("troubles"))});
  return set;
}

}  // namespace

const ClipSet& clip_set() {
  static const ClipSet set = read_set();
  return set;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace siaga::test
