#include "hub/feed.h"

#include "base/log.h"

#include <algorithm>

namespace siaga::hub {

namespace {
constexpr std::size_t most_frames = 16;
}

Feed::Feed(std::string epoch, std::uint64_t end, std::size_t ring_bytes)
    : epoch_(std::move(epoch)), ring_bytes_(ring_bytes), end_(end), ring_begin_(end) {}

std::uint64_t Feed::end() const {
  const std::lock_guard lock{mutex_};
  return end_;
}

std::shared_ptr<Feed::Chunk> Feed::chunk_of(store::Database& database, const std::vector<store::StoredEvent>& events) {
  auto chunk = std::make_shared<Chunk>();
  chunk->first = events.front().seq;
  chunk->last = events.back().seq;
  std::string joined;
  for (const auto& event : events) {
    if (!joined.empty()) joined += ',';
    const auto begin = joined.size();
    joined += encode(database, people_, event);
    chunk->entries.push_back({event.draft.unit, topic_of(event), begin, joined.size() - begin});
  }
  chunk->joined = std::make_shared<const std::string>(std::move(joined));
  return chunk;
}

void Feed::tell(store::Database& database, const std::vector<store::StoredEvent>& events) {
  if (events.empty()) return;
  std::shared_ptr<Chunk> chunk;
  try {
    chunk = chunk_of(database, events);
  } catch (const store::StoreFailure& failure) {
    base::log::error("feed.chunk_failed", {{"detail", failure.what()}});
  }
  {
    const std::lock_guard lock{mutex_};
    end_ = events.back().seq;
    if (chunk) {
      bytes_ += chunk->joined->size();
      ring_.push_back(std::move(chunk));
    } else {
      ring_.clear();
      bytes_ = 0;
      ring_begin_ = end_;
    }
    while (bytes_ > ring_bytes_ && ring_.size() > 1) {
      bytes_ -= ring_.front()->joined->size();
      ring_begin_ = ring_.front()->last;
      ring_.pop_front();
    }
  }
  notice_.notify_all();
}

Feed::Chunks Feed::chunks_after(std::uint64_t after, std::size_t byte_limit) const {
  Chunks chunks;
  std::size_t bytes = 0;
  auto chunk = std::ranges::upper_bound(ring_, after, {}, [](const ChunkPtr& one) { return one->last; });
  for (; chunk != ring_.end() && bytes < byte_limit; ++chunk) {
    chunks.push_back(*chunk);
    bytes += (*chunk)->joined->size();
  }
  return chunks;
}

Feed::Range Feed::range(std::uint64_t after, std::uint64_t to, std::string_view events) {
  auto frame = protocol::range_head(after + 1, to);
  frame.reserve(frame.size() + events.size() + protocol::range_tail().size());
  frame.append(events).append(protocol::range_tail());
  return {to, std::make_shared<const std::string>(std::move(frame))};
}

std::optional<Feed::Range> Feed::read(std::uint64_t after, const domain::Standing& reader,
                                      std::size_t byte_limit) const {
  Chunks chunks;
  {
    const std::lock_guard lock{mutex_};
    if (after < ring_begin_) return std::nullopt;
    chunks = chunks_after(after, byte_limit);
  }
  if (chunks.empty()) return Range{after, nullptr};
  const auto to = chunks.back()->last;
  const auto sees = [&](const Entry& entry) { return reader.sees(entry.topic, entry.unit); };
  const bool sees_all =
      std::ranges::all_of(chunks, [&](const ChunkPtr& chunk) { return std::ranges::all_of(chunk->entries, sees); });
  if (sees_all)
    if (auto known = shared(after, to)) return known;
  std::string events;
  for (const auto& chunk : chunks)
    for (std::size_t at = after < chunk->first ? 0 : after - chunk->first + 1; at < chunk->entries.size(); ++at) {
      const auto& entry = chunk->entries[at];
      if (!sees(entry)) continue;
      if (!events.empty()) events += ',';
      events.append(*chunk->joined, entry.begin, entry.length);
    }
  auto made = range(after, to, events);
  if (sees_all) {
    const std::lock_guard lock{frames_mutex_};
    frames_.push_back({after, made});
    if (frames_.size() > most_frames) frames_.pop_front();
  }
  return made;
}

std::optional<Feed::Range> Feed::shared(std::uint64_t after, std::uint64_t to) const {
  const std::lock_guard lock{frames_mutex_};
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame)
    if (frame->after == after && frame->range.to == to) return frame->range;
  return std::nullopt;
}

void Feed::report(const base::Id& person, const base::Id& unit, const domain::Position& position) {
  const std::lock_guard lock{positions_mutex_};
  positions_[person] = Placed{unit, position, ++positions_version_};
}

Feed::Positions Feed::positions_since(std::uint64_t version, const domain::Standing& reader) const {
  const std::lock_guard lock{positions_mutex_};
  Positions found{positions_version_, {}};
  if (version == positions_version_) return found;
  for (const auto& [person, placed] : positions_)
    if (placed.version > version && reader.sees(domain::Topic::position, placed.unit))
      found.frame.entries.push_back({person, placed.position});
  return found;
}

}  // namespace siaga::hub
