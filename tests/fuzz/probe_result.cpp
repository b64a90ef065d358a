// What a probe says after a stranger's file has taken it over: findings, or a copy; their magic bytes tell which.
#include "hub/probe_result.h"

#include "property.h"

#include <cmath>

using namespace siaga;

namespace {

bool lies_within(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

void check_findings(std::string_view bytes) {
  const auto findings = hub::read_findings(bytes);
  if (!findings) return;
  const auto& found = findings->examination;
  for (const auto* word : {&found.container, &found.video, &found.audio, &found.trouble}) {
    fuzz::must(word->size() <= 40, "words are short");
    for (const char c : *word) fuzz::must(c > ' ' && c < 127, "words are printable");
  }
  fuzz::must(!found.duration || found.duration->count() >= 0, "time runs forward");
  fuzz::must(found.width >= 0 && found.height >= 0, "pictures have a size");
  fuzz::must(found.rotation >= 0 && found.rotation < 360 && found.rotation % 90 == 0, "pictures turn by right angles");
  fuzz::must(std::isfinite(found.frame_rate) && found.frame_rate >= 0, "pictures follow each other");
  fuzz::must(found.posters.size() <= domain::most_posters && found.posters.size() == findings->posters.size(),
             "each poster has its time");
  for (const auto poster : findings->posters)
    fuzz::must(lies_within(poster, bytes) && poster.size() <= hub::largest_poster && hub::is_small_jpeg(poster),
               "posters are small pictures of these bytes");
  fuzz::must(found.loudness == !findings->loudness.empty(), "loudness is there or not");
  fuzz::must(found.play_copy.empty(), "a play copy isn't found, but made");
}

void check_copy(std::string_view bytes) {
  constexpr std::uint64_t limit = 1u << 20;
  while (true) {
    const auto frame = hub::next_copy_frame(bytes, limit);
    if (!frame || !*frame) return;
    const auto& one = **frame;
    fuzz::must(one.length > 0 && one.length <= bytes.size(), "a copy goes on");
    fuzz::must(lies_within(one.content, bytes), "a frame's content is of these bytes");
    if (one.kind == hub::CopyFrame::Kind::piece)
      fuzz::must(one.offset <= limit && one.content.size() <= limit - one.offset, "a piece is within its limit");
    bytes.remove_prefix(one.length);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  if (bytes.starts_with(hub::copy_magic))
    check_copy(bytes.substr(hub::copy_magic.size()));
  else
    check_findings(bytes);
  hub::is_small_jpeg(bytes);
  return 0;
}
