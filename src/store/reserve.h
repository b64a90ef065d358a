// Room on the disk that is kept for alarms: a file that is given up when an alarm can't be written, and made again when
// there is room. Owner: the store thread. Thread: the store thread; is_held() from any.
// Errors: false, with the reason in the log: a disk that gives no room is an answer here, not a fault.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace siaga::store {

class Reserve {
 public:
  Reserve(std::filesystem::path file, std::uint64_t bytes);

  /// Makes the file when the disk has room for it twice (so that it isn't given up again at once). True when held.
  bool hold();
  /// Gives the room back to the disk. True when there was something to give.
  bool give_up();
  bool is_held() const { return held_; }

 private:
  std::filesystem::path file_;
  std::uint64_t bytes_;
  std::atomic<bool> held_{false};
};

}  // namespace siaga::store
