// What the console and the probe read of a recording themselves, before and beside a demuxer: an MP4's boxes.
#include "media/mp4_boxes.h"
#include "media/container.h"
#include "media/mp4_fragments.h"
#include "media/mp4_honest_length.h"
#include "media/nesting.h"
#include "property.h"

#include <algorithm>
#include <span>

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto read = [bytes](std::uint64_t at, std::span<std::byte> into) {
    if (at > bytes.size() || into.size() > bytes.size() - at) return false;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), into.size(), into.begin());
    return true;
  };
  (void)media::container_of(bytes);
  (void)media::nesting_fits(bytes);
  (void)media::mp4_is_indexed(read, size);
  const bool is_cut = media::mp4_is_cut_off(read, size);
  if (const auto media = media::mp4_cut_media(read, size)) {
    fuzz::must(is_cut, "what ends within its media is cut off");
    fuzz::must(media->begin <= media->end && media->begin <= size && media->end > size, "the end lies in the media");
  }
  if (const auto end = media::mp4_fragments_end(read, size)) fuzz::must(end->count() > 0, "time runs forward");
  if (const auto better = media::honest_mp4_length(read, size))
    fuzz::must(better->offset + better->bytes.size() <= size, "a correction lies within the file");
  return 0;
}
