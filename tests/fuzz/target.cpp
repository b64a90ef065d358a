// Request targets: a path that is accepted has one meaning.
#include "net/target.h"

#include "net/http_client.h"
#include "property.h"

using namespace siaga;

namespace {

void check_path(std::string_view path) {
  fuzz::must(path.starts_with('/') && net::is_utf8(path), "a path is absolute UTF-8");
  std::string encoded;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    fuzz::must(segment != "." && segment != "..", "no segment climbs");
    for (const char c : segment)
      fuzz::must(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '\\', "a path is plain text");
    encoded += '/' + net::encode_component(segment);
  }
  const auto again = net::parse_target(encoded);
  fuzz::must(again.has_value() && again->parameters.empty(), "an encoded path is a target");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto target = net::parse_target(fuzz::text_of(data, size));
  if (!target) return 0;
  check_path(target->path);
  std::string query = "/?";
  for (const auto& [key, value] : target->parameters)
    query += net::encode_component(key) + '=' + net::encode_component(value) + '&';
  const auto again = net::parse_target(query);
  fuzz::must(again.has_value() && again->parameters == target->parameters, "parameters read what was encoded");
  return 0;
}
