// Ids: UUIDv7 (RFC 9562), given by whoever creates a thing, so that a retry is the same thing.
// Thread: values. make_id reads the kernel's random source and is safe from any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace siaga::base {

struct Id {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const Id&, const Id&) = default;
  bool is_nil() const { return *this == Id{}; }
};

/// A fresh UUIDv7 whose first 48 bits are `at` in milliseconds; the rest is random.
Id make_id(Instant at);

/// Canonical lower-case form, 36 characters.
std::string to_string(const Id& id);

/// Accepts the 36-character form in either case, any UUID version. Errors: Fault::invalid.
Result<Id> parse_id(std::string_view text);

}  // namespace siaga::base

template <>
struct std::hash<siaga::base::Id> {
  std::size_t operator()(const siaga::base::Id& id) const noexcept;
};
