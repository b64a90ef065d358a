// Headers of uploads: lines "Name: value".
#include "net/tus.h"

#include "property.h"

#include <limits>

using namespace siaga;
namespace tus = net::tus;

namespace {

constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();

net::Headers headers_in(std::string_view text) {
  net::Headers headers;
  while (!text.empty()) {
    const auto [line, rest] = fuzz::first_line(text);
    text = rest;
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos) headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

void check_metadata(const std::map<std::string, std::string>& metadata) {
  const auto again = tus::parse_metadata(tus::format_metadata(metadata));
  fuzz::must(again.has_value() && *again == metadata, "metadata read what they wrote");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto headers = headers_in(fuzz::text_of(data, size));
  (void)tus::check_version(headers);
  if (const auto offset = tus::parse_offset(headers)) fuzz::must(*offset <= most, "an offset fits a file");
  if (const auto length = tus::parse_length(headers); length && *length)
    fuzz::must(**length <= most, "a length fits a file");
  if (const auto creation = tus::parse_creation(headers)) check_metadata(creation->metadata);
  for (const auto& [name, value] : headers)
    if (const auto metadata = tus::parse_metadata(value)) check_metadata(*metadata);
  if (const auto checksum = tus::parse_checksum(headers); checksum && *checksum) {
    const auto again = tus::parse_checksum({{"Upload-Checksum", tus::format_checksum(**checksum)}});
    fuzz::must(again.has_value() && (*again)->kind == (*checksum)->kind && (*again)->bytes == (*checksum)->bytes,
               "a checksum reads what it wrote");
  }
  return 0;
}
