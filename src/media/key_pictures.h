// KeyPictures: keeps key pictures, still compressed, evenly spread over a stream whose length isn't known yet.
// When there are too many, every second is dropped and only every second of the coming ones is kept: memory is bounded,
// and what is left is spread as evenly as before.
// Private to src/media. Owner: a probe's examination. Thread: one at a time.
#pragma once

#include "media/gst_handles.h"
#include "media/probe_posters.h"

#include <chrono>
#include <vector>

namespace siaga::media {

class KeyPictures {
 public:
  struct Kept {
    std::chrono::nanoseconds at;
    gst::Sample sample;  ///< a copy of the bytes with their caps
  };

  /// A key picture as it goes to a decoder, in order. One above 8 MB is passed over.
  void offer(GstBuffer* picture, GstCaps* caps, std::chrono::nanoseconds at);

  /// At most `most`, nearest to the middles of as many equal parts of a stream from `begin` to `end`.
  std::vector<Kept> choose(std::size_t most, std::chrono::nanoseconds begin, std::chrono::nanoseconds end);

  std::size_t bytes() const { return bytes_; }

 private:
  void thin_out();

  std::vector<Kept> kept_;
  std::size_t bytes_ = 0;
  std::size_t stride_ = 1;
  std::size_t seen_ = 0;
};

/// Decodes each and makes a JPEG of it, upright, poster_side at most. What can't be decoded is left out, and what isn't
/// drawn once `patience` has passed for all of them together.
std::vector<Poster> draw_posters(const std::vector<KeyPictures::Kept>& pictures, const char* decoder, int rotation,
                                 std::chrono::nanoseconds patience);

}  // namespace siaga::media
