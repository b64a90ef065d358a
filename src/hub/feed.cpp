#include "hub/feed.h"

#include "domain/access.h"

#include <algorithm>

namespace siaga::hub {

namespace {
const auto comma = std::make_shared<const std::string>(",");
}

Feed::Feed(std::string epoch, std::uint64_t end, std::size_t ring_bytes)
    : epoch_(std::move(epoch)), ring_bytes_(ring_bytes), end_(end), ring_begin_(end) {}

std::uint64_t Feed::end() const {
  const std::lock_guard lock{mutex_};
  return end_;
}

void Feed::tell(store::Database& database, const std::vector<store::StoredEvent>& events) {
  if (events.empty()) return;
  auto chunk = std::make_shared<Chunk>();
  chunk->first = events.front().seq;
  chunk->last = events.back().seq;
  std::string joined;
  for (const auto& event : events) {
    if (!joined.empty()) joined += ',';
    const auto begin = joined.size();
    joined += encode(database, people_, event);
    chunk->entries.push_back({event.draft.unit, begin, joined.size() - begin});
  }
  chunk->joined = std::make_shared<const std::string>(std::move(joined));
  {
    const std::lock_guard lock{mutex_};
    bytes_ += chunk->joined->size();
    end_ = chunk->last;
    ring_.push_back(std::move(chunk));
    while (bytes_ > ring_bytes_ && ring_.size() > 1) {
      bytes_ -= ring_.front()->joined->size();
      ring_begin_ = ring_.front()->last;
      ring_.pop_front();
    }
  }
  notice_.notify_all();
}

std::vector<Feed::ChunkPtr> Feed::chunks_after(std::uint64_t after, std::size_t byte_limit) const {
  std::vector<ChunkPtr> chunks;
  std::size_t bytes = 0;
  auto chunk = std::ranges::upper_bound(ring_, after, {}, [](const ChunkPtr& one) { return one->last; });
  for (; chunk != ring_.end() && bytes < byte_limit; ++chunk) {
    chunks.push_back(*chunk);
    bytes += (*chunk)->joined->size();
  }
  return chunks;
}

std::optional<Feed::Range> Feed::read(std::uint64_t after, const domain::Person& reader, std::size_t byte_limit) const {
  std::vector<ChunkPtr> chunks;
  {
    const std::lock_guard lock{mutex_};
    if (after < ring_begin_) return std::nullopt;
    chunks = chunks_after(after, byte_limit);
  }
  Range range;
  range.to = chunks.empty() ? after : chunks.back()->last;
  for (const auto& chunk : chunks) {
    auto piece = visible(*chunk, after, reader);
    if (!piece) continue;
    if (!range.pieces.empty()) range.pieces.push_back(comma);
    range.pieces.push_back(std::move(piece));
  }
  return range;
}

std::shared_ptr<const std::string> Feed::visible(const Chunk& chunk, std::uint64_t after,
                                                 const domain::Person& reader) {
  const auto skipped = after < chunk.first ? 0 : after - chunk.first + 1;
  const auto sees = [&](const Entry& entry) { return domain::sees_unit(reader, entry.unit); };
  if (skipped == 0 && std::ranges::all_of(chunk.entries, sees)) return chunk.joined;
  std::string joined;
  for (std::size_t i = skipped; i < chunk.entries.size(); ++i) {
    const auto& entry = chunk.entries[i];
    if (!sees(entry)) continue;
    if (!joined.empty()) joined += ',';
    joined.append(*chunk.joined, entry.begin, entry.length);
  }
  if (joined.empty()) return nullptr;
  return std::make_shared<const std::string>(std::move(joined));
}

void Feed::report(const base::Id& person, const base::Id& unit, const domain::Position& position) {
  const std::lock_guard lock{positions_mutex_};
  positions_[person] = Placed{unit, position, ++positions_version_};
}

Feed::Positions Feed::positions_since(std::uint64_t version, const domain::Person& reader) const {
  const std::lock_guard lock{positions_mutex_};
  Positions found{positions_version_, {}};
  if (version == positions_version_) return found;
  for (const auto& [person, placed] : positions_)
    if (placed.version > version && domain::sees_unit(reader, placed.unit))
      found.frame.entries.push_back({person, placed.position});
  return found;
}

}  // namespace siaga::hub
