#include "net/target.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <cstdint>
#include <vector>

namespace siaga::net {
namespace {

namespace urls = boost::urls;

base::Error bad_target(std::string why) { return base::fail(base::Fault::invalid, std::move(why), "target"); }

bool has_control(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  return false;
}

std::string decoded(urls::pct_string_view text, bool plus_is_space) {
  urls::encoding_opts options;
  options.space_as_plus = plus_is_space;
  return text.decode(options);
}

base::Result<std::string> normalised_path(const urls::url_view& url) {
  std::vector<std::string> kept;
  bool ends_open = false;  // the last segment was "." or "..": the path ends with '/'
  for (const urls::pct_string_view encoded : url.encoded_segments()) {
    std::string segment = decoded(encoded, false);
    if (segment.find('/') != std::string::npos || segment.find('\\') != std::string::npos)
      return bad_target("an encoded slash in the path");
    if (has_control(segment) || !is_utf8(segment)) return bad_target("the path is not plain UTF-8 text");
    ends_open = segment == "." || segment == "..";
    if (segment == "..") {
      if (kept.empty()) return bad_target("the path climbs above its root");
      kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(std::move(segment));
    }
  }
  std::string path;
  for (const auto& segment : kept) path += '/' + segment;
  if (ends_open || path.empty()) path += '/';
  return path;
}

}  // namespace

base::Result<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return bad_target("only a path may be asked for");
  const auto url = urls::parse_origin_form({text.data(), text.size()});
  if (!url) return bad_target("not a legal path and query");
  auto path = normalised_path(*url);
  if (!path) return path.error();
  Target target{std::move(*path), {}};
  if (!url->has_query()) return target;
  for (const auto& parameter : url->encoded_params()) {
    std::string key = decoded(parameter.key, true);
    std::string value = decoded(parameter.value, true);
    if (!is_utf8(key) || !is_utf8(value)) return bad_target("the query is not UTF-8");
    if (!key.empty() || !value.empty()) target.parameters.emplace_back(std::move(key), std::move(value));
  }
  return target;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || text.size() - i < length) return false;
    std::uint32_t point = length == 1 ? lead : lead & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
    i += length;
  }
  return true;
}

}  // namespace siaga::net
