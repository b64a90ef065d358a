// RecordingShelf: the recordings that this console has fetched, while it is signed in: held ones are filled, the others
// stay until room is needed (oldest use first), so that looking again needs no network.
// Owner: the link. Thread: the UI thread. Its files are its own; they go with it, and a start empties the folder.
#pragma once

#include "console/recording_fetch.h"

#include <filesystem>
#include <list>
#include <map>
#include <memory>

namespace siaga::console {

class RecordingShelf {
 public:
  static constexpr std::uint64_t room = 4ull << 30;  ///< bytes on disk
  static constexpr std::size_t most_places = 32;     ///< each is an open file
  static constexpr int fetches_at_once = 4;

  /// `folder` is made when needed; what an earlier run left in it is removed.
  RecordingShelf(std::filesystem::path folder, net::asio::any_io_executor executor, HubAccess access,
                 std::uint64_t room_for_all = room);
  RecordingShelf(const RecordingShelf&) = delete;
  RecordingShelf& operator=(const RecordingShelf&) = delete;
  /// Readers that wait get Fault::unavailable; nothing is fetched any more.
  ~RecordingShelf();

  /// The same object for the same id and form while anybody holds it.
  std::shared_ptr<CachedRecording> open(const base::Id& recording, RecordingForm form = RecordingForm::original);

 private:
  class Held;
  struct Place {
    base::Id recording;
    RecordingForm form;
    std::shared_ptr<RecordingBytes> bytes;
    std::weak_ptr<Held> held;
  };

  Place& place_of(const base::Id& recording, RecordingForm form);
  void make_room();

  std::filesystem::path folder_;
  net::asio::any_io_executor executor_;
  HubAccess access_;
  std::uint64_t room_for_all_;
  std::shared_ptr<FetchTurns> turns_ = std::make_shared<FetchTurns>(fetches_at_once);
  std::list<Place> places_;  ///< used last first
  std::uint64_t made_ = 0;   ///< files, for their names
};

}  // namespace siaga::console
