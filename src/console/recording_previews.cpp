#include "console/recording_previews.h"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace siaga::console {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t most_values = 10'000;

/// The next picture to fetch: the speaker first.
std::optional<std::size_t> missing_poster(const RecordingPreview& preview, RecordingPreviews::Wish wish) {
  if (preview.posters.empty()) return std::nullopt;
  if (preview.posters[preview.speaker()].empty()) return preview.speaker();
  if (wish == RecordingPreviews::Wish::row) return std::nullopt;
  const auto missing = std::ranges::find(preview.posters, std::string{});
  if (missing == preview.posters.end()) return std::nullopt;
  return static_cast<std::size_t>(missing - preview.posters.begin());
}

}  // namespace

Result<std::vector<std::uint8_t>> parse_loudness(const std::string& text) {
  json::error_code code;
  const auto parsed = json::parse(text, code);
  const auto* object = code ? nullptr : parsed.if_object();
  const auto* member = object != nullptr ? object->if_contains("values") : nullptr;
  const auto* values = member != nullptr ? member->if_array() : nullptr;
  if (values == nullptr || values->size() > most_values) return fail(Fault::corrupt, "no strip of loudness");
  std::vector<std::uint8_t> strip;
  for (const auto& value : *values) {
    const auto* level = value.if_int64();
    if (level == nullptr || *level < 0 || *level > 255) return fail(Fault::corrupt, "no strip of loudness");
    strip.push_back(static_cast<std::uint8_t>(*level));
  }
  return strip;
}

const RecordingPreview& RecordingPreviews::of(const domain::Recording& recording, Wish wish) {
  static const RecordingPreview nothing;
  if (!recording.examination) return nothing;
  const auto& found = *recording.examination;
  if (found.posters.empty() && !found.loudness) return nothing;
  auto* entry = find(recording.id);
  if (entry == nullptr) {
    entries_.emplace_front();
    entry = &entries_.front();
    entry->recording = recording.id;
    begin(*entry, found);
    if (entries_.size() > most) entries_.pop_back();
  } else if (entry->part != found.part || entry->preview.times != found.posters ||
             entry->has_loudness != found.loudness) {
    begin(*entry, found);
  }
  if (wish == Wish::everything) {
    entry->wish = wish;
    drop_old_pictures();
  }
  fetch_next(*entry);
  return entry->preview;
}

void RecordingPreviews::begin(Entry& entry, const domain::Examination& found) {
  entry.part = found.part;
  entry.preview = {found.posters, std::vector<std::string>(found.posters.size()), {}};
  entry.has_loudness = found.loudness;
  entry.fetching = false;
  entry.version = ++newest_version_;
}

void RecordingPreviews::drop_old_pictures() {
  std::size_t whole = 0;
  for (auto& entry : entries_) {
    if (entry.wish != Wish::everything || ++whole <= most_whole) continue;
    entry.wish = Wish::row;  // what is on its way now is the last
    auto& posters = entry.preview.posters;
    for (std::size_t number = 0; number < posters.size(); ++number)
      if (number != entry.preview.speaker()) posters[number] = {};
  }
}

RecordingPreviews::Entry* RecordingPreviews::find(const base::Id& recording) {
  const auto found = std::ranges::find(entries_, recording, &Entry::recording);
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return &entries_.front();
}

void RecordingPreviews::forget() { entries_.clear(); }

void RecordingPreviews::fetch_next(Entry& entry) {
  if (entry.fetching) return;
  const auto id = entry.recording;
  const auto mine = entry.version;
  const std::weak_ptr<bool> weak = alive_;
  if (const auto number = missing_poster(entry.preview, entry.wish)) {
    entry.fetching = true;
    source_.poster(id, *number, [this, weak, id, mine, number](Result<std::string> picture) {
      if (!weak.lock()) return;
      const bool good = picture && !picture->empty();
      took(id, mine, good, [&](Entry& mine_now) { mine_now.preview.posters[*number] = std::move(*picture); });
    });
  } else if (entry.has_loudness && entry.preview.loudness.empty()) {
    entry.fetching = true;
    source_.loudness(id, [this, weak, id, mine](Result<std::vector<std::uint8_t>> strip) {
      if (!weak.lock()) return;
      const bool good = strip && !strip->empty();
      took(id, mine, good, [&](Entry& mine_now) { mine_now.preview.loudness = std::move(*strip); });
    });
  }
}

// A fault ends the chain; the next of() tries again.
void RecordingPreviews::took(const base::Id& recording, std::uint64_t version, bool good,
                             const std::function<void(Entry&)>& keep) {
  auto* entry = find(recording);
  if (entry == nullptr || entry->version != version) return;
  entry->fetching = false;
  if (!good) return;
  keep(*entry);
  fetch_next(*entry);
  changed.emit(base::Id{recording});
}

}  // namespace siaga::console
