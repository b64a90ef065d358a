#include "base/id.h"

#include "base/digest.h"

#include <algorithm>

namespace siaga::base {

namespace {
constexpr bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }
}  // namespace

Id make_id(Instant at) {
  Id id;
  std::ranges::copy(random_bytes(id.bytes.size()), id.bytes.begin());
  const auto since = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
  const auto millis = static_cast<std::uint64_t>(since);
  for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));  // version 7
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));  // variant of RFC 9562
  return id;
}

std::string to_string(const Id& id) {
  std::string text = to_hex(id.bytes);
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
  return text;
}

Result<Id> parse_id(std::string_view text) {
  const auto invalid = [] { return fail(Fault::invalid, "not a UUID of 36 characters"); };
  if (text.size() != 36) return invalid();
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_dash_position(i)) {
      digits += text[i];
    } else if (text[i] != '-') {
      return invalid();
    }
  }
  const auto bytes = from_hex(digits);
  if (!bytes) return invalid();
  Id id;
  std::ranges::copy(*bytes, id.bytes.begin());
  return id;
}

}  // namespace siaga::base

std::size_t std::hash<siaga::base::Id>::operator()(const siaga::base::Id& id) const noexcept {
  const std::string_view view{reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
  return std::hash<std::string_view>{}(view);
}
