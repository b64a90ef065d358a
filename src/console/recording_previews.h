// RecordingPreviews: what shows a recording before anybody opens it: poster frames and a strip of loudness, fetched
// when a view asks for them and kept for the shift. A row of the queue wants one picture and the strip, a glance or an
// opened SOS all pictures; these are dropped again when enough others have been looked at since.
// Owner: the application. Thread: the UI thread. Pictures are JPEG as the hub sent it: small ones, which it has
// checked.
#pragma once

#include "base/result.h"
#include "base/signal.h"
#include "domain/recording.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

struct RecordingPreview {
  std::vector<std::chrono::milliseconds> times;  ///< of the posters
  std::vector<std::string> posters;              ///< as many; empty ones have not come yet
  std::vector<std::uint8_t> loudness;            ///< 0 to 255 over the length; empty when there is none, or not yet

  /// Which picture speaks for the recording in a list: the middle one, since the first is often a pocket's inside.
  std::size_t speaker() const { return times.size() / 2; }
};

/// 0 to 255 each, out of {"values":[…]}. Errors: corrupt.
base::Result<std::vector<std::uint8_t>> parse_loudness(const std::string& json);

class RecordingPreviews {
 public:
  template <class T>
  using Done = std::function<void(base::Result<T>)>;
  /// How to fetch: the link's. `done` comes later, on the UI thread.
  struct Source {
    std::function<void(const base::Id& recording, std::size_t number, Done<std::string> done)> poster;
    std::function<void(const base::Id& recording, Done<std::vector<std::uint8_t>> done)> loudness;
  };
  enum class Wish { row, everything };

  static constexpr std::size_t most = 300;       ///< recordings; used longest ago go first
  static constexpr std::size_t most_whole = 24;  ///< of them with all pictures; the others keep the one of their row

  explicit RecordingPreviews(Source source) : source_(std::move(source)) {}
  RecordingPreviews(const RecordingPreviews&) = delete;
  RecordingPreviews& operator=(const RecordingPreviews&) = delete;

  /// What is here now. What is missing is fetched, one thing after the other, and `changed` follows. A recording that
  /// wasn't examined, or has nothing to show, has an empty preview. One that was examined anew is fetched anew. The
  /// reference stays valid until the next call.
  const RecordingPreview& of(const domain::Recording& recording, Wish wish);
  /// Somebody else may be signing in.
  void forget();

  base::Signal<const base::Id&> changed;  ///< the recording

 private:
  struct Entry {
    base::Id recording;
    std::optional<domain::SeenPart> part;
    RecordingPreview preview;
    Wish wish = Wish::row;
    bool has_loudness = false;
    bool fetching = false;
    std::uint64_t version = 0;  ///< an answer to an older one's question is dropped
  };

  Entry* find(const base::Id& recording);
  /// The entry shows what this examination found, and nothing of it is here yet.
  void begin(Entry& entry, const domain::Examination& found);
  void fetch_next(Entry& entry);
  /// Takes the pictures back from those that were looked at longest ago.
  void drop_old_pictures();
  void took(const base::Id& recording, std::uint64_t version, bool good, const std::function<void(Entry&)>& keep);

  Source source_;
  std::list<Entry> entries_;  ///< used last first
  std::uint64_t newest_version_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace siaga::console
