// What travels on the feed (resources/api/feed.md): ranges of events, heartbeats, positions, a reset, a loss.
// Errors of decoding: Fault::invalid. Thread: any.
#pragma once

#include "protocol/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace siaga::protocol {

/// Where a reader stands: "epoch:seq". The epoch is random per database and new after a restore.
struct Cursor {
  std::string epoch;  ///< 1–64 characters of [0-9a-f-]
  std::uint64_t seq = 0;
  friend bool operator==(const Cursor&, const Cursor&) = default;
};
std::string to_string(const Cursor& cursor);
base::Result<Cursor> parse_cursor(std::string_view text);

/// {"from":101,"to":140,"events":[…]}; `from` is the last `to` + 1, whether or not the reader may see every event.
struct RangeFrame {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::vector<Event> events;
  std::uint64_t unknown = 0;  ///< events of kinds that this program doesn't know, skipped
};

/// {"heartbeat":{"epoch":"…","seq":140,"at":"…","storage":"ok","certificate_expires_at":"…"}} once a second. `storage`
/// is "ok" or "full"; the last member is there when the certificate is one whose dates are looked at.
struct HeartbeatFrame {
  std::string epoch;
  std::uint64_t seq = 0;
  base::Instant at;
  bool storage_full = false;
  std::optional<base::Instant> certificate_expires_at{};
};

/// {"positions":[{"person","lat","lon","accuracy_m","at"}…]}, unsequenced, newest wins.
struct PositionsFrame {
  struct Entry {
    base::Id person;
    domain::Position position;
  };
  std::vector<Entry> entries;
};

/// {"reset":{"reason":"scope"}}: drop what you know, read the snapshot, chain anew.
struct ResetFrame {
  std::string reason;
};

/// {"lost":{"epoch":"…","seq":140,"first":120,"last":160}}: the cursor isn't of this log or lies beyond its end
/// (a restored or exchanged database). `first`–`last` is what the reader may have seen and the hub doesn't know.
/// Sent first and followed by the close of the feed with code 4409: read the snapshot, show it, chain anew.
struct LostFrame {
  std::string epoch;
  std::uint64_t seq = 0;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

using FeedFrame = std::variant<RangeFrame, HeartbeatFrame, PositionsFrame, ResetFrame, LostFrame>;

base::Result<FeedFrame> decode_frame(std::string_view json);

std::string encode(const HeartbeatFrame& frame);
std::string encode(const PositionsFrame& frame);
std::string encode(const ResetFrame& frame);
std::string encode(const LostFrame& frame);
/// The pieces around already encoded events: range_head(101, 140) + events joined by "," + range_tail().
std::string range_head(std::uint64_t from, std::uint64_t to);
std::string_view range_tail();

}  // namespace siaga::protocol
