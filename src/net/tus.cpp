#include "net/tus.h"

#include <charconv>
#include <limits>

namespace siaga::net::tus {
namespace {

constexpr std::size_t most_pairs = 16;
constexpr std::size_t longest_key = 64;
constexpr std::size_t longest_metadata = 4096;

base::Result<std::uint64_t> length_in(std::string_view text, std::string name) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() ||
      value > std::numeric_limits<std::int64_t>::max())
    return base::fail(base::Fault::invalid, "not a count of bytes", std::move(name));
  return value;
}

base::Error bad_metadata(std::string why) {
  return base::fail(base::Fault::invalid, std::move(why), "Upload-Metadata");
}

bool legal_key(std::string_view key) {
  if (key.empty() || key.size() > longest_key) return false;
  for (const char c : key)
    if (c <= ' ' || c > '~' || c == ',') return false;
  return true;
}

// "key base64" or "key"; spaces around the pair are tolerated, since clients put one after the comma.
base::Result<std::pair<std::string, std::string>> parse_pair(std::string_view pair) {
  while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
  while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
  const auto space = pair.find(' ');
  const std::string_view key = pair.substr(0, space);
  if (!legal_key(key)) return bad_metadata("illegal key");
  std::pair<std::string, std::string> result{std::string(key), {}};
  if (space == std::string_view::npos) return result;
  auto value = base::from_base64(pair.substr(space + 1));
  if (!value) return bad_metadata("value is not base64");
  result.second = std::move(*value);
  return result;
}

}  // namespace

base::Result<void> check_version(const Headers& headers) {
  const auto given = find_header(headers, "Tus-Resumable");
  if (!given || *given != version)
    return base::fail(base::Fault::unsupported, "only tus 1.0.0 is spoken here", "Tus-Resumable");
  return {};
}

base::Result<std::uint64_t> parse_offset(const Headers& headers) {
  const auto text = find_header(headers, "Upload-Offset");
  if (!text) return base::fail(base::Fault::invalid, "missing", "Upload-Offset");
  return length_in(*text, "Upload-Offset");
}

base::Result<std::optional<std::uint64_t>> parse_length(const Headers& headers) {
  const auto text = find_header(headers, "Upload-Length");
  if (!text) return std::optional<std::uint64_t>{};
  auto length = length_in(*text, "Upload-Length");
  if (!length) return length.error();
  return std::optional<std::uint64_t>{*length};
}

base::Result<Creation> parse_creation(const Headers& headers) {
  auto length = parse_length(headers);
  if (!length) return length.error();
  const auto deferred = find_header(headers, "Upload-Defer-Length");
  if (deferred && *deferred != "1") return base::fail(base::Fault::invalid, "only 1 is legal", "Upload-Defer-Length");
  if (deferred.has_value() == length->has_value())
    return base::fail(base::Fault::invalid, "either Upload-Length or Upload-Defer-Length", "Upload-Length");
  Creation creation;
  creation.length = *length;
  if (const auto metadata = find_header(headers, "Upload-Metadata")) {
    auto pairs = parse_metadata(*metadata);
    if (!pairs) return pairs.error();
    creation.metadata = std::move(*pairs);
  }
  return creation;
}

base::Result<std::map<std::string, std::string>> parse_metadata(std::string_view text) {
  std::map<std::string, std::string> pairs;
  if (text.size() > longest_metadata) return bad_metadata("too long");
  while (!text.empty()) {
    const auto comma = text.find(',');
    auto pair = parse_pair(text.substr(0, comma));
    if (!pair) return pair.error();
    if (!pairs.insert(std::move(*pair)).second) return bad_metadata("a key is there twice");
    if (pairs.size() > most_pairs) return bad_metadata("too many pairs");
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) return bad_metadata("ends with a comma");
  }
  return pairs;
}

std::string format_metadata(const std::map<std::string, std::string>& metadata) {
  std::string text;
  for (const auto& [key, value] : metadata) {
    if (!text.empty()) text += ',';
    text += key;
    if (!value.empty()) text += ' ' + base::to_base64(value);
  }
  return text;
}

base::Result<std::optional<Checksum>> parse_checksum(const Headers& headers) {
  const auto text = find_header(headers, "Upload-Checksum");
  if (!text) return std::optional<Checksum>{};
  const auto space = text->find(' ');
  const std::string_view name = text->substr(0, space);
  Checksum checksum;
  if (name == "sha1")
    checksum.kind = base::DigestKind::sha1;
  else if (name != "sha256")
    return base::fail(base::Fault::unsupported, "unknown algorithm", "Upload-Checksum");
  if (space == std::string_view::npos) return base::fail(base::Fault::invalid, "no digest", "Upload-Checksum");
  const auto bytes = base::from_base64(text->substr(space + 1));
  const std::size_t expected = checksum.kind == base::DigestKind::sha1 ? 20 : 32;
  if (!bytes || bytes->size() != expected)
    return base::fail(base::Fault::invalid, "not a base64 digest of that algorithm", "Upload-Checksum");
  checksum.bytes.assign(bytes->begin(), bytes->end());
  return std::optional<Checksum>{std::move(checksum)};
}

std::string format_checksum(const Checksum& checksum) {
  const std::string bytes(checksum.bytes.begin(), checksum.bytes.end());
  return (checksum.kind == base::DigestKind::sha1 ? "sha1 " : "sha256 ") + base::to_base64(bytes);
}

}  // namespace siaga::net::tus
