// LatestFrame: a mailbox with one place between the decoder and the window. A newer picture replaces one that
// nobody fetched, so a slow window costs no memory and is never late.
// Thread: any; a Frame never changes once it was put.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <utility>

namespace siaga::media {

/// A picture as the window paints it: upright (rotation already applied), 4 bytes a pixel: blue, green, red, unused.
struct Frame {
  int width = 0;
  int height = 0;
  int stride = 0;                      ///< bytes from one row to the next
  std::span<const std::uint8_t> bgrx;  ///< `height` rows
  std::shared_ptr<const void> pixels;  ///< owns them: the decoder's memory as it came, which nobody copies
  std::chrono::nanoseconds time{0};    ///< of the picture's beginning in the recording
};

class LatestFrame {
 public:
  void put(std::shared_ptr<const Frame> frame) {
    const std::lock_guard lock(mutex_);
    fresh_ = true;
    frame_ = std::move(frame);
  }

  /// The newest picture if it was not taken yet, else nullptr.
  std::shared_ptr<const Frame> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(fresh_, false) ? frame_ : nullptr;
  }

  /// The newest picture, taken or not; nullptr before the first.
  std::shared_ptr<const Frame> peek() const {
    const std::lock_guard lock(mutex_);
    return frame_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Frame> frame_;
  bool fresh_ = false;
};

}  // namespace siaga::media
