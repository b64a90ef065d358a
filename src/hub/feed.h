// The feed's source: recent events, encoded once and shared by all readers, and officers' newest positions.
// A reader is a cursor and a standing: no queue of its own, so a slow one costs nothing and loses nothing; what the
// ring no longer has comes from the store (feed_session.cpp). Owner: the hub. Thread: tell on the store thread; the
// rest from any.
#pragma once

#include "domain/access.h"
#include "hub/events.h"
#include "hub/notice.h"
#include "protocol/feed_frame.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace siaga::hub {

class Feed {
 public:
  /// `end`: seq of the newest event in the store. `ring_bytes`: how much of encoded events is kept.
  Feed(std::string epoch, std::uint64_t end, std::size_t ring_bytes);

  const std::string& epoch() const { return epoch_; }
  std::uint64_t end() const;

  /// What one commit added, once a commit. What can't be read now is forgotten here: readers page it from the store.
  void tell(store::Database& database, const std::vector<store::StoredEvent>& events);

  /// Events after a cursor as one range frame, ready to send; readers who stand at the same place share it.
  struct Range {
    std::uint64_t to = 0;
    std::shared_ptr<const std::string> frame;  ///< null when there is nothing new
  };
  /// `events`: encoded, joined by commas.
  static Range range(std::uint64_t after, std::uint64_t to, std::string_view events);
  /// Nothing when the ring no longer reaches back to `after`; a range that ends at `after` when there is nothing new.
  /// At least one event, then up to `byte_limit`; events that aren't for `reader` count in `to` alone.
  std::optional<Range> read(std::uint64_t after, const domain::Standing& reader, std::size_t byte_limit) const;

  void report(const base::Id& person, const base::Id& unit, const domain::Position& position);
  struct Positions {
    std::uint64_t version = 0;  ///< pass it next time
    protocol::PositionsFrame frame;
  };
  /// What changed since `version` and is for `reader`.
  Positions positions_since(std::uint64_t version, const domain::Standing& reader) const;

  /// Told after each commit and when a session ends.
  Notice& notice() { return notice_; }

 private:
  struct Entry {
    base::Id unit;
    domain::Topic topic = domain::Topic::hub;
    std::size_t begin = 0;
    std::size_t length = 0;
  };
  /// The events of one commit: never changed once made.
  struct Chunk {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::shared_ptr<const std::string> joined;
    std::vector<Entry> entries;
  };
  using ChunkPtr = std::shared_ptr<const Chunk>;
  std::shared_ptr<Chunk> chunk_of(store::Database& database, const std::vector<store::StoredEvent>& events);
  using Chunks = std::vector<ChunkPtr>;
  Chunks chunks_after(std::uint64_t after, std::size_t byte_limit) const;
  std::optional<Range> shared(std::uint64_t after, std::uint64_t to) const;

  struct Placed {
    base::Id unit;
    domain::Position position;
    std::uint64_t version = 0;
  };

  const std::string epoch_;
  const std::size_t ring_bytes_;
  People people_;  ///< store thread
  Notice notice_;

  mutable std::mutex mutex_;
  std::deque<ChunkPtr> ring_;
  std::size_t bytes_ = 0;
  std::uint64_t end_;
  std::uint64_t ring_begin_;  ///< the newest seq that is *not* in the ring

  /// Frames for those who see everything, newest last: most readers stand where others stand.
  struct Frame {
    std::uint64_t after = 0;
    Range range;
  };
  mutable std::mutex frames_mutex_;
  mutable std::deque<Frame> frames_;

  mutable std::mutex positions_mutex_;
  std::unordered_map<base::Id, Placed> positions_;
  std::uint64_t positions_version_ = 0;
};

}  // namespace siaga::hub
